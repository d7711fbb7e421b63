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

package plus.social.spring.web;

import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request from another site is served. The browser adds a cookie to
 * such a request on its own, so the application's CORS rules must have allowed the origin
 * with credentials, or the request must carry nothing that a browser adds on its own.
 */
final class CrossSiteRequest {

	private CrossSiteRequest() {
	}

	/**
	 * Return whether a request is served, regarding its origin.
	 * @param requestHeaders returns the first value of a header of the request
	 * @param responseHeaders returns the first value of a header of the response, which
	 * has what the application's CORS rules have allowed
	 * @return {@code false} if it comes from another site that is not allowed
	 */
	static boolean isServed(Function<String, @Nullable String> requestHeaders,
			Function<String, @Nullable String> responseHeaders) {
		if (!"cross-site".equalsIgnoreCase(requestHeaders.apply("Sec-Fetch-Site"))) {
			return true;
		}
		String mode = requestHeaders.apply("Sec-Fetch-Mode");
		// A form of another site navigates, to which CORS rules do not apply.
		boolean script = mode == null || "cors".equalsIgnoreCase(mode);
		return script
				&& (carriesOnlyToken(requestHeaders) || isAllowed(requestHeaders.apply("Origin"), responseHeaders));
	}

	private static boolean carriesOnlyToken(Function<String, @Nullable String> requestHeaders) {
		String authorization = requestHeaders.apply("Authorization");
		if (authorization == null || requestHeaders.apply("Cookie") != null) {
			return false;
		}
		String scheme = authorization.toLowerCase(Locale.ROOT);
		return scheme.startsWith("bearer ") || scheme.startsWith("dpop ");
	}

	// Any sandboxed frame has the origin "null", so it is never one in particular.
	private static boolean isAllowed(@Nullable String origin, Function<String, @Nullable String> responseHeaders) {
		return origin != null && !origin.equals("null")
				&& origin.equals(responseHeaders.apply("Access-Control-Allow-Origin"))
				&& "true".equals(responseHeaders.apply("Access-Control-Allow-Credentials"));
	}

}
