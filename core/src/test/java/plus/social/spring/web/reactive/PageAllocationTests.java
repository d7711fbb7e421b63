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
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import plus.social.spring.AllocatedBytes;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.LoginSettings;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.session.SocialPlusTokenPolicy;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.mock.web.server.MockWebSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a page costs with the filter: the bytes that it allocates in addition.
 */
class PageAllocationTests {

	/**
	 * Measured are 960 bytes for a page of a login, 992 for a public one. Without
	 * compiled code, as on a busy machine, it is more; a parser of dates or a stream over
	 * the attributes exceeds this in either case.
	 */
	private static final long PAGE_BYTES = 1792;

	/**
	 * Measured are less than 340.
	 */
	private static final long FILE_BYTES = 512;

	private static final WebFilterChain FILE = (exchange) -> {
		// As Spring Security's headers are written.
		exchange.getResponse().beforeCommit(Mono::empty);
		return exchange.getResponse().setComplete();
	};

	private static final WebFilterChain PAGE = (
			exchange) -> exchange.getSession().then(exchange.getSession()).then(FILE.filter(exchange));

	private final MockWebSession session = new MockWebSession();

	@Test
	void aPageOfALoginCostsLittle() throws Exception {
		this.session.getAttributes()
			.put("SPRING_SECURITY_CONTEXT",
					new SecurityContextImpl(new TestingAuthenticationToken("alice", "password", "ROLE_USER")));
		SocialPlusTokenAttributes.write(
				new SocialPlusAuthToken("alice", "t0ken", Instant.now().plus(Duration.ofMinutes(10))),
				this.session.getAttributes()::put);
		assertThat(additional(PAGE)).isLessThanOrEqualTo(PAGE_BYTES);
	}

	@Test
	void aPublicPageCostsLittle() throws Exception {
		assertThat(additional(PAGE)).isLessThanOrEqualTo(PAGE_BYTES);
	}

	@Test
	void aFileCostsLess() throws Exception {
		assertThat(additional(FILE)).isLessThanOrEqualTo(FILE_BYTES);
	}

	private long additional(WebFilterChain chain) throws Exception {
		SocialPlusSessionWebFilter filter = new SocialPlusSessionWebFilter(tokens());
		long without = AllocatedBytes.of(() -> get(null, chain));
		long with = AllocatedBytes.of(() -> get(filter, chain));
		return with - without;
	}

	private @Nullable Void get(@Nullable WebFilter filter, WebFilterChain chain) {
		ServerWebExchange exchange = MockServerWebExchange.builder(MockServerHttpRequest.get("/"))
			.session(this.session)
			.build();
		return ((filter != null) ? filter.filter(exchange, chain) : chain.filter(exchange)).block();
	}

	private static WebSessionSocialPlusTokens tokens() {
		Clock clock = Clock.systemUTC();
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), clock);
		Duration budget = Duration.ofMillis(250);
		TokenFetcher fetcher = new TokenFetcher((user) -> Mono.never(), policy::isFresh, clock, 1, budget);
		return new WebSessionSocialPlusTokens(
				new SessionTokens(policy, fetcher, new LoginSettings(LoginMode.EAGER, budget, Duration.ofSeconds(3))),
				new LoginResolver((login) -> SocialPlusUser.of(login.getName()), LoginCondition.none()));
	}

}
