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

import java.util.List;

/**
 * Provider of the server keys for calls. Declare a bean of this type to obtain them from
 * a store that rotates them, such as a vault.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SocialPlusServerKeyProvider {

	/**
	 * Return the server keys. Called for every call, on threads that must not block, so
	 * return keys that are already known.
	 * @return the keys to try, the preferred one first: usually one, or two during a
	 * rotation (more are not tried); empty while there is none
	 */
	List<ServerKey> getServerKeys();

	/**
	 * Look for newer keys. Called when Social Plus has refused a key from
	 * {@link #getServerKeys}, on a thread that may block, at most once a second and never
	 * concurrently.
	 */
	default void refresh() {
	}

}
