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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import plus.social.spring.session.AwaitedToken;
import plus.social.spring.session.LoginSession;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.web.EndpointResponse;
import plus.social.spring.web.EndpointResponses;
import plus.social.spring.web.RenewRequest;

/**
 * Pending response to an authenticated user, until the token is available. The login is
 * that of the request and is not looked up again. If it is stored in the session, the
 * session must still have it when the token is available.
 */
final class PendingCredentials {

	private static final String ATTRIBUTE = PendingCredentials.class.getName();

	private final HttpSessionSocialPlusTokens tokens;

	private final EndpointResponses responses;

	private final SocialPlusUser user;

	private final @Nullable LoginSession session;

	private final @Nullable String mechanism;

	private CompletableFuture<SocialPlusAuthToken> token = new CompletableFuture<>();

	/**
	 * Create a pending response. Called on the thread of the request.
	 * @param tokens the tokens in HTTP sessions
	 * @param responses the responses
	 * @param user the user of the login
	 * @param session the session that holds the login, if any does
	 */
	PendingCredentials(HttpSessionSocialPlusTokens tokens, EndpointResponses responses, SocialPlusUser user,
			@Nullable LoginSession session) {
		this.tokens = tokens;
		this.responses = responses;
		this.user = user;
		this.session = session;
		this.mechanism = tokens.findMechanism();
	}

	/**
	 * Return the pending response to a request.
	 * @param request the request, or an asynchronous dispatch of it
	 * @return the pending response, or {@code null} if there is none
	 */
	static @Nullable PendingCredentials find(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof PendingCredentials pending) ? pending : null;
	}

	void keep(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	/**
	 * Begin to obtain the token.
	 * @param renewal whether to issue a new one
	 * @return completes with the token or after the deadline
	 */
	CompletableFuture<?> obtain(boolean renewal) {
		this.token = await(renewal);
		return this.token;
	}

	/**
	 * Begin to obtain the token once the request's body has arrived.
	 * @param request the request, whose asynchronous processing has been started
	 * @param renewal whether to issue a new one regardless of the body
	 * @return completes with the token or after the deadline
	 */
	CompletableFuture<?> obtainAfterBody(HttpServletRequest request, boolean renewal) {
		boolean possible = RenewRequest.isPossible(request.getContentType());
		this.token = RequestBody.read(request)
			.thenCompose((body) -> await(renewal || (possible && RenewRequest.isRenewal(body))));
		return this.token;
	}

	// A copy, as other requests share the future and may wait longer.
	private CompletableFuture<SocialPlusAuthToken> await(boolean renewal) {
		AwaitedToken awaited = this.tokens.obtain(this.user, this.session, renewal, this.mechanism);
		return awaited.getFuture()
			.copy()
			.orTimeout(awaited.getMaxWait().toNanos(), TimeUnit.NANOSECONDS)
			.exceptionally(awaited::orFallback);
	}

	/**
	 * Create the response, and put the token into the session.
	 * @param request the request, or its asynchronous dispatch
	 * @return the response
	 */
	EndpointResponse toResponse(HttpServletRequest request) {
		try {
			if (this.session != null && !this.tokens.isLoggedIn(request, this.user)) {
				return this.responses.unauthorized();
			}
			SocialPlusAuthToken token = this.token.getNow(null);
			if (token == null) {
				return this.responses.unavailable(null);
			}
			this.tokens.put(request, this.user, token);
			return this.responses.token(this.user, token);
		}
		catch (CompletionException ex) {
			return this.responses.unavailable(ex.getCause());
		}
		catch (IllegalStateException ex) {
			// The session has been invalidated in the meantime.
			return this.responses.unauthorized();
		}
	}

}
