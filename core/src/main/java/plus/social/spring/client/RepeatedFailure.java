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

package plus.social.spring.client;

import java.time.Duration;

import plus.social.spring.token.SocialPlusException;

/**
 * Says again what a call failed with, to somebody for whom no call is made.
 */
final class RepeatedFailure {

	private RepeatedFailure() {
	}

	/**
	 * Return an exception for a call that is not made.
	 * @param failure what the last call failed with
	 * @param retryAfter when the next call may be made
	 * @return the same reason and message, so that a log does not alternate between two
	 */
	static SocialPlusException of(SocialPlusException failure, Duration retryAfter) {
		return new SocialPlusException(failure.getReason(), String.valueOf(failure.getMessage()), null, retryAfter);
	}

}
