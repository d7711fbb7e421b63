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

import reactor.core.publisher.Mono;

/**
 * Reactive service for issuing, verifying and revoking access tokens. Declare a bean of
 * this type to replace the default, which calls Social Plus.
 * <p>
 * Callers are responsible for the user's identity: pass a user resolved from a login,
 * never one named by a request. Every call ends within the client's call timeout (three
 * seconds by default), at the latest with a {@link SocialPlusException}, and is made once
 * per subscription.
 *
 * @since 0.1.0
 * @see SocialPlusAccessTokenService
 */
public interface ReactiveSocialPlusAccessTokenService {

	/**
	 * Issue an access token for a user. It is valid for 30 days and must stay on this
	 * server: never send it to a browser or put it into a session store.
	 * <p>
	 * A user has one access token for each purpose and instance of the application.
	 * Issuing another one for the same purpose revokes the previous one, since Social
	 * Plus allows one per device; keep the token and reuse it.
	 * @param user the user
	 * @param purpose the purpose, such as {@code "announcements"}
	 * @return the access token; never empty
	 */
	Mono<SocialPlusAccessToken> issueAccessToken(SocialPlusUser user, String purpose);

	/**
	 * Verify an access token with Social Plus.
	 * @param token the token
	 * @return {@code false} if the token has expired or was revoked, or if the user is
	 * banned
	 */
	Mono<Boolean> verify(SocialPlusAccessToken token);

	/**
	 * Revoke an access token, which ends its Social Plus session. Succeeds if that
	 * session has already ended.
	 * @param token the token
	 * @return completes when the token is revoked
	 */
	Mono<Void> revoke(SocialPlusAccessToken token);

	/**
	 * Revoke all access tokens of a user, on every device. Requires
	 * {@code socialplus.admin-token}. Succeeds if the user has none.
	 * @param user the user
	 * @return completes when the tokens are revoked
	 */
	Mono<Void> revokeAll(SocialPlusUser user);

	/**
	 * Return a reactive view of a blocking service.
	 * @param service the service, called on a thread that may block
	 * @return a service that does not block its callers
	 */
	static ReactiveSocialPlusAccessTokenService nonBlocking(SocialPlusAccessTokenService service) {
		return new NonBlockingSocialPlusAccessTokenService(service);
	}

}
