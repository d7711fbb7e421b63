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
 * Turns an answer that is none to a particular call into a reason.
 */
final class AnswerFailure {

	private AnswerFailure() {
	}

	/**
	 * Return the exception that callers see.
	 * @param answer an answer whose status says the same about every call
	 * @param now the current time, which a date in the answer is compared with
	 * @return an exception with a reason
	 */
	static SocialPlusException of(HttpAnswer answer, Instant now) {
		int status = answer.getStatus();
		if (status == 429) {
			return new SocialPlusException(Reason.RATE_LIMITED, "Social Plus limits the rate of this user (429)", null,
					RetryAfter.parse(answer.getRetryAfter(), now));
		}
		if (status >= 500) {
			return new SocialPlusException(Reason.SERVER_ERROR, "Social Plus has a fault of its own (" + status + ")");
		}
		String what = "an unexpected status";
		if (status >= 300 && status < 400) {
			what = "a redirect, which is never followed";
		}
		else if (ErrorBody.isPage(answer)) {
			what = "a page, which may come from a proxy or a firewall in between";
		}
		return new SocialPlusException(Reason.INVALID_RESPONSE,
				"Social Plus answered with " + what + " (" + status + "): check the base URL");
	}

}
