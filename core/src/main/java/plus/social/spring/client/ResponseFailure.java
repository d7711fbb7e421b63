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

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * Maps error responses common to all calls to exceptions.
 */
final class ResponseFailure {

	/**
	 * Error codes that concern a user's actions or quota, not the network.
	 */
	private static final Set<Integer> SINGLE_USER = Set.of(400309, 400314, 400323);

	private ResponseFailure() {
	}

	/**
	 * Return the exception for an error response that concerns a single user: calls for
	 * others are expected to succeed. An error code is more specific than the status.
	 * @param response the response
	 * @return the exception, or {@code null} if the response concerns all users
	 */
	static @Nullable SocialPlusException findUserRefusal(HttpResponse response) {
		int status = response.getStatus();
		if (status < 400 || status >= 500 || status == 429) {
			return null;
		}
		Integer code = ErrorBody.readCode(response);
		if (code != null && code == ErrorBody.GLOBALLY_BANNED) {
			return new SocialPlusException(Reason.USER_BANNED,
					"The user is banned from the network (" + status + ", code " + code + ")");
		}
		if (code != null && SINGLE_USER.contains(code)) {
			return limitedUser(status, code);
		}
		return ((status == 400 || status == 422) && !ErrorBody.isPage(response))
				? new SocialPlusException(Reason.USER_REFUSED, "Social Plus refused the user id (" + status + ")")
				: null;
	}

	/**
	 * Return the exception for an error response about a user's actions or quota, which
	 * says nothing about the credentials of the request.
	 * @param response the response
	 * @return the exception, or {@code null} if the response is about something else
	 */
	static @Nullable SocialPlusException findUserLimit(HttpResponse response) {
		Integer code = ErrorBody.readCode(response);
		return (code != null && SINGLE_USER.contains(code)) ? limitedUser(response.getStatus(), code) : null;
	}

	private static SocialPlusException limitedUser(int status, int code) {
		return new SocialPlusException(Reason.USER_REFUSED,
				"Social Plus refused the user (" + status + ", code " + code + ")");
	}

	/**
	 * Create the exception for an error response.
	 * @param response a response whose status has the same meaning for every call
	 * @param now the current time, for comparison with a date in the response
	 * @return an exception with a reason
	 */
	static SocialPlusException of(HttpResponse response, Instant now) {
		int status = response.getStatus();
		if (status == 429) {
			return new SocialPlusException(Reason.RATE_LIMITED, "Social Plus limits the call rate of this user (429)",
					null, RetryAfter.parse(response.getRetryAfter(), now));
		}
		if (status >= 500) {
			return new SocialPlusException(Reason.SERVER_ERROR, "Social Plus reported a server error (" + status + ")");
		}
		String what = "an unexpected status";
		if (status >= 300 && status < 400) {
			what = "a redirect, which is never followed";
		}
		else if (ErrorBody.isPage(response)) {
			what = "a page, which may come from a proxy or a firewall in between";
		}
		return new SocialPlusException(Reason.INVALID_RESPONSE,
				"Social Plus answered with " + what + " (" + status + "): check the base URL");
	}

}
