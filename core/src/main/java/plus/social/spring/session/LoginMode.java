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

/**
 * Mode that determines when a login receives its token.
 *
 * @since 0.1.0
 */
public enum LoginMode {

	/**
	 * Before the response to the login, which waits for at most the login budget. A token
	 * that arrives later is attached by the next request.
	 */
	EAGER,

	/**
	 * Fetched in the background and attached by the next request. The login never waits.
	 */
	PREFETCH,

	/**
	 * On first use.
	 */
	LAZY,

	/**
	 * Never. Sessions have no token unless the application adds one itself.
	 */
	OFF;

	/**
	 * Return whether logins receive a token without requesting one.
	 * @return {@code true} if a token is fetched for every login
	 */
	public boolean isAutomatic() {
		return this == EAGER || this == PREFETCH;
	}

}
