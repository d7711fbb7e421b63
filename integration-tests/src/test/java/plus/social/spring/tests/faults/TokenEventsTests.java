/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package plus.social.spring.tests.faults;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.event.SocialPlusTokenAttachedEvent;
import plus.social.spring.event.SocialPlusTokenEvent;
import plus.social.spring.event.SocialPlusTokenEventPublisher;
import plus.social.spring.event.SocialPlusTokenIssuedEvent;
import plus.social.spring.event.SocialPlusTokenUnavailableEvent;
import plus.social.spring.tests.Stack;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusException.Reason;

import org.springframework.boot.actuate.audit.AuditEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the events about tokens and their audit, on either stack.
 */
@Faults
class TokenEventsTests {

	private static final String FORM_LOGIN = "UsernamePasswordAuthenticationToken";

	@ParameterizedTest
	@EnumSource
	void aLoginWithATokenIsIssuedAndAttached(Stack stack) throws InterruptedException {
		try (FaultServer server = FaultServer.http(Behaviour.TOKEN);
				TestApplication application = FaultStack.start(stack, server)) {
			application.newBrowser().logIn("alice");
			EventRecorder recorder = application.getBean(EventRecorder.class);
			SocialPlusTokenEvent issued = recorder.take();
			assertThat(issued).isInstanceOf(SocialPlusTokenIssuedEvent.class);
			assertThat(issued.getUserId()).isEqualTo("alice");
			assertThat(issued.getMechanism()).isEqualTo(FORM_LOGIN);
			assertThat(recorder.take()).isInstanceOfSatisfying(SocialPlusTokenAttachedEvent.class, (attached) -> {
				assertThat(attached.isLate()).isFalse();
				assertThat(attached.getMechanism()).isEqualTo(FORM_LOGIN);
			});
			assertThat(recorder.takeAudited().getType()).isEqualTo("SOCIALPLUS_TOKEN_ISSUED");
			AuditEvent attached = recorder.takeAudited();
			assertThat(attached.getType()).isEqualTo("SOCIALPLUS_TOKEN_ATTACHED");
			assertThat(attached.getPrincipal()).isEqualTo("alice");
			assertThat(attached.getData()).containsEntry("mechanism", FORM_LOGIN);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aRenewalIsIssuedAndAttachedWithItsMechanism(Stack stack) throws InterruptedException {
		try (FaultServer server = FaultServer.http(Behaviour.TOKEN);
				TestApplication application = FaultStack.start(stack, server)) {
			Browser browser = application.newBrowser();
			browser.logIn("alice");
			EventRecorder recorder = application.getBean(EventRecorder.class);
			recorder.take();
			recorder.take();
			browser.submit(browser.get("/page"), "/socialplus/token", Map.of());
			browser.submit(browser.get("/page"), "/socialplus/token?renew=true", Map.of());
			assertThat(recorder.take()).isInstanceOf(SocialPlusTokenIssuedEvent.class)
				.extracting(SocialPlusTokenEvent::getMechanism)
				.isEqualTo(FORM_LOGIN);
			assertThat(recorder.take()).isInstanceOf(SocialPlusTokenAttachedEvent.class)
				.extracting(SocialPlusTokenEvent::getMechanism)
				.isEqualTo(FORM_LOGIN);
			assertThat(recorder.getEvents()).as("a token that was there is no event").isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aLoginWithoutATokenIsOneEvent(Stack stack) throws InterruptedException {
		try (FaultServer server = FaultServer.http(Behaviour.status(422));
				TestApplication application = FaultStack.start(stack, server)) {
			Browser browser = application.newBrowser();
			browser.logIn("mallory");
			for (int i = 0; i < 3; i++) {
				browser.submit(browser.get("/page"), "/socialplus/token", Map.of());
			}
			EventRecorder recorder = application.getBean(EventRecorder.class);
			assertThat(recorder.take()).isInstanceOfSatisfying(SocialPlusTokenUnavailableEvent.class,
					(unavailable) -> assertThat(unavailable.getReason()).isEqualTo(Reason.USER_REFUSED));
			AuditEvent audited = recorder.takeAudited();
			assertThat(audited.getType()).isEqualTo("SOCIALPLUS_TOKEN_UNAVAILABLE");
			assertThat(audited.getPrincipal()).isEqualTo("mallory");
			assertThat(audited.getData()).containsEntry("reason", "USER_REFUSED")
				.containsEntry("mechanism", FORM_LOGIN);
			application.newBrowser().logIn("bob");
			assertThat(recorder.take().getUserId()).as("the next event").isEqualTo("bob");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aListenerOrRepositoryThatBlocksDelaysNoLogin(Stack stack) throws InterruptedException {
		try (FaultServer server = FaultServer.http(Behaviour.TOKEN);
				TestApplication application = FaultStack.start(stack, server)) {
			EventRecorder recorder = application.getBean(EventRecorder.class);
			recorder.block();
			application.newBrowser().logIn("alice");
			recorder.awaitBlocked();
			Browser browser = application.newBrowser();
			assertThat(browser.logIn("bob").statusCode()).isEqualTo(302);
			assertThat(application.getTokenAttributes(browser)).containsValue(server.getTokens("bob").get(0));
			assertThat(recorder.getEvents()).isEmpty();
			recorder.open();
			for (String user : new String[] { "alice", "alice", "bob", "bob" }) {
				assertThat(recorder.take().getUserId()).isEqualTo(user);
			}
			assertThat(application.getBean(SocialPlusTokenEventPublisher.class).getDroppedCount()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aListenerOrRepositoryThatFailsFailsNoLogin(Stack stack) throws InterruptedException {
		try (FaultServer server = FaultServer.http(Behaviour.TOKEN);
				TestApplication application = FaultStack.start(stack, server)) {
			application.getBean(EventRecorder.class).fail();
			for (String user : new String[] { "alice", "bob" }) {
				Browser browser = application.newBrowser();
				assertThat(browser.logIn(user).statusCode()).isEqualTo(302);
				assertThat(application.getTokenAttributes(browser)).containsValue(server.getTokens(user).get(0));
			}
			application.getBean(EventRecorder.class).awaitBlocked();
		}
	}

	@ParameterizedTest
	@EnumSource
	void noSecretIsInAnEventOrAnAudit(Stack stack) throws InterruptedException {
		Canary.forgetPlaces();
		try (FaultServer server = FaultServer.http(Behaviour.TOKEN);
				TestApplication application = FaultStack.start(stack, server)) {
			application.newBrowser().logIn("alice");
			EventRecorder recorder = application.getBean(EventRecorder.class);
			recorder.take();
			recorder.take();
			new CanaryPages(application).scan();
			assertThat(Canary.getPlaces()).contains("event", "audit event", "/actuator/auditevents",
					"log plus.social.spring.session.SessionTokens at DEBUG");
		}
	}

}
