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

import org.springframework.security.core.Authentication;

/**
 * Describes how a user has logged in, for operators.
 *
 * @since 0.1.0
 */
public final class LoginMechanism {

	private LoginMechanism() {
	}

	/**
	 * Describe a login.
	 * @param authentication the login, or {@code null}
	 * @return the simple type of the authentication, with the id of its registration in
	 * parentheses if it has one, for example {@code OAuth2AuthenticationToken (github)};
	 * {@code null} if there is no login
	 */
	public static @Nullable String describe(@Nullable Authentication authentication) {
		if (authentication == null) {
			return null;
		}
		String registration = LoginSource.registrationOf(authentication);
		String type = simpleName(authentication.getClass());
		return (registration != null) ? type + " (" + registration + ")" : type;
	}

	// An anonymous class has an empty simple name.
	private static String simpleName(Class<?> type) {
		return type.getSimpleName().isEmpty() ? type.getName().substring(type.getName().lastIndexOf('.') + 1)
				: type.getSimpleName();
	}

}
