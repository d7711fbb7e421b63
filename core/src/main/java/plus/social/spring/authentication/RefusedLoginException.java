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

package plus.social.spring.authentication;

import plus.social.spring.token.SocialPlusUser;

/**
 * Thrown when a login has no Social Plus user. The message is logged and therefore never
 * contains the user's name, which is personal data.
 */
@SuppressWarnings("serial")
final class RefusedLoginException extends IllegalArgumentException {

	RefusedLoginException(String message) {
		super(message);
	}

	/**
	 * Create an exception from a failed check of a user id.
	 * @param cause the failure of {@link SocialPlusUser}
	 * @return an exception with the same message
	 */
	static RefusedLoginException of(IllegalArgumentException cause) {
		return (cause instanceof RefusedLoginException refused) ? refused
				: new RefusedLoginException(String.valueOf(cause.getMessage()));
	}

}
