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
import plus.social.spring.token.SocialPlusUser;

/**
 * View of a servlet or reactive session: its login and its attributes.
 *
 * @since 0.1.0
 */
public interface LoginSession {

	/**
	 * Return the session's id.
	 * @return the id
	 */
	String getId();

	/**
	 * Return the user of the session's login.
	 * @return the user, or {@code null} if there is no login that may receive a token
	 */
	@Nullable SocialPlusUser getLogin();

	/**
	 * Return why the session's login has no user, after {@link #getLogin()} has returned
	 * none.
	 * @return the reason, or {@code null} if there is no login, or one with a user
	 */
	default @Nullable LoginSkip getSkip() {
		return null;
	}

	/**
	 * Return how the user of the session has logged in, for operators.
	 * @return a description, or {@code null} if it is not known
	 */
	default @Nullable String getMechanism() {
		return null;
	}

	/**
	 * Return the value of an attribute.
	 * @param name the name of the attribute
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable Object getAttribute(String name);

	/**
	 * Set an attribute.
	 * @param name the name of the attribute
	 * @param value the value
	 */
	void setAttribute(String name, String value);

	/**
	 * Remove an attribute.
	 * @param name the name of the attribute
	 */
	void removeAttribute(String name);

}
