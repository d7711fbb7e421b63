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

package plus.social.spring.web.reactive;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.logout.FakeAccessTokenService;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.mock.web.server.MockWebSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusLogoutWebFilter}.
 */
class SocialPlusLogoutWebFilterTests {

	private static final String CONTEXT = "SPRING_SECURITY_CONTEXT";

	private final FakeAccessTokenService service = new FakeAccessTokenService();

	private final SocialPlusLogoutWebFilter filter = new SocialPlusLogoutWebFilter(
			new LoginResolver(SocialPlusUserResolver.principalName(), LoginCondition.none()), this.service.revoker());

	private final MutableClock clock = new MutableClock();

	private final MockWebSession session = new MockWebSession(this.clock);

	@Test
	void aRequestThatInvalidatesTheSessionIsALogout() {
		logIn("alice");
		run((exchange) -> exchange.getSession().flatMap(WebSession::invalidate)).verifyComplete();
		assertThat(this.service.getUsers()).containsExactly("alice");
	}

	@Test
	void aRequestThatTakesTheLoginOutOfTheSessionIsALogout() {
		logIn("alice");
		run((exchange) -> exchange.getSession().doOnNext((session) -> session.getAttributes().remove(CONTEXT)).then())
			.verifyComplete();
		assertThat(this.service.getUsers()).containsExactly("alice");
	}

	@Test
	void aLogoutThatEndsInAnErrorIsOneAllTheSame() {
		logIn("alice");
		run((exchange) -> exchange.getSession()
			.flatMap(WebSession::invalidate)
			.then(Mono.error(new IllegalStateException()))).verifyError(IllegalStateException.class);
		assertThat(this.service.getUsers()).containsExactly("alice");
	}

	@Test
	void aRequestAfterWhichSomebodyIsLoggedInIsNone() {
		logIn("alice");
		run((exchange) -> exchange.getSession().then()).verifyComplete();
		run((exchange) -> exchange.getSession().doOnNext((session) -> logIn("bob")).then()).verifyComplete();
		assertThat(this.service.getUsers()).isEmpty();
	}

	@Test
	void aRequestBeforeWhichNobodyWasLoggedInIsNone() {
		run((exchange) -> exchange.getSession().flatMap(WebSession::invalidate)).verifyComplete();
		run((exchange) -> Mono.empty()).verifyComplete();
		assertThat(this.service.getUsers()).isEmpty();
	}

	@Test
	void aLogoutWhileImpersonatingIsNobodys() {
		logIn("bob", new SwitchUserGrantedAuthority("PREVIOUS",
				new TestingAuthenticationToken("alice", null, "ROLE_ADMIN")));
		run((exchange) -> exchange.getSession().flatMap(WebSession::invalidate)).verifyComplete();
		assertThat(this.service.getUsers()).isEmpty();
	}

	@Test
	void aSessionThatExpiresDuringARequestIsNotLoggedOutOf() {
		logIn("alice");
		this.session.start();
		run((exchange) -> exchange.getSession().doOnNext((session) -> this.clock.advance(Duration.ofDays(1))).then())
			.verifyComplete();
		assertThat(this.session.isExpired()).isTrue();
		assertThat(this.service.getUsers()).isEmpty();
	}

	@Test
	void aSessionThatSomethingElseInvalidatesIsNotLoggedOutOf() {
		logIn("alice");
		run((exchange) -> exchange.getSession().then(this.session.invalidate())).verifyComplete();
		assertThat(this.session.isExpired()).isTrue();
		assertThat(this.service.getUsers()).isEmpty();
	}

	@Test
	void twoRequestsThatLogOutAtOnceAreOneLogout() {
		logIn("alice");
		run((exchange) -> exchange.getSession()
			.flatMap((session) -> Mono
				.defer(() -> Mono.fromRunnable(
						() -> run((other) -> other.getSession().flatMap(WebSession::invalidate)).verifyComplete()))
				.then(session.invalidate())))
			.verifyComplete();
		assertThat(this.service.getUsers()).containsExactly("alice");
	}

	@Test
	void aLoginKeepsWhatIsNotRevokedYet() {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		SocialPlusLogoutWebFilter pausing = new SocialPlusLogoutWebFilter(
				new LoginResolver(SocialPlusUserResolver.principalName(), LoginCondition.none()),
				this.service.revoker(time));
		this.service.answerNext(() -> Mono.error(new SocialPlusException(Reason.SERVER_ERROR, "no")));
		logIn("alice");
		run(pausing,
				(exchange) -> exchange.getSession()
					.doOnNext((session) -> session.getAttributes().remove(CONTEXT))
					.then())
			.verifyComplete();
		run(pausing, (exchange) -> exchange.getSession().doOnNext((session) -> logIn("alice")).then()).verifyComplete();
		time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.service.getUsers()).containsExactly("alice");
	}

	private void logIn(String username) {
		logIn(username, new SimpleGrantedAuthority("ROLE_USER"));
	}

	private void logIn(String username, GrantedAuthority authority) {
		this.session.getAttributes()
			.put(CONTEXT, new SecurityContextImpl(new TestingAuthenticationToken(username, null, List.of(authority))));
	}

	private StepVerifier.FirstStep<Void> run(Function<ServerWebExchange, Mono<Void>> application) {
		return run(this.filter, application);
	}

	private StepVerifier.FirstStep<Void> run(SocialPlusLogoutWebFilter filter,
			Function<ServerWebExchange, Mono<Void>> application) {
		MockServerWebExchange exchange = MockServerWebExchange.builder(MockServerHttpRequest.post("/logout"))
			.session(this.session)
			.build();
		return StepVerifier.create(filter.filter(exchange, application::apply));
	}

}
