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

package plus.social.spring.observation;

import plus.social.spring.token.SocialPlusException;

/**
 * Outcome of a request for an auth token, as far as metrics distinguish it.
 *
 * @since 0.1.0
 */
public enum TokenOutcome {

	/**
	 * A token was issued.
	 */
	ISSUED,

	/**
	 * Social Plus refused the server keys or the user.
	 */
	REFUSED,

	/**
	 * Social Plus limits the user's rate of calls.
	 */
	LIMITED,

	/**
	 * Social Plus is unavailable, or the application cannot call it.
	 */
	UNAVAILABLE,

	/**
	 * No response arrived in time.
	 */
	TIMEOUT,

	/**
	 * The caller did not wait for the response.
	 */
	CANCELLED;

	/**
	 * Return the outcome of a failed request.
	 * @param failure the failure
	 * @return the outcome
	 */
	public static TokenOutcome of(Throwable failure) {
		if (!(failure instanceof SocialPlusException exception)) {
			return UNAVAILABLE;
		}
		return switch (exception.getReason()) {
			case SERVER_KEY_REFUSED, SECURE_MODE_OFF, CREDENTIALS_REFUSED, USER_REFUSED, USER_BANNED -> REFUSED;
			case RATE_LIMITED -> LIMITED;
			case TIMEOUT -> TIMEOUT;
			default -> UNAVAILABLE;
		};
	}

}
