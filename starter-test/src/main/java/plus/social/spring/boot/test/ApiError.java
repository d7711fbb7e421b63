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

package plus.social.spring.boot.test;

/**
 * The errors that Social Plus answers with, with the codes that the vendor's OpenAPI
 * document shows. For 405 it has none.
 */
enum ApiError {

	/**
	 * The path exists, the method does not.
	 */
	METHOD_NOT_ALLOWED(405, 400000, "Method not allowed."),

	/**
	 * No session for these credentials.
	 */
	UNAUTHORIZED(401, 400100, "Unauthorized."),

	/**
	 * Not for this caller, or not in this mode.
	 */
	FORBIDDEN(403, 400300, "Forbidden."),

	/**
	 * Too many requests for one user.
	 */
	RATE_LIMITED(429, 400311, "Rate limit exceeded."),

	/**
	 * There is no such thing.
	 */
	NOT_FOUND(404, 400400, "Not found."),

	/**
	 * The request is not what the endpoint takes.
	 */
	VALIDATION(422, 500000, "Parameters validation error."),

	/**
	 * Anything else. Version 3 of the token call also refuses a request with it: the
	 * vendor documents no 422 there.
	 */
	UNEXPECTED(500, 500000, "Unexpected error.");

	private final int status;

	private final int code;

	private final String message;

	ApiError(int status, int code, String message) {
		this.status = status;
		this.code = code;
		this.message = message;
	}

	int status() {
		return this.status;
	}

	int code() {
		return this.code;
	}

	String message() {
		return this.message;
	}

}
