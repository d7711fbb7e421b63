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

package plus.social.spring.web.servlet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
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

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a page costs with the filter: the bytes that it allocates in addition.
 */
class PageAllocationTests {

	/**
	 * Measured are 896 bytes for a page of a login, 1,162 for a public one. Without
	 * compiled code, as on a busy machine, it is more; a parser of dates or a stream over
	 * the attributes exceeds this in either case.
	 */
	private static final long PAGE_BYTES = 1792;

	/**
	 * Measured are 160.
	 */
	private static final long FILE_BYTES = 512;

	private static final FilterChain PAGE = (request, response) -> {
		((HttpServletRequest) request).getSession(false);
		response.getWriter().write("page");
		((HttpServletRequest) request).getSession(false);
	};

	private static final FilterChain FILE = (request, response) -> response.getWriter().write("file");

	private final MockHttpSession session = new MockHttpSession();

	@Test
	void aPageOfALoginCostsLittle() throws Exception {
		this.session.setAttribute("SPRING_SECURITY_CONTEXT",
				new SecurityContextImpl(new TestingAuthenticationToken("alice", "password", "ROLE_USER")));
		SocialPlusTokenAttributes.write(
				new SocialPlusAuthToken("alice", "t0ken", Instant.now().plus(Duration.ofMinutes(10))),
				this.session::setAttribute);
		assertThat(additional(PAGE)).isLessThanOrEqualTo(PAGE_BYTES);
	}

	@Test
	void aPublicPageCostsLittle() throws Exception {
		this.session.setAttribute("cart", "of a visitor");
		assertThat(additional(PAGE)).isLessThanOrEqualTo(PAGE_BYTES);
	}

	@Test
	void aFileCostsLess() throws Exception {
		assertThat(additional(FILE)).isLessThanOrEqualTo(FILE_BYTES);
	}

	private long additional(FilterChain chain) throws Exception {
		SocialPlusSessionFilter filter = new SocialPlusSessionFilter(tokens());
		long without = AllocatedBytes.of(() -> get(null, chain));
		long with = AllocatedBytes.of(() -> get(filter, chain));
		return with - without;
	}

	private int get(@Nullable Filter filter, FilterChain chain) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		MockHttpServletResponse response = new MockHttpServletResponse();
		request.setSession(this.session);
		if (filter != null) {
			filter.doFilter(request, response, chain);
		}
		else {
			chain.doFilter(request, response);
		}
		return response.getStatus();
	}

	private static HttpSessionSocialPlusTokens tokens() {
		Clock clock = Clock.systemUTC();
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), clock);
		Duration budget = Duration.ofMillis(250);
		TokenFetcher fetcher = new TokenFetcher((user) -> Mono.never(), policy::isFresh, clock, 1, budget);
		return new HttpSessionSocialPlusTokens(
				new SessionTokens(policy, fetcher, new LoginSettings(LoginMode.EAGER, budget, Duration.ofSeconds(3))),
				new LoginResolver((login) -> SocialPlusUser.of(login.getName()), LoginCondition.none()));
	}

}
