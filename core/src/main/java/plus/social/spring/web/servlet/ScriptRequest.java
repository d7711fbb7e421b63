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
import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Request that is marked as that of a script. Spring Security does not save it and
 * applies entry points for scripts. Forwards lead to pages for browsers, so they are
 * refused like redirects.
 */
final class ScriptRequest extends HttpServletRequestWrapper {

	private static final String NAME = "X-Requested-With";

	private static final String VALUE = "XMLHttpRequest";

	private final EndpointResponseWrapper response;

	ScriptRequest(HttpServletRequest request, EndpointResponseWrapper response) {
		super(request);
		this.response = response;
	}

	@Override
	public @Nullable RequestDispatcher getRequestDispatcher(String path) {
		RequestDispatcher dispatcher = super.getRequestDispatcher(path);
		return (dispatcher != null) ? new PageDispatcher(dispatcher) : null;
	}

	@Override
	public @Nullable String getHeader(String name) {
		return NAME.equalsIgnoreCase(name) ? VALUE : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return NAME.equalsIgnoreCase(name) ? Collections.enumeration(Collections.singleton(VALUE))
				: super.getHeaders(name);
	}

	private final class PageDispatcher implements RequestDispatcher {

		private final RequestDispatcher delegate;

		PageDispatcher(RequestDispatcher delegate) {
			this.delegate = delegate;
		}

		@Override
		public void forward(ServletRequest request, ServletResponse response) {
			ScriptRequest.this.response.refuseForward();
		}

		@Override
		public void include(ServletRequest request, ServletResponse response) throws ServletException, IOException {
			this.delegate.include(request, response);
		}

	}

}
