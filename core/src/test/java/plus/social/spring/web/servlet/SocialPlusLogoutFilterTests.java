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
import java.util.Collections;
import java.util.List;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.api.Test;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.logout.FakeAccessTokenService;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.session.ConcurrentSessionFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SocialPlusLogoutFilter}.
 */
class SocialPlusLogoutFilterTests {

	private static final Authentication ALICE = new TestingAuthenticationToken("alice", null, "ROLE_USER");

	private final FakeAccessTokenService service = new FakeAccessTokenService();

	private final SocialPlusLogoutFilter filter = new SocialPlusLogoutFilter(
			new LoginResolver(SocialPlusUserResolver.principalName(), LoginCondition.none()), this.service.revoker());

	private final MockHttpSession session = new MockHttpSession();

	private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/logout");

	SocialPlusLogoutFilterTests() {
		this.request.setSession(this.session);
	}

	@Test
	void aRequestThatInvalidatesTheSessionIsALogout() throws Exception {
		logIn(ALICE);
		run((request, response) -> session(request).invalidate());
		assertThat(this.service.getUsers()).containsExactly("alice");
	}

	@Test
	void aRequestThatTakesTheLoginOutOfTheSessionIsALogout() throws Exception {
		logIn(ALICE);
		run((request, response) -> session(request)
			.removeAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY));
		assertThat(this.service.getUsers()).containsExactly("alice");
	}

	@Test
	void aLogoutThatEndsInAnExceptionIsOneAllTheSame() {
		logIn(ALICE);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> run((request, response) -> {
			session(request).invalidate();
			throw new IOException();
		}));
		assertThat(this.service.getUsers()).containsExactly("alice");
	}

	@Test
	void aRequestAfterWhichSomebodyIsLoggedInIsNone() throws Exception {
		logIn(ALICE);
		run((request, response) -> session(request).setAttribute("a", "b"));
		run((request, response) -> request.getParameter("x"));
		assertThat(this.service.getUsers()).isEmpty();
	}

	@Test
	void aRequestBeforeWhichNobodyWasLoggedInIsNone() throws Exception {
		run((request, response) -> session(request).invalidate());
		assertThat(this.service.getUsers()).isEmpty();
	}

	@Test
	void switchingToAnotherUserAndBackIsNone() throws Exception {
		Authentication bob = new TestingAuthenticationToken("bob", null,
				List.of(new SwitchUserGrantedAuthority("PREVIOUS", ALICE)));
		logIn(ALICE);
		run((request, response) -> {
			session(request);
			logIn(bob);
		});
		newRequest();
		run((request, response) -> {
			session(request);
			logIn(ALICE);
		});
		assertThat(this.service.getUsers()).isEmpty();
	}

	@Test
	void aLogoutWhileImpersonatingIsNobodys() throws Exception {
		logIn(new TestingAuthenticationToken("bob", null, List.of(new SwitchUserGrantedAuthority("PREVIOUS", ALICE))));
		run((request, response) -> session(request).invalidate());
		assertThat(this.service.getUsers()).isEmpty();
	}

	@Test
	void aSessionThatSpringSecurityHasExpiredIsNotLoggedOutOf() throws Exception {
		logIn(ALICE);
		SessionRegistry registry = new SessionRegistryImpl();
		registry.registerNewSession(this.session.getId(), "alice");
		registry.getSessionInformation(this.session.getId()).expireNow();
		ConcurrentSessionFilter expiring = new ConcurrentSessionFilter(registry);
		run((request, response) -> expiring.doFilter(request, response, (next, nextResponse) -> {
			throw new AssertionError("Expired");
		}));
		assertThat(this.session.isInvalid()).isTrue();
		assertThat(this.service.getUsers()).isEmpty();
	}

	@Test
	void aRequestThatSeesItsSessionExpireIsNoLogoutEither() throws Exception {
		logIn(ALICE);
		SessionRegistry registry = new SessionRegistryImpl();
		registry.registerNewSession(this.session.getId(), "alice");
		ConcurrentSessionFilter expiring = new ConcurrentSessionFilter(registry);
		MockHttpServletRequest other = new MockHttpServletRequest("GET", "/other");
		other.setSession(this.session);
		run((request, response) -> {
			session(request);
			registry.getSessionInformation(this.session.getId()).expireNow();
			this.filter.doFilter(other, new MockHttpServletResponse(),
					(next, nextResponse) -> expiring.doFilter(next, nextResponse, null));
		});
		assertThat(this.session.isInvalid()).isTrue();
		assertThat(this.service.getUsers()).isEmpty();
	}

	@Test
	void insideTheFilterForExpiredSessionsALogoutIsOne() throws Exception {
		logIn(ALICE);
		SessionRegistry registry = new SessionRegistryImpl();
		registry.registerNewSession(this.session.getId(), "alice");
		ConcurrentSessionFilter expiring = new ConcurrentSessionFilter(registry);
		LogoutFilter logout = new LogoutFilter("/", new SecurityContextLogoutHandler());
		this.request.setServletPath("/logout");
		run((request, response) -> expiring.doFilter(request, response,
				(next, nextResponse) -> logout.doFilter(next, nextResponse, null)));
		assertThat(this.service.getUsers()).containsExactly("alice");
	}

	@Test
	void twoRequestsThatLogOutAtOnceAreOneLogout() throws Exception {
		logIn(ALICE);
		MockHttpServletRequest other = new MockHttpServletRequest("POST", "/logout");
		other.setSession(this.session);
		run((request, response) -> {
			session(request);
			this.filter.doFilter(other, new MockHttpServletResponse(),
					(next, nextResponse) -> session(next).invalidate());
		});
		assertThat(this.service.getUsers()).containsExactly("alice");
	}

	@Test
	void aLoginKeepsWhatIsNotRevokedYet() throws Exception {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		SocialPlusLogoutFilter pausing = new SocialPlusLogoutFilter(
				new LoginResolver(SocialPlusUserResolver.principalName(), LoginCondition.none()),
				this.service.revoker(time));
		this.service.answerNext(() -> Mono.error(new SocialPlusException(Reason.SERVER_ERROR, "no")));
		logIn(ALICE);
		pausing.doFilter(this.request, new MockHttpServletResponse(),
				(request, response) -> session(request).invalidate());
		newRequest();
		this.request.setSession(new MockHttpSession());
		pausing.doFilter(this.request, new MockHttpServletResponse(),
				(request, response) -> session(request).setAttribute(
						HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
						new SecurityContextImpl(ALICE)));
		time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.service.getUsers()).containsExactly("alice");
	}

	@Test
	void theUserOfALoginThatStaysIsNotResolved() throws Exception {
		SocialPlusLogoutFilter unresolving = new SocialPlusLogoutFilter(new LoginResolver((authentication) -> {
			throw new AssertionError("Resolved");
		}, LoginCondition.none()), this.service.revoker());
		logIn(ALICE);
		unresolving.doFilter(this.request, new MockHttpServletResponse(), (request, response) -> session(request));
	}

	@Test
	void aSessionThatNobodyAsksForIsNotLookedAt() throws Exception {
		MockHttpServletRequest untouched = new MockHttpServletRequest() {

			@Override
			public HttpSession getSession(boolean create) {
				throw new AssertionError("Looked at");
			}

		};
		this.filter.doFilter(untouched, new MockHttpServletResponse(), (request, response) -> {
		});
	}

	@Test
	void aLogoutInAnAsynchronousRequestCountsWhenItEnds() throws Exception {
		logIn(ALICE);
		this.request.setAsyncSupported(true);
		run((request, response) -> {
			session(request);
			request.startAsync();
		});
		this.session.invalidate();
		assertThat(this.service.getUsers()).isEmpty();
		this.request.setAsyncStarted(false);
		this.request.setDispatcherType(DispatcherType.ASYNC);
		run((request, response) -> {
		});
		assertThat(this.service.getUsers()).containsExactly("alice");
	}

	private void newRequest() {
		Collections.list(this.request.getAttributeNames()).forEach(this.request::removeAttribute);
	}

	private void logIn(Authentication authentication) {
		this.session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
				new SecurityContextImpl(authentication));
	}

	private static HttpSession session(ServletRequest request) {
		return ((HttpServletRequest) request).getSession();
	}

	private void run(FilterChain chain) throws IOException, ServletException {
		this.filter.doFilter(this.request, new MockHttpServletResponse(), chain);
	}

}
