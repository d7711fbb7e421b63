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

package plus.social.spring.event;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

/**
 * Failures of the last minute. A session without a token retries every few seconds, and
 * one user must not fill an audit log with that.
 */
final class RecentFailures {

	/**
	 * How long the same failure of a user is not reported again.
	 */
	static final Duration REPEAT_AFTER = Duration.ofMinutes(1);

	/**
	 * Maximum number of remembered failures; the eldest is forgotten first.
	 */
	static final int MAX_FAILURES = 10_000;

	private final Map<String, Instant> reportedAt = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
			return size() > MAX_FAILURES;
		}

	};

	/**
	 * Record a failure.
	 * @param user the user
	 * @param reason the reason
	 * @param now the current time
	 * @return whether to report it
	 */
	synchronized boolean add(SocialPlusUser user, Reason reason, Instant now) {
		String failure = reason.name() + ' ' + user.getId();
		Instant reported = this.reportedAt.get(failure);
		if (reported != null && now.isBefore(reported.plus(REPEAT_AFTER))) {
			return false;
		}
		this.reportedAt.remove(failure);
		this.reportedAt.put(failure, now);
		return true;
	}

}
