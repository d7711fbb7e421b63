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

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.web.EndpointChecks;
import plus.social.spring.web.EndpointRequest;
import plus.social.spring.web.EndpointResponse;
import plus.social.spring.web.EndpointResponses;
import plus.social.spring.web.RenewRequest;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.Assert;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

/**
 * Endpoint that returns what the client SDK needs: user id, auth token, API key and
 * region. The token is that of the authenticated user; nothing else in the request
 * selects the user.
 * <p>
 * No thread waits for Social Plus or for the body of a request that supports asynchronous
 * processing. The login is that of the original request:
 * {@link SocialPlusTokenEndpointFilter} responds to the asynchronous dispatch without
 * another pass through the application's security.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenEndpoint implements HttpRequestHandler {

	/**
	 * Margin between the endpoint's own deadlines and the container's timeout.
	 */
	private static final Duration MARGIN = Duration.ofSeconds(30);

	private final HttpSessionSocialPlusTokens tokens;

	private final EndpointChecks checks;

	private final EndpointResponses responses;

	/**
	 * Create an endpoint.
	 * @param tokens the tokens in HTTP sessions
	 * @param checks the checks of requests
	 * @param responses the responses
	 */
	public SocialPlusTokenEndpoint(HttpSessionSocialPlusTokens tokens, EndpointChecks checks,
			EndpointResponses responses) {
		Assert.notNull(tokens, "'tokens' must not be null");
		Assert.notNull(checks, "'checks' must not be null");
		Assert.notNull(responses, "'responses' must not be null");
		this.tokens = tokens;
		this.checks = checks;
		this.responses = responses;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		PendingCredentials pending = PendingCredentials.find(request);
		EndpointResponse endpointResponse = (pending != null) ? pending.toResponse(request) : begin(request, response);
		if (endpointResponse != null) {
			EndpointResponseWrapper.send(response, endpointResponse);
		}
	}

	private @Nullable EndpointResponse begin(HttpServletRequest request, HttpServletResponse response)
			throws ServletException {
		try {
			return respond(request, response);
		}
		catch (IllegalStateException ex) {
			// Another request has just invalidated the session.
			return this.responses.unauthorized();
		}
	}

	private @Nullable EndpointResponse respond(HttpServletRequest request, HttpServletResponse response)
			throws ServletException {
		EndpointChecks.Admission admission = this.checks.admitUser(
				new EndpointRequest(request.getMethod(), request::getHeader, response::getHeader),
				SecurityContextHolder.getContext().getAuthentication());
		SocialPlusUser user = admission.user();
		return (user != null) ? respond(request, response, user) : admission.response();
	}

	private @Nullable EndpointResponse respond(HttpServletRequest request, HttpServletResponse response,
			SocialPlusUser user) throws ServletException {
		boolean stored = this.tokens.isLoggedIn(request, user);
		if (!stored && user.getId().equals(SocialPlusTokenEndpointFilter.getUserIdAtStart(request))) {
			// The session had this login when the request arrived, and no longer has it.
			return this.responses.unauthorized();
		}
		PendingCredentials pending = new PendingCredentials(this.tokens, this.responses, user,
				stored ? this.tokens.session(request, user) : null);
		return obtain(request, response, pending) ? pending.toResponse(request) : null;
	}

	// Returns whether the response can be created at once.
	private boolean obtain(HttpServletRequest request, HttpServletResponse response, PendingCredentials pending)
			throws ServletException {
		boolean renewal = RenewRequest.isRenewal(request.getQueryString());
		byte[] body = RequestBody.readAvailable(request);
		if (body == null && request.isAsyncSupported()) {
			DeferredResult<PendingCredentials> result = startAsync(request, response, pending);
			pending.obtainAfterBody(request, renewal).whenComplete((token, failure) -> result.setResult(pending));
			return false;
		}
		if (body == null) {
			body = RequestBody.readNow(request);
		}
		boolean bodyCounts = RenewRequest.isPossible(request.getContentType());
		var token = pending.obtain(renewal || (bodyCounts && RenewRequest.isRenewal(body)));
		if (!token.isDone() && request.isAsyncSupported()) {
			DeferredResult<PendingCredentials> result = startAsync(request, response, pending);
			token.whenComplete((there, failure) -> result.setResult(pending));
			return false;
		}
		token.handle((there, failure) -> true).join();
		return true;
	}

	private DeferredResult<PendingCredentials> startAsync(HttpServletRequest request, HttpServletResponse response,
			PendingCredentials pending) throws ServletException {
		pending.keep(request);
		Duration timeout = this.tokens.getDeadline().plus(RequestBody.TIMEOUT).plus(MARGIN);
		DeferredResult<PendingCredentials> result = new DeferredResult<>(timeout.toMillis(), () -> pending);
		WebAsyncManager asyncManager = WebAsyncUtils.getAsyncManager(request);
		asyncManager.setAsyncWebRequest(WebAsyncUtils.createAsyncWebRequest(request, response));
		try {
			asyncManager.startDeferredResultProcessing(result);
		}
		catch (Exception ex) {
			throw new ServletException("The asynchronous processing of the request cannot be started", ex);
		}
		return result;
	}

}
