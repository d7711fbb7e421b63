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
 * What is to be done about the token in a session.
 *
 * @since 0.1.0
 */
public enum TokenDecision {

	/**
	 * The token belongs to whoever is logged in and has enough life left: leave it.
	 */
	KEEP,

	/**
	 * The token still works, but not for long: issue another one without making anybody
	 * wait.
	 */
	REFRESH,

	/**
	 * There is no token that whoever is logged in could use: remove what is there and
	 * issue one.
	 */
	ISSUE,

	/**
	 * Nobody is logged in who could have a token: remove what is there.
	 */
	REMOVE

}
