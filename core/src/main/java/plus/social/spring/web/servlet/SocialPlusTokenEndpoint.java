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

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.session.AwaitedToken;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.web.RenewRequest;
import plus.social.spring.web.TokenEndpointAnswer;
import plus.social.spring.web.TokenEndpointAnswers;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.Assert;
import org.springframework.web.HttpRequestHandler;

/**
 * Hands whoever is logged in what the client SDK needs: user id, auth token, API key and
 * region. Nothing in the request decides whose token it is. No thread waits for Social
 * Plus.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenEndpoint implements HttpRequestHandler {

	private static final String AWAITED = SocialPlusTokenEndpoint.class.getName() + ".AWAITED";

	private final HttpSessionSocialPlusTokens tokens;

	private final LoginResolver loginResolver;

	private final TokenEndpointAnswers answers;

	/**
	 * Create an endpoint.
	 * @param tokens the tokens in HTTP sessions
	 * @param loginResolver tells who is logged in
	 * @param answers what it answers
	 */
	public SocialPlusTokenEndpoint(HttpSessionSocialPlusTokens tokens, LoginResolver loginResolver,
			TokenEndpointAnswers answers) {
		Assert.notNull(tokens, "'tokens' must not be null");
		Assert.notNull(loginResolver, "'loginResolver' must not be null");
		Assert.notNull(answers, "'answers' must not be null");
		this.tokens = tokens;
		this.loginResolver = loginResolver;
		this.answers = answers;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		TokenEndpointAnswer answer = answer(request, response);
		if (answer != null) {
			response.setStatus(answer.getStatus());
			answer.getHeaders().forEach(response::setHeader);
			response.getOutputStream().write(answer.getBody());
		}
	}

	private @Nullable TokenEndpointAnswer answer(HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		TokenEndpointAnswer refusal = this.answers.refuse(request.getMethod(), request::getHeader, response::getHeader);
		if (refusal != null) {
			return refusal;
		}
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (!this.loginResolver.isLogin(authentication)) {
			return this.answers.unauthorized();
		}
		SocialPlusUser user = this.loginResolver.resolve(authentication);
		if (user == null) {
			return this.answers.forbidden();
		}
		return this.answers.isSecureMode() ? answer(request, user) : this.answers.withoutToken(user);
	}

	private @Nullable TokenEndpointAnswer answer(HttpServletRequest request, SocialPlusUser user) throws IOException {
		AwaitedToken awaited = awaited(request, user);
		if (!awaited.getFuture().isDone() && request.getDispatcherType() != DispatcherType.ASYNC) {
			dispatchLater(request, awaited);
			return null;
		}
		try {
			SocialPlusAuthToken token = awaited.getNow();
			this.tokens.put(request, user, token);
			return this.answers.token(user, token);
		}
		catch (SocialPlusException ex) {
			return this.answers.unavailable(ex);
		}
	}

	private AwaitedToken awaited(HttpServletRequest request, SocialPlusUser user) throws IOException {
		if (request.getAttribute(AWAITED) instanceof AwaitedToken awaited) {
			return awaited;
		}
		AwaitedToken awaited = this.tokens.obtain(request, user, isRenewal(request));
		request.setAttribute(AWAITED, awaited);
		return awaited;
	}

	private static boolean isRenewal(HttpServletRequest request) throws IOException {
		return RenewRequest.isPossible(request.getContentType())
				&& RenewRequest.isRenewal(request.getInputStream().readNBytes(RenewRequest.MAX_SIZE));
	}

	// Sessions are written by request threads only: the token is put there and answered
	// when the container calls again.
	private static void dispatchLater(HttpServletRequest request, AwaitedToken awaited) {
		AsyncContext context = request.startAsync();
		SingleDispatch dispatch = new SingleDispatch(context);
		context.setTimeout(Math.max(1, awaited.getMaxWait().toMillis()));
		context.addListener(dispatch);
		awaited.getFuture().whenComplete((token, failure) -> dispatch.run());
	}

}
