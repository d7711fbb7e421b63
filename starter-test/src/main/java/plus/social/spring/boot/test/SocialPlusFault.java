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

import java.time.Duration;

/**
 * Fault that the emulator injects in place of a regular response. A call that fails
 * issues no token and changes no state.
 *
 * @since 0.1.0
 * @see SocialPlusEmulator#fail(SocialPlusFault)
 */
public enum SocialPlusFault {

	/**
	 * Status 500 with a JSON error.
	 */
	INTERNAL_SERVER_ERROR,

	/**
	 * Status 502 with an HTML page, as sent by a gateway in front of Social Plus.
	 */
	BAD_GATEWAY,

	/**
	 * Status 503 with an HTML page.
	 */
	SERVICE_UNAVAILABLE,

	/**
	 * Status 504 with an HTML page.
	 */
	GATEWAY_TIMEOUT,

	/**
	 * Status 401 with the text {@code Unauthorized}, as for a wrong server key.
	 */
	UNAUTHORIZED,

	/**
	 * Status 403 with JSON error 400300, as with secure mode disabled.
	 */
	FORBIDDEN,

	/**
	 * Status 422 with JSON error 500000, as for a request that is not as documented.
	 */
	VALIDATION_FAILED,

	/**
	 * Status 403 with JSON error 400323, as for a visitor whose quota is used up.
	 */
	QUOTA_EXCEEDED,

	/**
	 * Status 429 with JSON error 400311 and a {@code Retry-After} of
	 * {@link #RETRY_AFTER}. The emulator's own rate limit sends no such header: the
	 * vendor documents none.
	 */
	RATE_LIMITED,

	/**
	 * Status 307 to another host name of this machine, which responds to a client that
	 * follows the redirect with what looks like a token.
	 */
	REDIRECT,

	/**
	 * Status 200 with an HTML page.
	 */
	HTML,

	/**
	 * Status 200 with a JSON object.
	 */
	JSON,

	/**
	 * Status 200 with an empty text.
	 */
	EMPTY_BODY,

	/**
	 * Status 200 with a text of 101 characters, one more than a token may have.
	 */
	OVERLONG_TOKEN,

	/**
	 * Status 200 with what looks like a token, but in quotation marks.
	 */
	QUOTED_TOKEN,

	/**
	 * Status 200 with what looks like a token, but between white space.
	 */
	PADDED_TOKEN,

	/**
	 * Status 200 with a text of 8 KiB.
	 */
	OVERSIZED_BODY,

	/**
	 * No response: the connection is reset.
	 */
	CONNECTION_RESET,

	/**
	 * No response: the connection is closed.
	 */
	CONNECTION_CLOSED,

	/**
	 * Status 200, then bytes that are not valid HTTP, then the end of the connection.
	 */
	GARBAGE,

	/**
	 * Status 200 with what looks like a token, one byte per second.
	 */
	DRIP,

	/**
	 * No response for a minute, then what looks like a token.
	 */
	HANG;

	/**
	 * {@code Retry-After} of {@link #RATE_LIMITED}.
	 */
	public static final Duration RETRY_AFTER = Duration.ofSeconds(30);

}
