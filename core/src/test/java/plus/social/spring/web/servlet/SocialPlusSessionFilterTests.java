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

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.MutableClock;
import plus.social.spring.session.FakeTokenService;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.LoginResolver;
import plus.social.spring.session.PendingTokens;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenPolicy;
import plus.social.spring.session.SocialPlusUserResolver;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SocialPlusSessionFilter}, {@link HttpSessionSocialPlusTokens} and
 * {@link SocialPlusAuthenticationSuccessHandler}.
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
	void aLoginWaitsForNoMoreThanTheBudgetAndTheNextRequestBringsTheToken() throws Exception {
		run(LoginMode.EAGER, (request, response) -> {
			login(request, "alice");
			response.sendRedirect("/home");
		});
		assertThat(this.response.getRedirectedUrl()).isEqualTo("/home");
		assertThat(this.session.getAttribute(TOKEN)).isNull();
		this.service.answer(0);
		next();
		run(LoginMode.EAGER, (request, response) -> assertThat(this.session.getAttribute(TOKEN)).isEqualTo("t0ken-0"));
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void aPrefetchedTokenIsThereInTheNextRequest() throws Exception {
		run(LoginMode.PREFETCH, (request, response) -> login(request, "alice"));
		assertThat(this.session.getAttribute(TOKEN)).isNull();
		this.service.answer(0);
		next();
		run(LoginMode.PREFETCH,
				(request, response) -> assertThat(this.session.getAttribute(TOKEN)).isEqualTo("t0ken-0"));
	}

	@ParameterizedTest
	@EnumSource
	void aFailureLeavesTheAnswerAlone(Reason reason) throws Exception {
		SocialPlusSessionFilter filter = filter(LoginMode.EAGER);
		run(filter, (request, response) -> {
			login(request, "alice");
			response.sendRedirect("/home");
		});
		this.service.fail(0, reason);
		next();
		run(filter, (request, response) -> {
			request.getSession();
			response.getWriter().write("home");
		});
		assertThat(this.response.getContentAsString()).isEqualTo("home");
		assertThat(this.session.getAttribute(TOKEN)).isNull();
		assertThat(this.service.getCalls()).isEqualTo(1);
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
	void anInvalidPrincipalMakesNoCallAndLeavesTheLoginAlone() throws Exception {
		run(LoginMode.EAGER, (request, response) -> {
			login(request, "x".repeat(51));
			response.sendRedirect("/home");
		});
		assertThat(this.response.getRedirectedUrl()).isEqualTo("/home");
		assertThat(this.service.getCalls()).isZero();
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

	@Test
	void findsTheTokenAndTheFailureOfARequest() {
		HttpSessionSocialPlusTokens tokens = tokens(LoginMode.EAGER);
		assertThat(tokens.find(this.request)).isEmpty();
		assertThat(tokens.findFailure(this.request)).isEmpty();
		login(this.request, "alice");
		tokens.attach(this.request);
		assertThat(tokens.find(this.request)).isEmpty();
		this.service.fail(0, Reason.SECURE_MODE_OFF);
		assertThat(tokens.findFailure(this.request)).map(SocialPlusException::getReason)
			.contains(Reason.SECURE_MODE_OFF);
		this.clock.advance(PendingTokens.FAILURE_PAUSE);
		this.service.answerAtOnce();
		tokens.attach(this.request);
		assertThat(tokens.find(this.request)).isPresent();
		assertThat(tokens.findFailure(this.request)).isEmpty();
	}

	@Test
	void obtainsATokenAtFirstUseAndStoresIt() {
		this.service.answerAtOnce();
		HttpSessionSocialPlusTokens tokens = tokens(LoginMode.LAZY);
		login(this.request, "alice");
		assertThat(tokens.obtain(this.request).getTokenValue()).isEqualTo("t0ken-0");
		assertThat(this.session.getAttribute(TOKEN)).isEqualTo("t0ken-0");
		assertThat(tokens.obtain(this.request).getTokenValue()).isEqualTo("t0ken-0");
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void obtainsATokenWithoutStoringItWhenOff() {
		this.service.answerAtOnce();
		login(this.request, "alice");
		assertThat(tokens(LoginMode.OFF).obtain(this.request).getTokenValue()).isEqualTo("t0ken-0");
		assertThat(this.session.getAttribute(TOKEN)).isNull();
	}

	@Test
	void obtainingFailsWithTheReasonOrWithoutALogin() {
		HttpSessionSocialPlusTokens tokens = tokens(LoginMode.LAZY);
		assertThatIllegalStateException().isThrownBy(() -> tokens.obtain(this.request));
		this.request.setSession(this.session);
		assertThatIllegalStateException().isThrownBy(() -> tokens.obtain(this.request));
		login(this.request, "alice");
		tokens.attach(this.request, alice());
		this.service.fail(0, Reason.TIMEOUT);
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> tokens.obtain(this.request));
	}

	@ParameterizedTest
	@EnumSource
	void theSuccessHandlerAttachesInEveryModeAndThenDelegates(LoginMode mode) throws Exception {
		this.service.answerAtOnce();
		this.request.setSession(this.session);
		SocialPlusAuthenticationSuccessHandler handler = new SocialPlusAuthenticationSuccessHandler(tokens(mode),
				(request, response, authentication) -> {
					assertThat(this.session.getAttribute(TOKEN)).isEqualTo("t0ken-0");
					response.sendRedirect("/home");
				});
		handler.onAuthenticationSuccess(this.request, this.response, alice());
		assertThat(this.response.getRedirectedUrl()).isEqualTo("/home");
	}

	@Test
	void theSuccessHandlerAndTheFilterIssueOnce() throws Exception {
		HttpSessionSocialPlusTokens tokens = tokens(LoginMode.EAGER);
		SocialPlusAuthenticationSuccessHandler handler = new SocialPlusAuthenticationSuccessHandler(tokens,
				new SimpleUrlAuthenticationSuccessHandler("/home"));
		run(new SocialPlusSessionFilter(tokens), (request, response) -> {
			login(request, "alice");
			handler.onAuthenticationSuccess(request, response, alice());
		});
		assertThat(this.response.getRedirectedUrl()).isEqualTo("/home");
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void aLoginFailsWithoutATokenIfTheApplicationWantsItTo() throws Exception {
		login(this.request, "alice");
		SocialPlusAuthenticationSuccessHandler handler = new SocialPlusAuthenticationSuccessHandler(
				tokens(LoginMode.EAGER), new SimpleUrlAuthenticationSuccessHandler("/home"));
		handler.setFailureHandler(new SimpleUrlAuthenticationFailureHandler("/login?unavailable"));
		handler.onAuthenticationSuccess(this.request, this.response, alice());
		assertThat(this.response.getRedirectedUrl()).isEqualTo("/login?unavailable");
		assertThat(this.session.isInvalid()).isTrue();
	}

	@Test
	void aLoginWithATokenGoesOnEvenIfItCouldFail() throws Exception {
		this.service.answerAtOnce();
		login(this.request, "alice");
		SocialPlusAuthenticationSuccessHandler handler = new SocialPlusAuthenticationSuccessHandler(
				tokens(LoginMode.EAGER), new SimpleUrlAuthenticationSuccessHandler("/home"));
		handler.setFailureHandler(new SimpleUrlAuthenticationFailureHandler("/login?unavailable"));
		handler.onAuthenticationSuccess(this.request, this.response, alice());
		assertThat(this.response.getRedirectedUrl()).isEqualTo("/home");
	}

	private void next() {
		this.request.setMethod("GET");
		this.request.setRequestedSessionId(this.session.getId());
		this.request.setSession(this.session);
		this.response.setCommitted(false);
		this.response.reset();
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

	private static Authentication alice() {
		return new TestingAuthenticationToken("alice", null, "ROLE_USER");
	}

	private SessionTokens sessionTokens;

	private SocialPlusSessionFilter filter(LoginMode mode) {
		return new SocialPlusSessionFilter(tokens(mode));
	}

	private HttpSessionSocialPlusTokens tokens(LoginMode mode) {
		if (this.sessionTokens == null) {
			SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), this.clock);
			this.sessionTokens = new SessionTokens(policy, new PendingTokens(this.service, policy, this.clock), mode);
		}
		return new HttpSessionSocialPlusTokens(this.sessionTokens,
				new LoginResolver(SocialPlusUserResolver.principalName()), Duration.ofMillis(20));
	}

	private interface Application {

		void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;

	}

}
