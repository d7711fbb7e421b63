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
 * Decision about the token in a session.
 */
enum TokenDecision {

	/**
	 * Keep the token: it belongs to the current login and has enough lifetime left.
	 */
	KEEP,

	/**
	 * Replace the token without waiting: it is still valid but expires soon.
	 */
	REFRESH,

	/**
	 * Remove the token, if any, and issue a new one: there is none that the current login
	 * can use.
	 */
	ISSUE,

	/**
	 * Remove the token, if any: there is no login that may receive one.
	 */
	REMOVE

}
