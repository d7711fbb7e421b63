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

import org.jspecify.annotations.Nullable;

/**
 * Provider of the admin token for calls. Declare a bean of this type to obtain it from a
 * store that renews it, such as a vault.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SocialPlusAdminTokenProvider {

	/**
	 * Return the admin token. Called for every call that needs it, on threads that must
	 * not block, so return a token that is already known.
	 * @return the token, or {@code null} while there is none
	 */
	@Nullable AdminToken getAdminToken();

	/**
	 * Look for a newer token. Called when Social Plus has refused the token from
	 * {@link #getAdminToken}, on a thread that may block, at most once a second and never
	 * concurrently.
	 */
	default void refresh() {
	}

	/**
	 * Return what an operator has to fix, such as a renewal that fails.
	 * @return a sentence without any secret, or {@code null} if there is nothing to fix
	 */
	default @Nullable String getProblem() {
		return null;
	}

}
