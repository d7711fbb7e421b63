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

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.api.Test;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.fetch.FakeTokenService;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.LoginSettings;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.session.SocialPlusTokenPolicy;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusException.Reason;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SocialPlusSessionFilter}: what is its own stack's.
 */
class SocialPlusSessionFilterTests {

	private static final String TOKEN = "SOCIALPLUS_AUTH_TOKEN";

	private final MutableClock clock = new MutableClock();

	private final FakeTokenService service = new FakeTokenService(this.clock);

	private final MockHttpSession session = new MockHttpSession();

	private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void theTokenIsThereBeforeTheRedirectLeaves() throws Exception {
		this.service.answerAtOnce();
		run(LoginMode.EAGER, (request, response) -> {
			login(request, "alice");
			response.sendRedirect("/home");
			assertThat(this.session.getAttribute(TOKEN)).isEqualTo("t0ken-0");
		});
		assertThat(this.response.getRedirectedUrl()).isEqualTo("/home");
		assertThat(this.session.getAttribute("SOCIALPLUS_USER_ID")).isEqualTo("alice");
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void theTokenIsThereBeforeARedirectOfServlet61Leaves() throws Exception {
		this.service.answerAtOnce();
		run(LoginMode.EAGER, (request, response) -> {
			login(request, "alice");
			response.sendRedirect("/home", 303, true);
			assertThat(this.session.getAttribute(TOKEN)).isEqualTo("t0ken-0");
		});
		assertThat(this.response.getStatus()).isEqualTo(303);
	}

	@Test
	void theTokenIsThereBeforeAFlush() throws Exception {
		this.service.answerAtOnce();
		run(LoginMode.EAGER, (request, response) -> {
			login(request, "alice");
			response.getWriter().write("{}");
			response.flushBuffer();
			assertThat(this.session.getAttribute(TOKEN)).isNotNull();
		});
	}

	@Test
	void theTokenIsThereBeforeAnError() throws Exception {
		this.service.answerAtOnce();
		run(LoginMode.EAGER, (request, response) -> {
			login(request, "alice");
			response.sendError(418);
			assertThat(this.session.getAttribute(TOKEN)).isNotNull();
		});
	}

	@Test
	void theTokenIsThereWhenNothingCommitsTheResponse() throws Exception {
		this.service.answerAtOnce();
		run(LoginMode.EAGER, (request, response) -> login(request, "alice"));
		assertThat(this.session.getAttribute(TOKEN)).isNotNull();
	}

	@Test
	void aLoginAfterTheFirstBytesIsSeenAtTheEnd() throws Exception {
		this.service.answerAtOnce();
		run(LoginMode.EAGER, (request, response) -> {
			request.getSession();
			response.flushBuffer();
			assertThat(this.service.getCalls()).isZero();
			login(request, "alice");
		});
		assertThat(this.session.getAttribute(TOKEN)).isNotNull();
	}

	@Test
	void aSessionThatNobodyUsesAfterTheFirstBytesIsNotExaminedAgain() throws Exception {
		AtomicInteger examined = new AtomicInteger();
		MockHttpServletRequest counted = new MockHttpServletRequest() {

			@Override
			public jakarta.servlet.http.HttpSession getSession(boolean create) {
				examined.incrementAndGet();
				return super.getSession(create);
			}

		};
		counted.setSession(this.session);
		filter(LoginMode.EAGER).doFilter(counted, this.response, (request, response) -> {
			((HttpServletRequest) request).getSession();
			response.flushBuffer();
			assertThat(examined).hasPositiveValue();
			examined.set(0);
		});
		assertThat(examined).hasValue(0);
	}

	@Test
	void neverCreatesASession() throws Exception {
		MockHttpServletRequest stateless = new MockHttpServletRequest();
		filter(LoginMode.EAGER).doFilter(stateless, this.response,
				(request, response) -> ((HttpServletRequest) request).getSession(false));
		assertThat(stateless.getSession(false)).isNull();
		assertThat(this.service.getCalls()).isZero();
	}

	@Test
	void doesNotLookAtASessionThatNobodyUses() throws Exception {
		login(this.request, "alice");
		MockHttpServletRequest untouched = new MockHttpServletRequest() {

			@Override
			public jakarta.servlet.http.HttpSession getSession(boolean create) {
				throw new AssertionError("The session was looked at");
			}

		};
		untouched.setRequestedSessionId(this.session.getId());
		filter(LoginMode.EAGER).doFilter(untouched, this.response,
				(request, response) -> ((HttpServletResponse) response).flushBuffer());
		assertThat(this.service.getCalls()).isZero();
	}

	@Test
	void anInvalidatedSessionIsNoFailure() throws Exception {
		run(LoginMode.EAGER, (request, response) -> {
			login(request, "alice");
			request.getSession().invalidate();
			response.sendRedirect("/");
		});
		assertThat(this.response.getRedirectedUrl()).isEqualTo("/");
	}

	@Test
	void exceptionsOfTheApplicationPassThrough() {
		assertThatExceptionOfType(ServletException.class).isThrownBy(() -> run(LoginMode.EAGER, (request, response) -> {
			login(request, "alice");
			throw new ServletException("broken");
		})).withMessage("broken");
	}

	@Test
	void anAsynchronousAnswerIsLookedAtWhenItIsGiven() throws Exception {
		this.service.answerAtOnce();
		this.request.setAsyncSupported(true);
		SocialPlusSessionFilter filter = filter(LoginMode.EAGER);
		HttpServletRequest[] wrapped = new HttpServletRequest[1];
		HttpServletResponse[] wrappedResponse = new HttpServletResponse[1];
		run(filter, (request, response) -> {
			login(request, "alice");
			request.startAsync();
			wrapped[0] = request;
			wrappedResponse[0] = response;
		});
		assertThat(this.service.getCalls()).isZero();
		this.request.setAsyncStarted(false);
		this.request.setDispatcherType(DispatcherType.ASYNC);
		filter.doFilter(wrapped[0], wrappedResponse[0],
				(request, response) -> assertThat(response).as("not wrapped twice").isSameAs(wrappedResponse[0]));
		assertThat(this.session.getAttribute(TOKEN)).isEqualTo("t0ken-0");
	}

	@Test
	void otherProtocolsPassThrough() throws Exception {
		jakarta.servlet.ServletRequest other = new jakarta.servlet.ServletRequestWrapper(this.request);
		filter(LoginMode.EAGER).doFilter(other, this.response,
				(request, response) -> assertThat(request).isSameAs(other));
	}

	private void run(LoginMode mode, Application application) throws IOException, ServletException {
		run(filter(mode), application);
	}

	private void run(SocialPlusSessionFilter filter, Application application) throws IOException, ServletException {
		FilterChain chain = (request, response) -> application.handle((HttpServletRequest) request,
				(HttpServletResponse) response);
		filter.doFilter(this.request, this.response, chain);
	}

	private void login(HttpServletRequest request, String name) {
		this.request.setSession(this.session);
		request.getSession()
			.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
					new SecurityContextImpl(new TestingAuthenticationToken(name, null, "ROLE_USER")));
	}

	@Test
	void aRequestThatLeavesTheSessionAloneDoesNotLoadItForAToken() throws Exception {
		run(LoginMode.PREFETCH, (request, response) -> login(request, "alice"));
		assertThat(loadsOfAStaticFile()).as("in progress").isZero();
		this.service.answer(0);
		assertThat(loadsOfAStaticFile()).as("to be collected").isZero();
		assertThat(this.session.getAttribute(TOKEN)).isNull();
		run(LoginMode.PREFETCH, (request, response) -> {
			request.getSession(false);
			assertThat(this.session.getAttribute(TOKEN)).isEqualTo("t0ken-0");
		});
		for (int minute = 0; minute < 7; minute++) {
			assertThat(loadsOfAStaticFile()).as("collected").isZero();
			this.clock.advance(Duration.ofMinutes(1));
		}
	}

	@Test
	void theIdOfTheSessionIsNotAskedFor() throws Exception {
		run(LoginMode.PREFETCH, (request, response) -> login(request, "alice"));
		this.service.answer(0);
		MockHttpServletRequest request = new MockHttpServletRequest() {

			@Override
			public String getRequestedSessionId() {
				throw new AssertionError("Spring Session reads the store for it");
			}

		};
		request.setSession(this.session);
		filter(LoginMode.PREFETCH).doFilter(request, this.response,
				(req, res) -> ((HttpServletRequest) req).getSession());
		assertThat(this.session.getAttribute(TOKEN)).isEqualTo("t0ken-0");
	}

	@Test
	void aRequestThatLeavesTheSessionAloneDoesNotLoadItAfterAFailure() throws Exception {
		run(LoginMode.PREFETCH, (request, response) -> login(request, "alice"));
		this.service.fail(0, Reason.TIMEOUT);
		assertThat(loadsOfAStaticFile()).isZero();
	}

	@Test
	void aTokenThatTheSessionDoesNotNeedIsNotPutThere() throws Exception {
		run(LoginMode.PREFETCH, (request, response) -> login(request, "alice"));
		SocialPlusTokenAttributes.write(this.service.token("alice", 7), this.session::setAttribute);
		this.service.answer(0);
		run(LoginMode.PREFETCH, (request, response) -> request.getSession());
		assertThat(this.session.getAttribute(TOKEN)).isEqualTo("t0ken-7");
		assertThat(loadsOfAStaticFile()).isZero();
	}

	@Test
	void aTokenWhoseSessionWasNotStoredIsPutThereByALaterRequestThatUsesTheSession() throws Exception {
		run(LoginMode.PREFETCH, (request, response) -> login(request, "alice"));
		this.service.answer(0);
		run(LoginMode.PREFETCH, (request, response) -> request.getSession());
		SocialPlusTokenAttributes.NAMES.forEach(this.session::removeAttribute);
		this.clock.advance(TokenFetcher.FAILURE_PAUSE);
		run(LoginMode.PREFETCH, (request, response) -> request.getSession().getAttribute("anything"));
		assertThat(this.session.getAttribute(TOKEN)).isEqualTo("t0ken-0");
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	private int loadsOfAStaticFile() throws Exception {
		AtomicInteger loads = new AtomicInteger();
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/logo.png") {

			@Override
			public HttpSession getSession(boolean create) {
				loads.incrementAndGet();
				return super.getSession(create);
			}

		};
		request.setSession(this.session);
		request.setRequestedSessionId(this.session.getId());
		filter(LoginMode.PREFETCH).doFilter(request, new MockHttpServletResponse(), (req, res) -> {
		});
		return loads.get();
	}

	private SessionTokens sessionTokens;

	private SocialPlusSessionFilter filter(LoginMode mode) {
		return new SocialPlusSessionFilter(tokens(mode));
	}

	private HttpSessionSocialPlusTokens tokens(LoginMode mode) {
		if (this.sessionTokens == null) {
			SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), this.clock);
			Duration budget = Duration.ofMillis(20);
			this.sessionTokens = new SessionTokens(policy,
					new TokenFetcher(this.service, policy::isFresh, this.clock, 64, budget),
					new LoginSettings(mode, budget, Duration.ofSeconds(3)));
		}
		return new HttpSessionSocialPlusTokens(this.sessionTokens,
				new LoginResolver(SocialPlusUserResolver.principalName(), LoginCondition.none()));
	}

	private interface Application {

		void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;

	}

}
