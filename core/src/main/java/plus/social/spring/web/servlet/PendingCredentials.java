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
import plus.social.spring.web.RenewRequest;
import plus.social.spring.web.TokenEndpointAnswer;
import plus.social.spring.web.TokenEndpointAnswers;

/**
 * The answer to a request of a user who is logged in, while their token is on its way.
 * The login is the one that the request came with. It is not looked up again, but if it
 * came from the session, the session still has to hold it when the token is there.
 */
final class PendingCredentials {

	private static final String ATTRIBUTE = PendingCredentials.class.getName();

	private final HttpSessionSocialPlusTokens tokens;

	private final TokenEndpointAnswers answers;

	private final SocialPlusUser user;

	private final @Nullable LoginSession session;

	private final @Nullable String mechanism;

	private CompletableFuture<SocialPlusAuthToken> token = new CompletableFuture<>();

	/**
	 * Create a pending answer. Called on the thread of the request.
	 * @param tokens the tokens in HTTP sessions
	 * @param answers the answers
	 * @param user the user of the login
	 * @param session the session that holds the login, if any does
	 */
	PendingCredentials(HttpSessionSocialPlusTokens tokens, TokenEndpointAnswers answers, SocialPlusUser user,
			@Nullable LoginSession session) {
		this.tokens = tokens;
		this.answers = answers;
		this.user = user;
		this.session = session;
		this.mechanism = tokens.findMechanism();
	}

	/**
	 * Return the pending answer to a request.
	 * @param request the request, or an asynchronous dispatch of it
	 * @return the pending answer, if there is one
	 */
	static @Nullable PendingCredentials find(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof PendingCredentials pending) ? pending : null;
	}

	void keep(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	/**
	 * Begin to obtain the token.
	 * @param renewal whether a new one is asked for
	 * @return completes when it is there or the deadline has passed
	 */
	CompletableFuture<?> obtain(boolean renewal) {
		this.token = await(renewal);
		return this.token;
	}

	/**
	 * Begin to obtain the token once the request's body is there.
	 * @param request the request, whose asynchronous processing has been started
	 * @param renewal whether a new one is asked for, whatever the body contains
	 * @return completes when it is there or the deadline has passed
	 */
	CompletableFuture<?> obtainAfterBody(HttpServletRequest request, boolean renewal) {
		boolean possible = RenewRequest.isPossible(request.getContentType());
		this.token = RequestBody.read(request)
			.thenCompose((body) -> await(renewal || (possible && RenewRequest.isRenewal(body))));
		return this.token;
	}

	// Other requests share the future: their tokens must not end with this request.
	private CompletableFuture<SocialPlusAuthToken> await(boolean renewal) {
		AwaitedToken awaited = this.tokens.obtain(this.user, this.session, renewal, this.mechanism);
		return awaited.getFuture()
			.copy()
			.orTimeout(awaited.getMaxWait().toNanos(), TimeUnit.NANOSECONDS)
			.exceptionally(awaited::orFallback);
	}

	/**
	 * Make the answer, and put the token into the session.
	 * @param request the request, or its asynchronous dispatch
	 * @return the answer
	 */
	TokenEndpointAnswer toAnswer(HttpServletRequest request) {
		try {
			if (this.session != null && !this.tokens.isLoggedIn(request, this.user)) {
				return this.answers.unauthorized();
			}
			SocialPlusAuthToken token = this.token.getNow(null);
			if (token == null) {
				return this.answers.unavailable(null);
			}
			this.tokens.put(request, this.user, token);
			return this.answers.token(this.user, token);
		}
		catch (CompletionException ex) {
			return this.answers.unavailable(ex.getCause());
		}
		catch (IllegalStateException ex) {
			// The session has been invalidated in the meantime.
			return this.answers.unauthorized();
		}
	}

}
