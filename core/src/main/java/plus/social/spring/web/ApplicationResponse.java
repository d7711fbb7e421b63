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

import org.jspecify.annotations.Nullable;

/**
 * Response of the application at the path of an endpoint, which has not responded itself:
 * a refusal by Spring Security, for example.
 *
 * @param forUsers whether the endpoint is for authenticated users, not for visitors
 * @param method the request's method
 * @param status the status of the response
 * @param contentType the media type of its body, if any
 * @param hasBody whether it has a body
 * @param loggedIn whether the request is authenticated, other than anonymously
 * @param hasCredentials whether the request has credentials that may not have been
 * checked yet
 * @param forged whether the CSRF token is missing or belongs to another session
 * @since 0.1.0
 */
public record ApplicationResponse(boolean forUsers, String method, int status, @Nullable String contentType,
		boolean hasBody, boolean loggedIn, boolean hasCredentials, boolean forged) {

	private static final int UNAUTHORIZED = 401;

	private static final int FORBIDDEN = 403;

	/**
	 * Return the status for a client that cannot use this response.
	 * @return {@code 401} or {@code 403}, or {@code 0} to send this response
	 */
	int toStatus() {
		return switch (this.status) {
			case UNAUTHORIZED -> isOfTheApplication() ? 0 : UNAUTHORIZED;
			case FORBIDDEN -> isLoginMissing() ? UNAUTHORIZED : (isOfTheApplication() ? 0 : FORBIDDEN);
			default -> isForBrowsers() ? (this.loggedIn ? FORBIDDEN : UNAUTHORIZED) : 0;
		};
	}

	// The CSRF token is checked first. It belongs to the session, as the login does.
	private boolean isLoginMissing() {
		return this.forUsers && !this.loggedIn && !this.hasCredentials && !isPreflight();
	}

	// The body of Spring Security's own responses is empty or plain text.
	private boolean isOfTheApplication() {
		return this.hasBody
				&& (this.contentType == null || !this.contentType.toLowerCase(Locale.ROOT).startsWith("text/plain"));
	}

	// A redirect to a page, or the page itself, whose status 200 would look like that of
	// a response with a token.
	private boolean isForBrowsers() {
		return this.status >= 200 && this.status < 400 && !(isPreflight() && this.status < 300);
	}

	// The application's CORS rules apply, regardless of the login.
	private boolean isPreflight() {
		return "OPTIONS".equals(this.method);
	}

}
