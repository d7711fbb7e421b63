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
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.micrometer.observation.Observation;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.web.AbstractSessionTokensContractTests;

import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.context.request.ServletWebRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link HttpSessionSocialPlusTokens}, {@link SocialPlusSessionFilter} and
 * {@link SocialPlusAuthenticationSuccessHandler}: the rules of both stacks.
 */
class HttpSessionSocialPlusTokensTests extends AbstractSessionTokensContractTests {

	@Override
	protected Stack start(SessionTokens sessionTokens, LoginResolver loginResolver) {
		return new ServletStack(new HttpSessionSocialPlusTokens(sessionTokens, loginResolver));
	}

	@Test
	void aSessionThatEndsWhileItIsReadHoldsNoLogin() throws Exception {
		ServletStack stack = (ServletStack) start(LoginMode.LAZY);
		stack.login("alice");
		stack.endSessionWhileItIsRead();
		MethodParameter parameter = parameter("required");
		assertThatExceptionOfType(LoginRequiredException.class).isThrownBy(() -> stack.resolve(parameter, "alice"));
		assertThat(stack.find()).isEmpty();
		assertThat(stack.findFailure()).isEmpty();
		assertThatIllegalStateException().isThrownBy(stack::obtain);
	}

	private static final class ServletStack implements Stack {

		private final MockHttpSession session = new MockHttpSession();

		private final HttpSessionSocialPlusTokens tokens;

		private boolean ended;

		ServletStack(HttpSessionSocialPlusTokens tokens) {
			this.tokens = tokens;
		}

		@Override
		public Answer login(String name, Observation request) {
			return request.scoped(() -> login(name));
		}

		@Override
		public Answer login(String name) {
			return run((request, response) -> {
				save(request, authentication(name));
				response.sendRedirect("/home");
			});
		}

		@Override
		public Answer loginByHandler(String name, boolean strict) {
			SocialPlusAuthenticationSuccessHandler handler = new SocialPlusAuthenticationSuccessHandler(this.tokens,
					new SimpleUrlAuthenticationSuccessHandler("/home"));
			if (strict) {
				handler.setFailureHandler(new SimpleUrlAuthenticationFailureHandler("/login?unavailable"));
			}
			return run((request, response) -> {
				save(request, authentication(name));
				handler.onAuthenticationSuccess(request, response, authentication(name));
			});
		}

		@Override
		public Answer get() {
			return run((request, response) -> {
				request.getSession();
				response.getWriter().write("home");
			});
		}

		@Override
		public void logout() {
			run((request, response) -> request.getSession()
				.removeAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY));
		}

		@Override
		public Optional<SocialPlusAuthToken> find() {
			return this.tokens.find(request());
		}

		@Override
		public Optional<SocialPlusException> findFailure() {
			return this.tokens.findFailure(request());
		}

		@Override
		public SocialPlusAuthToken obtain() {
			return this.tokens.obtain(request());
		}

		@Override
		public boolean supports(MethodParameter parameter) {
			return new SocialPlusTokenArgumentResolver(this.tokens).supportsParameter(parameter);
		}

		@Override
		public @Nullable Object resolve(MethodParameter parameter) {
			return resolve(parameter, (SecurityContext) this.session
				.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY));
		}

		@Override
		public @Nullable Object resolve(MethodParameter parameter, String login) {
			return resolve(parameter, new SecurityContextImpl(authentication(login)));
		}

		@Override
		public Optional<SocialPlusAuthToken> find(String login) {
			SecurityContextHolder.setContext(new SecurityContextImpl(authentication(login)));
			try {
				return find();
			}
			finally {
				SecurityContextHolder.clearContext();
			}
		}

		private @Nullable Object resolve(MethodParameter parameter, @Nullable SecurityContext context) {
			SecurityContextHolder.setContext((context != null) ? context : new SecurityContextImpl());
			try {
				return new SocialPlusTokenArgumentResolver(this.tokens).resolveArgument(parameter, null,
						new ServletWebRequest(request()), null);
			}
			finally {
				SecurityContextHolder.clearContext();
			}
		}

		@Override
		public Map<String, Object> attributes() {
			Map<String, Object> attributes = new HashMap<>();
			if (!this.session.isInvalid()) {
				Collections.list(this.session.getAttributeNames())
					.forEach((name) -> attributes.put(name, this.session.getAttribute(name)));
			}
			return attributes;
		}

		void endSessionWhileItIsRead() {
			this.session.invalidate();
			this.ended = true;
		}

		private @Nullable Object token() {
			return attributes().get("SOCIALPLUS_AUTH_TOKEN");
		}

		private MockHttpServletRequest request() {
			MockHttpServletRequest request = new MockHttpServletRequest() {

				// As a container does that has looked at the session just before it
				// ended.
				@Override
				public @Nullable HttpSession getSession(boolean create) {
					return ServletStack.this.ended ? ServletStack.this.session : super.getSession(create);
				}

			};
			request.setSession(this.session);
			request.setRequestedSessionId(this.session.getId());
			return request;
		}

		private Answer run(Handler handler) {
			MockHttpServletResponse response = new MockHttpServletResponse();
			Object[] seen = new Object[2];
			try {
				new SocialPlusSessionFilter(this.tokens).doFilter(request(), response, (req, res) -> {
					// Spring Security looks for the login first.
					((HttpServletRequest) req).getSession(false);
					seen[0] = token();
					handler.handle((HttpServletRequest) req, (HttpServletResponse) res);
					seen[1] = token();
				});
				return new Answer(response.getStatus(), response.getRedirectedUrl(), response.getContentAsString(),
						seen[0], seen[1]);
			}
			catch (IOException | ServletException ex) {
				throw new AssertionError(ex);
			}
		}

		private static void save(HttpServletRequest request, Authentication authentication) {
			request.getSession()
				.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
						new SecurityContextImpl(authentication));
		}

		private static Authentication authentication(String name) {
			return new TestingAuthenticationToken(name, null, "ROLE_USER");
		}

		private interface Handler {

			void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;

		}

	}

}
