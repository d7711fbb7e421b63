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
 * Creates, verifies and revokes sessions with Social Plus for callers that may block.
 * Declare a bean of this type to take the place of the one that calls Social Plus.
 * <p>
 * Whoever calls this decides who somebody is: pass a user that was resolved from a login,
 * never one that a request names. Every method waits for at most the client's deadline
 * over a whole call (three seconds unless configured).
 *
 * @since 0.1.0
 * @see ReactiveSocialPlusAccessTokenService
 */
public interface SocialPlusAccessTokenService {

	/**
	 * Create a session for a user and return its access token, which stays on this
	 * server: it lives for 30 days, so it never goes to a browser nor into a session
	 * store.
	 * <p>
	 * A user has one session for each purpose on each instance of the application. A new
	 * one for the same purpose ends the one before it, since Social Plus allows one for a
	 * device; keep the token and use it again instead.
	 * @param user whose session it is
	 * @param purpose what it is for, such as {@code "announcements"}
	 * @return the access token of the session
	 * @throws SocialPlusException if there is none
	 */
	SocialPlusAccessToken issueAccessToken(SocialPlusUser user, String purpose);

	/**
	 * Ask Social Plus whether it accepts an access token.
	 * @param token the token
	 * @return whether it does; it does not if the token has expired or was revoked, or if
	 * the user is banned
	 * @throws SocialPlusException if Social Plus cannot be asked
	 */
	boolean verify(SocialPlusAccessToken token);

	/**
	 * End the session of an access token. There is nothing to be done for one that has
	 * ended.
	 * @param token the token
	 * @throws SocialPlusException if it may not have ended
	 */
	void revoke(SocialPlusAccessToken token);

	/**
	 * End every session of a user, on all of their devices. Needs
	 * {@code socialplus.admin-token}. There is nothing to be done for a user without a
	 * session.
	 * @param user whose sessions they are
	 * @throws SocialPlusException if they may not have ended
	 */
	void revokeAll(SocialPlusUser user);

	/**
	 * Return a blocking view of a reactive service.
	 * @param service the service to call
	 * @return a service that waits for its answers
	 */
	static SocialPlusAccessTokenService blocking(ReactiveSocialPlusAccessTokenService service) {
		return new BlockingSocialPlusAccessTokenService(service);
	}

}
