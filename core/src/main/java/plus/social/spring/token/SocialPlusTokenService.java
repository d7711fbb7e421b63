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

package plus.social.spring.token;

/**
 * Blocking service for issuing auth tokens. Declare a bean of this type to replace the
 * default, which calls Social Plus.
 * <p>
 * Callers are responsible for the user's identity: pass a user resolved from a login,
 * never one named by a request.
 *
 * @since 0.1.0
 * @see ReactiveSocialPlusTokenService
 */
@FunctionalInterface
public interface SocialPlusTokenService {

	/**
	 * Issue a new token for a user. Blocks for at most the client's call timeout (three
	 * seconds by default).
	 * @param user the user
	 * @return a token bound to the user
	 * @throws SocialPlusException if the token cannot be issued
	 */
	SocialPlusAuthToken issueToken(SocialPlusUser user);

	/**
	 * Return a blocking view of a reactive service.
	 * @param service the service to call
	 * @return a service that blocks on its results
	 */
	static SocialPlusTokenService blocking(ReactiveSocialPlusTokenService service) {
		return new BlockingSocialPlusTokenService(service);
	}

}
