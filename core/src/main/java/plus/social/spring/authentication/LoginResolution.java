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

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;

/**
 * Result of resolving the user of a login.
 *
 * @param user the user, or {@code null} if there is none
 * @param login whether there is a login
 * @param permitted whether the login matches all conditions
 */
record LoginResolution(@Nullable SocialPlusUser user, boolean login, boolean permitted) {

	static final LoginResolution NO_LOGIN = new LoginResolution(null, false, false);

	static final LoginResolution NOT_PERMITTED = new LoginResolution(null, true, false);

	static final LoginResolution NO_USER = new LoginResolution(null, true, true);

	static LoginResolution of(@Nullable SocialPlusUser user) {
		return (user != null) ? new LoginResolution(user, true, true) : NO_USER;
	}

}
