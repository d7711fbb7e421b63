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

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * A renewed admin token, as read from the response to an {@link AdminTokenRequest}.
 *
 * @param token the token
 * @param timeToLive how long it is valid, from the time of its issue
 */
record AdminTokenResponse(AdminToken token, Duration timeToLive) {

	/**
	 * Read a response.
	 * @param response the response
	 * @param now the current time, for comparison with a date in the response
	 * @return the renewed token
	 * @throws SocialPlusException if there is none
	 */
	static AdminTokenResponse read(HttpResponse response, Instant now) {
		int status = response.getStatus();
		if (status == 401 || (status == 403 && !ErrorBody.isPage(response))) {
			throw new SocialPlusException(Reason.CREDENTIALS_REFUSED, "Social Plus refused (" + status
					+ ") the admin token: it has expired, was revoked or is another network's");
		}
		if (status != 200) {
			throw ResponseFailure.of(response, now);
		}
		Map<?, ?> body = AccessTokenResponse.readObject(response);
		try {
			if (body != null) {
				return read(body);
			}
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			// Not used as a cause, since its message may contain the response.
		}
		throw new SocialPlusException(Reason.INVALID_RESPONSE, "Social Plus answered 200 without an admin token");
	}

	private static AdminTokenResponse read(Map<?, ?> body) {
		String token = AccessTokenResponse.text(body, "adminToken");
		Duration timeToLive = Duration.between(Instant.parse(AccessTokenResponse.text(body, "issuedAt")),
				Instant.parse(AccessTokenResponse.text(body, "expiresAt")));
		if (token.endsWith("\n") || timeToLive.compareTo(Duration.ZERO) <= 0) {
			throw new IllegalArgumentException("Invalid token or lifetime");
		}
		return new AdminTokenResponse(AdminToken.of(token), timeToLive);
	}

}
