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
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.web.TokenEndpointAnswers;

import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.Assert;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns what Spring Security answers to a browser that is not logged in, a redirect to a
 * login page for example, into what a script can use: status 401 or 403 with a problem
 * detail. Such a request is never saved to be repeated after a login.
 * <p>
 * It belongs outside Spring Security's filter chain.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenEndpointFilter extends OncePerRequestFilter {

	private final RequestMatcher endpoint;

	private final LoginResolver loginResolver;

	private final TokenEndpointAnswers answers;

	/**
	 * Create a filter.
	 * @param endpoint matches requests to the endpoint
	 * @param loginResolver tells whether somebody is logged in
	 * @param answers what the endpoint answers
	 */
	public SocialPlusTokenEndpointFilter(RequestMatcher endpoint, LoginResolver loginResolver,
			TokenEndpointAnswers answers) {
		Assert.notNull(endpoint, "'endpoint' must not be null");
		Assert.notNull(loginResolver, "'loginResolver' must not be null");
		Assert.notNull(answers, "'answers' must not be null");
		this.endpoint = endpoint;
		this.loginResolver = loginResolver;
		this.answers = answers;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.endpoint.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		EndpointResponse endpointResponse = new EndpointResponse(response, this.loginResolver, this.answers);
		chain.doFilter(new ScriptRequest(request), endpointResponse);
		if (!request.isAsyncStarted()) {
			endpointResponse.end();
		}
	}

}
