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

package plus.social.spring.session;

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.ResolvedLogin;

import org.springframework.util.Assert;

/**
 * Why no token is fetched for a login, for operators.
 *
 * @since 0.1.0
 */
public enum LoginSkip {

	/**
	 * The login does not match a condition: a factor is missing, for example, or it
	 * impersonates another user.
	 */
	CONDITION,

	/**
	 * The login has no user id that Social Plus accepts.
	 */
	USER,

	/**
	 * The mode is {@link LoginMode#LAZY} or {@link LoginMode#OFF}.
	 */
	MODE;

	/**
	 * Return why a login has no user.
	 * @param resolved the login
	 * @return the reason, or {@code null} if there is no login, or one with a user
	 */
	public static @Nullable LoginSkip of(ResolvedLogin resolved) {
		Assert.notNull(resolved, "'resolved' must not be null");
		if (resolved.isDenied()) {
			return CONDITION;
		}
		return resolved.isWithoutUser() ? USER : null;
	}

}
