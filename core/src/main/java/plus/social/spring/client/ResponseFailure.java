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

import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * Maps error responses common to all calls to exceptions.
 */
final class ResponseFailure {

	private ResponseFailure() {
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
