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

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.filter.GenericFilterBean;
import org.springframework.web.util.WebUtils;

/**
 * Filter that attaches tokens to the sessions of logins. It examines the session when the
 * response is about to be committed, so it sees every login regardless of the mechanism,
 * and does not change requests, responses and failures of the application.
 * <p>
 * Register it right outside Spring Security's filter chain and inside Spring Session's
 * filter, for the dispatcher types {@code REQUEST} and {@code ASYNC}.
 *
 * @since 0.1.0
 */
public final class SocialPlusSessionFilter extends GenericFilterBean {

	private final HttpSessionSocialPlusTokens tokens;

	/**
	 * Create a filter.
	 * @param tokens the tokens in HTTP sessions
	 */
	public SocialPlusSessionFilter(HttpSessionSocialPlusTokens tokens) {
		Assert.notNull(tokens, "'tokens' must not be null");
		this.tokens = tokens;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse) {
			filter(httpRequest, httpResponse, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		AttachingResponse attaching = findAttachingResponse(response);
		if (attaching != null) {
			proceed(request, response, attaching, chain);
			return;
		}
		SessionTrackingRequest tracking = new SessionTrackingRequest(request,
				(session) -> safely(() -> this.tokens.collect(request, session)));
		attaching = new AttachingResponse(response, () -> attach(tracking));
		proceed(tracking, attaching, attaching, chain);
	}

	// An asynchronous dispatch may come with the response that was wrapped before.
	private static @Nullable AttachingResponse findAttachingResponse(HttpServletResponse response) {
		return WebUtils.getNativeResponse(response, AttachingResponse.class);
	}

	private static void proceed(HttpServletRequest request, HttpServletResponse response, AttachingResponse attaching,
			FilterChain chain) throws IOException, ServletException {
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | RuntimeException ex) {
			Integer status = refusalStatus(ex);
			if (status == null || response.isCommitted()) {
				throw ex;
			}
			response.sendError(status);
		}
		finally {
			if (!request.isAsyncStarted()) {
				attaching.onResponseEnd();
			}
		}
	}

	// Spring Security handles these exceptions, except for requests outside its filter
	// chains.
	private static @Nullable Integer refusalStatus(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof LoginRequiredException) {
				return HttpServletResponse.SC_UNAUTHORIZED;
			}
			if (cause instanceof TokenDeniedException) {
				return HttpServletResponse.SC_FORBIDDEN;
			}
		}
		return null;
	}

	private void attach(SessionTrackingRequest request) {
		if (request.examine()) {
			safely(() -> this.tokens.attach((HttpServletRequest) request.getRequest()));
		}
	}

	// A problem with a session or a token must not fail the response.
	private void safely(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			this.logger.debug("Failed to process the Social Plus token of a session", ex);
		}
	}

}
