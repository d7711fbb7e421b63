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

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.util.Assert;

/**
 * Success handler that attaches a token to the session of a login and then calls a
 * delegate.
 * <p>
 * {@link SocialPlusSessionFilter} does this for every login. Use this handler to make it
 * explicit in the security configuration, or to {@linkplain #setFailureHandler fail a
 * login} without a token. Both together issue one token. If Social Plus is disabled, only
 * the delegate is called.
 *
 * @since 0.1.0
 */
public final class SocialPlusAuthenticationSuccessHandler implements AuthenticationSuccessHandler {

	private final HttpSessionSocialPlusTokens tokens;

	private final AuthenticationSuccessHandler delegate;

	private final LogoutHandler logoutHandler = new SecurityContextLogoutHandler();

	private @Nullable AuthenticationFailureHandler failureHandler;

	/**
	 * Create a handler.
	 * @param tokens the tokens in HTTP sessions
	 * @param delegate the handler that responds to the login
	 */
	public SocialPlusAuthenticationSuccessHandler(HttpSessionSocialPlusTokens tokens,
			AuthenticationSuccessHandler delegate) {
		Assert.notNull(tokens, "'tokens' must not be null");
		Assert.notNull(delegate, "'delegate' must not be null");
		this.tokens = tokens;
		this.delegate = delegate;
	}

	/**
	 * Set a handler for logins without a token within the login budget: the session is
	 * invalidated, and the handler is called instead of the delegate. By default, such
	 * logins proceed.
	 * @param failureHandler called with an {@link AuthenticationServiceException}
	 */
	public void setFailureHandler(AuthenticationFailureHandler failureHandler) {
		Assert.notNull(failureHandler, "'failureHandler' must not be null");
		this.failureHandler = failureHandler;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) throws IOException, ServletException {
		boolean attached = !this.tokens.isEnabled()
				|| this.tokens.attach(request, authentication, this.failureHandler != null);
		if (attached || this.failureHandler == null) {
			this.delegate.onAuthenticationSuccess(request, response, authentication);
			return;
		}
		this.logoutHandler.logout(request, response, authentication);
		this.failureHandler.onAuthenticationFailure(request, response,
				new AuthenticationServiceException("No Social Plus auth token for this login"));
	}

}
