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

package plus.social.spring.boot.autoconfigure.servlet;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Path below that of the {@code DispatcherServlet}. Matches as Spring MVC does, but most
 * URIs need not be parsed for that, which matters as every request is compared.
 */
final class EndpointPath implements RequestMatcher {

	private final PathPattern pattern;

	EndpointPath(String path) {
		this.pattern = PathPatternParser.defaultInstance.parse(path);
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		return mayMatch(request)
				&& this.pattern.matches(ServletRequestPathUtils.parse(request).pathWithinApplication());
	}

	/**
	 * Return whether a request may match.
	 * @param request the request
	 * @return {@code false} if its URI needs no decoding and does not end with the path
	 */
	boolean mayMatch(HttpServletRequest request) {
		String uri = request.getRequestURI();
		return uri.endsWith(this.pattern.getPatternString()) || uri.indexOf('%') >= 0 || uri.indexOf(';') >= 0;
	}

}
