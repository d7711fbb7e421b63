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

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.tests.ServerSessions;
import plus.social.spring.tests.Stack;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.tests.TokenPage;
import plus.social.spring.tests.Visits;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusAuthToken;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what happens to a session while a call for it is under way, on either stack.
 */
@ParameterizedClass
@EnumSource
@Faults
class CallUnderWayTests {

	@Parameter
	Stack stack;

	private final Gate gate = new Gate();

	private final FaultServer server = FaultServer.http(this.gate.then(Behaviour.TOKEN));

	private TestApplication application;

	private Browser browser;

	@AfterEach
	void close() {
		new CanaryPages(this.application).scan();
		this.application.close();
		this.server.close();
	}

	@Test
	void aSessionThatEndsWhileItsLoginWaitsStaysEnded() throws Exception {
		start("eager");
		this.gate.close();
		CompletableFuture<HttpResponse<String>> login = CompletableFuture
			.supplyAsync(() -> this.browser.logIn("alice"));
		this.server.awaitRequests(1);
		this.application.getSessions().getIds().forEach(this.application.getSessions()::expire);
		this.gate.open();
		assertThat(login.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(302);
		assertNobodyIsLoggedIn();
	}

	@Test
	void aSessionThatEndsWhileItsTokenIsFetchedStaysEnded() {
		start("prefetch");
		this.gate.close();
		this.browser.logIn("alice");
		this.server.awaitRequests(1);
		String session = this.browser.getSessionId().orElseThrow();
		this.application.getSessions().expire(session);
		this.gate.open();
		awaitTokenOfSomebodyElse();
		assertThat(this.application.getSessions().getIds()).doesNotContain(session);
		assertThat(this.browser.get("/page").statusCode()).isEqualTo(302);
		assertThat(this.application.getTokenAttributes(this.browser)).isEmpty();
	}

	@Test
	void aTokenThatComesAfterTheLogoutIsInNoSession() {
		start("prefetch");
		this.gate.close();
		this.browser.logIn("alice");
		this.server.awaitRequests(1);
		String session = this.browser.getSessionId().orElseThrow();
		logOut();
		this.gate.open();
		awaitTokenOfSomebodyElse();
		assertThat(this.application.getSessions().getAttributes(session)).isEmpty();
		this.browser.get("/login");
		assertThat(this.application.getTokenAttributes(this.browser)).isEmpty();
		this.browser.logIn("alice");
		this.browser.get("/token/obtain");
		assertThat(this.server.getTokens("alice")).hasSize(2);
		assertThat(this.application.getTokenAttributes(this.browser))
			.containsEntry(SocialPlusTokenAttributes.AUTH_TOKEN, this.server.getTokens("alice").get(1));
	}

	@Test
	void aLogoutWhileAnotherTabWaitsForTheTokenStaysALogout() throws Exception {
		start("lazy");
		this.gate.close();
		this.browser.logIn("alice");
		CompletableFuture<HttpResponse<String>> tab = tab("/token/obtain");
		this.server.awaitRequests(1);
		String session = this.browser.getSessionId().orElseThrow();
		logOut();
		this.gate.open();
		assertThat(tab.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
		assertThat(this.application.getSessions().getAttributes(session)).isEmpty();
		assertThat(this.browser.get("/page").statusCode()).isEqualTo(302);
	}

	@Test
	void twoTabsThatRenewAtOnceMakeOneCall() throws Exception {
		start("lazy");
		this.browser.logIn("alice");
		holdOldToken();
		this.gate.close();
		CompletableFuture<HttpResponse<String>> one = tab("/token/obtain");
		CompletableFuture<HttpResponse<String>> other = tab("/token/obtain");
		this.application.getBean(Visits.class).await(2);
		this.server.awaitRequests(1);
		this.gate.open();
		String page = one.get(1, TimeUnit.MINUTES).body();
		assertThat(page).isEqualTo(TokenPage.fingerprint(this.server.getTokens("alice").get(0)) + " of alice");
		assertThat(other.get(1, TimeUnit.MINUTES).body()).isEqualTo(page);
		assertThat(this.browser.get("/token/find").body()).isEqualTo(page);
		assertThat(this.server.getRequests()).isEqualTo(1);
	}

	private void holdOldToken() {
		ServerSessions sessions = this.application.getSessions();
		String session = this.browser.getSessionId().orElseThrow();
		SocialPlusTokenAttributes.write(
				new SocialPlusAuthToken("alice", Canary.secret("old-token"), Instant.now().plusSeconds(30)),
				(name, value) -> sessions.setAttribute(session, name, value));
	}

	private void start(String mode) {
		this.application = FaultStack.start(this.stack, this.server, "socialplus.login.mode=" + mode);
		this.browser = this.application.newBrowser();
	}

	private CompletableFuture<HttpResponse<String>> tab(String path) {
		return CompletableFuture.supplyAsync(() -> this.browser.get(path));
	}

	private void logOut() {
		HttpResponse<String> logout = this.browser.submit(this.browser.get("/page"), "/logout", Map.of());
		assertThat(logout.statusCode()).isEqualTo(302);
	}

	// Whatever was asked for before has come by then.
	private void awaitTokenOfSomebodyElse() {
		this.server.awaitAnswers(1, Duration.ofMinutes(1));
		Browser other = this.application.newBrowser();
		other.logIn("bob");
		assertThat(other.get("/token/obtain").body()).endsWith(" of bob");
	}

	private void assertNobodyIsLoggedIn() {
		assertThat(this.application.getSessions().getIds()).isEmpty();
		assertThat(this.browser.get("/page").statusCode()).isEqualTo(302);
		assertThat(this.application.getTokenAttributes(this.browser)).isEmpty();
	}

}
