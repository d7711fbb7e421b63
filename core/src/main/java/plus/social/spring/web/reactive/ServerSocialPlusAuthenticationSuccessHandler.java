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

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.logout.DelegatingServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.ServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.util.Assert;
import org.springframework.web.server.WebSession;

/**
 * Success handler that attaches a token to the session of a login and then calls a
 * delegate.
 * <p>
 * {@link SocialPlusSessionWebFilter} does this for every login. Use this handler to make
 * it explicit in the security configuration, or to {@linkplain #setFailureHandler fail a
 * login} without a token. Both together issue one token. No session is started for a
 * login that is not stored in one. If Social Plus is disabled, only the delegate is
 * called.
 *
 * @since 0.1.0
 */
public final class ServerSocialPlusAuthenticationSuccessHandler implements ServerAuthenticationSuccessHandler {

	private final WebSessionSocialPlusTokens tokens;

	private final ServerAuthenticationSuccessHandler delegate;

	private final ServerLogoutHandler logoutHandler = new DelegatingServerLogoutHandler(
			new SecurityContextServerLogoutHandler(), new WebSessionServerLogoutHandler());

	private @Nullable ServerAuthenticationFailureHandler failureHandler;

	/**
	 * Create a handler.
	 * @param tokens the tokens in web sessions
	 * @param delegate the handler that responds to the login
	 */
	public ServerSocialPlusAuthenticationSuccessHandler(WebSessionSocialPlusTokens tokens,
			ServerAuthenticationSuccessHandler delegate) {
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
	public void setFailureHandler(ServerAuthenticationFailureHandler failureHandler) {
		Assert.notNull(failureHandler, "'failureHandler' must not be null");
		this.failureHandler = failureHandler;
	}

	@Override
	public Mono<Void> onAuthenticationSuccess(WebFilterExchange webFilterExchange, Authentication authentication) {
		if (!this.tokens.isEnabled()) {
			return this.delegate.onAuthenticationSuccess(webFilterExchange, authentication);
		}
		return webFilterExchange.getExchange()
			.getSession()
			.filter(WebSession::isStarted)
			.flatMap((session) -> this.tokens.attach(session, authentication, this.failureHandler != null))
			.onErrorReturn(false)
			.defaultIfEmpty(false)
			.flatMap((attached) -> answer(webFilterExchange, authentication, attached));
	}

	private Mono<Void> answer(WebFilterExchange webFilterExchange, Authentication authentication, boolean attached) {
		ServerAuthenticationFailureHandler failureHandler = this.failureHandler;
		if (attached || failureHandler == null) {
			return this.delegate.onAuthenticationSuccess(webFilterExchange, authentication);
		}
		return this.logoutHandler.logout(webFilterExchange, authentication)
			.then(Mono.defer(() -> failureHandler.onAuthenticationFailure(webFilterExchange,
					new AuthenticationServiceException("No Social Plus auth token for this login"))));
	}

}
