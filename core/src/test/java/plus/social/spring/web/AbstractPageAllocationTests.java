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

package plus.social.spring.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import plus.social.spring.AllocatedBytes;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.logout.FakeAccessTokenService;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.LoginSettings;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.session.SocialPlusTokenPolicy;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a page costs with the filter of a stack: the bytes that it allocates in
 * addition.
 */
public abstract class AbstractPageAllocationTests {

	/**
	 * Measured are 896 to 1,162 bytes. Without compiled code, as on a busy machine, it is
	 * more; a parser of dates or a stream over the attributes exceeds this in either
	 * case.
	 */
	private static final long PAGE_BYTES = 1792;

	/**
	 * For the filter that detects logouts alone. Measured are 256 to 464 bytes; to look
	 * at the stack exceeds this.
	 */
	private static final long REVOKING_BYTES = 512;

	/**
	 * Measured are 160 to 340 bytes.
	 */
	private static final long FILE_BYTES = 512;

	@Test
	void aPageOfALoginCostsLittle() throws Exception {
		logIn();
		SocialPlusTokenAttributes.write(
				new SocialPlusAuthToken("alice", "t0ken", Instant.now().plus(Duration.ofMinutes(10))),
				this::setAttribute);
		assertThat(additional(true)).isLessThanOrEqualTo(PAGE_BYTES);
	}

	@Test
	void aPublicPageCostsLittle() throws Exception {
		setAttribute("cart", "of a visitor");
		assertThat(additional(true)).isLessThanOrEqualTo(PAGE_BYTES);
	}

	@Test
	void aFileCostsLess() throws Exception {
		assertThat(additional(false)).isLessThanOrEqualTo(FILE_BYTES);
	}

	@Test
	void aPageOfALoginWhoseLogoutRevokesCostsLittle() throws Exception {
		logIn();
		LoginResolver resolver = resolver();
		long without = AllocatedBytes.of(request(null, resolver, true));
		LogoutRevoker revoker = new LogoutRevoker(new FakeAccessTokenService());
		assertThat(AllocatedBytes.of(revoking(revoker, resolver)) - without).isLessThanOrEqualTo(REVOKING_BYTES);
	}

	private void logIn() {
		setAttribute("SPRING_SECURITY_CONTEXT",
				new SecurityContextImpl(new TestingAuthenticationToken("alice", "password", "ROLE_USER")));
	}

	private static LoginResolver resolver() {
		return new LoginResolver((login) -> SocialPlusUser.of(login.getName()), LoginCondition.none());
	}

	private long additional(boolean usingSession) throws Exception {
		Clock clock = Clock.systemUTC();
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), clock);
		Duration budget = Duration.ofMillis(250);
		TokenFetcher fetcher = new TokenFetcher((user) -> Mono.never(), policy::isFresh, clock, 1, budget);
		SessionTokens tokens = new SessionTokens(policy, fetcher,
				new LoginSettings(LoginMode.EAGER, budget, Duration.ofSeconds(3)));
		LoginResolver resolver = resolver();
		long without = AllocatedBytes.of(request(null, resolver, usingSession));
		return AllocatedBytes.of(request(tokens, resolver, usingSession)) - without;
	}

	/**
	 * Set an attribute of the session.
	 */
	protected abstract void setAttribute(String name, Object value);

	/**
	 * Return a request.
	 * @param tokens what the filter works with, or {@code null} for no filter
	 * @param resolver resolves the user of a login
	 * @param usingSession whether the application uses the session
	 * @return the request, to be made any number of times
	 */
	protected abstract Callable<?> request(@Nullable SessionTokens tokens, LoginResolver resolver,
			boolean usingSession);

	/**
	 * Return a request of a page in an application without session concurrency control,
	 * with the filter that detects logouts alone.
	 * @param revoker told of logouts
	 * @param resolver resolves the user of a login
	 * @return the request, to be made any number of times
	 */
	protected abstract Callable<?> revoking(LogoutRevoker revoker, LoginResolver resolver);

}
