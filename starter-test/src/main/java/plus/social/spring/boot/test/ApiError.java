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
 * Error responses of Social Plus, with the codes of the vendor's OpenAPI document, which
 * has none for 405.
 */
enum ApiError {

	/**
	 * The path exists, but does not support the method.
	 */
	METHOD_NOT_ALLOWED(405, 400000, "Method not allowed."),

	/**
	 * The credentials are missing or invalid.
	 */
	UNAUTHORIZED(401, 400100, "Unauthorized."),

	/**
	 * The call is not allowed for this caller or in this mode.
	 */
	FORBIDDEN(403, 400300, "Forbidden."),

	/**
	 * A visitor has used up the day's quota. The vendor's document does not say with
	 * which status.
	 */
	QUOTA_EXCEEDED(403, 400323, "Visitor quota exceeded."),

	/**
	 * Too many requests for one user.
	 */
	RATE_LIMITED(429, 400311, "Rate limit exceeded."),

	/**
	 * The resource does not exist.
	 */
	NOT_FOUND(404, 400400, "Not found."),

	/**
	 * The request is invalid.
	 */
	VALIDATION(422, 500000, "Parameters validation error."),

	/**
	 * Any other error. Version 3 of the token call also uses it for invalid requests: the
	 * vendor documents no 422 for it.
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
