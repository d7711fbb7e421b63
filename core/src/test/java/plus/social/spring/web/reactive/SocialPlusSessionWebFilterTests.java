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

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.fetch.FakeTokenService;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.LoginSettings;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenPolicy;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.mock.web.server.MockWebSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SocialPlusSessionWebFilter}: what is its own stack's.
 */
class SocialPlusSessionWebFilterTests {

	private final FakeTokenService service = new FakeTokenService(Clock.systemUTC()).answerAtOnce();

	private final List<Object> saved = new ArrayList<>();

	private final SavedSession session = new SavedSession(this.saved);

	@Test
	void savesWhatItPutsIntoASessionThatWasSavedBefore() {
		run((exchange) -> exchange.getSession().flatMap((session) -> {
			login(session);
			return session.save();
		}));
		assertThat(this.saved).containsExactly("no token", "t0ken-0");
	}

	@Test
	void leavesTheSessionAloneUntilWhoeverSavesItHasLookedAtIt() {
		List<Integer> calls = new ArrayList<>();
		login(this.session);
		run(MockServerWebExchange.builder(MockServerHttpRequest.get("/"))
			.sessionManager((exchange) -> Mono.<WebSession>just(this.session)
				.doOnNext((used) -> exchange.getResponse().beforeCommit(() -> {
					calls.add(this.service.getCalls());
					return used.save();
				})))
			.build(), (exchange) -> exchange.getSession().then());
		assertThat(calls).containsExactly(0);
		assertThat(this.saved).containsExactly("no token", "t0ken-0");
	}

	@Test
	void leavesASessionAloneThatWasInvalidatedButStillHasItsAttributes() {
		this.session.expired = true;
		run((exchange) -> exchange.getSession().doOnNext(SocialPlusSessionWebFilterTests::login).then());
		assertThat(this.service.getCalls()).isZero();
		assertThat(this.saved).isEmpty();
	}

	@Test
	void savesNoSessionThatIsInvalidatedWhileItLooksAfterIt() {
		this.session.getAttributes().put("SOCIALPLUS_AUTH_TOKEN", "somebody's");
		this.session.expired = true;
		run((exchange) -> exchange.getSession().then());
		assertThat(this.saved).isEmpty();
	}

	@Test
	void doesNotSaveASessionThatItLeavesAlone() {
		run((exchange) -> exchange.getSession().then());
		assertThat(this.saved).isEmpty();
		assertThat(this.session.isStarted()).isFalse();
	}

	@Test
	void doesNotLookAtASessionThatNobodyUses() {
		login(this.session);
		run((exchange) -> Mono.empty());
		assertThat(this.service.getCalls()).isZero();
	}

	@Test
	void aSessionThatCannotBeSavedIsNoFailure() {
		this.session.failing = true;
		run((exchange) -> exchange.getSession().doOnNext(SocialPlusSessionWebFilterTests::login).then());
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void failuresOfTheApplicationPassThrough() {
		assertThatIllegalStateException()
			.isThrownBy(() -> run((exchange) -> Mono.error(new IllegalStateException("broken"))))
			.withMessage("broken");
	}

	@Test
	void comesFirst() {
		assertThat(new SocialPlusSessionWebFilter(tokens()).getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
	}

	private void run(Function<ServerWebExchange, Mono<Void>> application) {
		run(MockServerWebExchange.builder(MockServerHttpRequest.get("/")).session(this.session).build(), application);
	}

	private void run(MockServerWebExchange exchange, Function<ServerWebExchange, Mono<Void>> application) {
		new SocialPlusSessionWebFilter(tokens()).filter(exchange, application::apply)
			.then(exchange.getResponse().setComplete())
			.block(Duration.ofMinutes(2));
	}

	private WebSessionSocialPlusTokens tokens() {
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), Clock.systemUTC());
		Duration budget = Duration.ofSeconds(1);
		SessionTokens sessionTokens = new SessionTokens(policy,
				new TokenFetcher(this.service, policy::isFresh, Clock.systemUTC(), 64, budget),
				new LoginSettings(LoginMode.EAGER, budget, Duration.ofSeconds(3)));
		return new WebSessionSocialPlusTokens(sessionTokens,
				new LoginResolver(SocialPlusUserResolver.principalName(), LoginCondition.none()));
	}

	private static void login(WebSession session) {
		session.getAttributes()
			.put("SPRING_SECURITY_CONTEXT",
					new SecurityContextImpl(new TestingAuthenticationToken("alice", null, "ROLE_USER")));
	}

	private static final class SavedSession extends MockWebSession {

		private final List<Object> saved;

		private boolean failing;

		private boolean expired;

		private SavedSession(List<Object> saved) {
			this.saved = saved;
		}

		@Override
		public boolean isExpired() {
			return this.expired || super.isExpired();
		}

		@Override
		public Mono<Void> save() {
			return Mono.defer(() -> {
				if (this.failing) {
					return Mono.error(new IllegalStateException("store is down"));
				}
				this.saved.add(getAttributes().getOrDefault("SOCIALPLUS_AUTH_TOKEN", "no token"));
				return super.save();
			});
		}

	}

}
