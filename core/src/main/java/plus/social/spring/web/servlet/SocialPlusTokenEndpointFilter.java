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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.web.EndpointResponses;

import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.Assert;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Filter that makes the responses at the path of an endpoint usable for scripts,
 * regardless of the application's filters, wrappers and handlers: status 401 or 403 with
 * a problem detail instead of a redirect to a login page, and no saved request. Refusals
 * that the application writes itself are not changed.
 * <p>
 * It also responds to the asynchronous dispatch of a request that has waited for its
 * token, without another pass through the application's security.
 * <p>
 * Register it outside Spring Security's filter chain and inside Spring Session's filter,
 * for the dispatcher types {@code REQUEST} and {@code ASYNC}.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenEndpointFilter extends OncePerRequestFilter {

	private static final String USER_ID_AT_START = SocialPlusTokenEndpointFilter.class.getName() + ".USER_ID";

	/**
	 * Attribute with which Spring Session caches the session of a request. An
	 * asynchronous dispatch would see the cached session, even if it has changed in the
	 * meantime.
	 */
	private static final String LOADED_SESSION = "org.springframework.session.SessionRepository.CURRENT_SESSION";

	private final RequestMatcher endpoint;

	private final boolean forUsers;

	private final String alreadyFiltered;

	private final LoginResolver loginResolver;

	private final EndpointResponses responses;

	private SocialPlusTokenEndpointFilter(RequestMatcher endpoint, boolean forUsers, LoginResolver loginResolver,
			EndpointResponses responses) {
		Assert.notNull(endpoint, "'endpoint' must not be null");
		Assert.notNull(loginResolver, "'loginResolver' must not be null");
		Assert.notNull(responses, "'responses' must not be null");
		this.endpoint = endpoint;
		this.forUsers = forUsers;
		this.alreadyFiltered = getClass().getName() + (forUsers ? ".USERS" : ".VISITORS") + ALREADY_FILTERED_SUFFIX;
		this.loginResolver = loginResolver;
		this.responses = responses;
	}

	/**
	 * Create a filter for the endpoint of authenticated users.
	 * @param endpoint matches requests to the endpoint
	 * @param loginResolver the resolver of logins and their users
	 * @param responses the responses of the endpoint
	 * @return the filter
	 */
	public static SocialPlusTokenEndpointFilter forUsers(RequestMatcher endpoint, LoginResolver loginResolver,
			EndpointResponses responses) {
		return new SocialPlusTokenEndpointFilter(endpoint, true, loginResolver, responses);
	}

	/**
	 * Create a filter for the endpoint of anonymous visitors.
	 * @param endpoint matches requests to the endpoint
	 * @param loginResolver the resolver of logins and their users
	 * @param responses the responses of the endpoint
	 * @return the filter
	 */
	public static SocialPlusTokenEndpointFilter forVisitors(RequestMatcher endpoint, LoginResolver loginResolver,
			EndpointResponses responses) {
		return new SocialPlusTokenEndpointFilter(endpoint, false, loginResolver, responses);
	}

	/**
	 * Return the user of the login that the session had when the request arrived, before
	 * the application processed it.
	 * @param request the request
	 * @return the user id, or {@code null} if there was none
	 */
	static @Nullable Object getUserIdAtStart(HttpServletRequest request) {
		return request.getAttribute(USER_ID_AT_START);
	}

	// By default, each request concatenates it.
	@Override
	protected String getAlreadyFilteredAttributeName() {
		return this.alreadyFiltered;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.endpoint.matches(request);
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		EndpointResponseWrapper waiting = WebUtils.getNativeResponse(response, EndpointResponseWrapper.class);
		PendingCredentials pending = PendingCredentials.find(request);
		if (isAsyncDispatch(request) && waiting != null && pending != null) {
			request.removeAttribute(LOADED_SESSION);
			EndpointResponseWrapper.send(waiting, pending.toResponse(request));
			waiting.end();
			return;
		}
		noticeLogin(request);
		EndpointResponseWrapper endpointResponse = new EndpointResponseWrapper(request, response, this.forUsers,
				this.loginResolver, this.responses);
		chain.doFilter(new ScriptRequest(request, endpointResponse), endpointResponse);
		if (!request.isAsyncStarted()) {
			endpointResponse.end();
		}
	}

	private void noticeLogin(HttpServletRequest request) {
		HttpSession session = this.forUsers ? request.getSession(false) : null;
		SocialPlusUser user = (session != null) ? findLogin(session) : null;
		if (user != null) {
			request.setAttribute(USER_ID_AT_START, user.getId());
		}
	}

	private @Nullable SocialPlusUser findLogin(HttpSession session) {
		try {
			return this.loginResolver.resolveStored(session::getAttribute,
					() -> session.getAttributeNames()::asIterator);
		}
		catch (IllegalStateException ex) {
			// Another request has just invalidated it.
			return null;
		}
	}

}
