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

import java.util.concurrent.Callable;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.web.AbstractPageAllocationTests;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/**
 * Tests for what a page costs with {@link SocialPlusSessionFilter}.
 */
class PageAllocationTests extends AbstractPageAllocationTests {

	private static final FilterChain FILE = (request, response) -> response.getWriter().write("file");

	private static final FilterChain PAGE = (request, response) -> {
		((HttpServletRequest) request).getSession(false);
		FILE.doFilter(request, response);
		((HttpServletRequest) request).getSession(false);
	};

	private final MockHttpSession session = new MockHttpSession();

	@Override
	protected void setAttribute(String name, Object value) {
		this.session.setAttribute(name, value);
	}

	@Override
	protected Callable<?> request(@Nullable SessionTokens tokens, LoginResolver resolver, boolean usingSession) {
		SocialPlusSessionFilter filter = (tokens != null)
				? new SocialPlusSessionFilter(new HttpSessionSocialPlusTokens(tokens, resolver)) : null;
		return request(filter, usingSession ? PAGE : FILE);
	}

	@Override
	protected Callable<?> revoking(LogoutRevoker revoker, LoginResolver resolver) {
		return request(new SocialPlusLogoutFilter(resolver, revoker, () -> false), PAGE);
	}

	private Callable<?> request(@Nullable Filter filter, FilterChain chain) {
		return () -> {
			MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
			MockHttpServletResponse response = new MockHttpServletResponse();
			request.setSession(this.session);
			if (filter != null) {
				filter.doFilter(request, response, chain);
			}
			else {
				chain.doFilter(request, response);
			}
			return response.getStatus();
		};
	}

}
