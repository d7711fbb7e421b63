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

package plus.social.spring.fetch;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;

/**
 * The state of an outage, and the users whose calls have failed during it. An outage
 * begins with a call that is short-circuited because Social Plus is down. Not
 * thread-safe.
 */
final class OutageProbe {

	private static final int MAX_FAILED_USERS = 100;

	private final Set<String> failedUsers = new HashSet<>();

	private @Nullable Duration interval;

	/**
	 * Record a failed call.
	 * @param userId the id of the user
	 * @param failure the failure
	 * @return whether the call was short-circuited because Social Plus is down
	 */
	boolean failed(String userId, Throwable failure) {
		Duration retryAfter = (failure instanceof SocialPlusException exception && exception.isOutage())
				? exception.getRetryAfter() : null;
		if (retryAfter != null) {
			this.interval = retryAfter;
		}
		if (this.interval != null) {
			addFailedUser(userId);
		}
		return retryAfter != null;
	}

	private void addFailedUser(String userId) {
		if (this.failedUsers.size() >= MAX_FAILED_USERS) {
			this.failedUsers.clear();
		}
		this.failedUsers.add(userId);
	}

	/**
	 * Return whether a call for a user has failed during the outage: other users go
	 * first.
	 * @param userId the id of the user
	 * @return whether a call has failed
	 */
	boolean hasFailed(String userId) {
		return this.failedUsers.contains(userId);
	}

	/**
	 * Return the interval between probes.
	 * @return the time to wait, or {@code null} if there is no outage
	 */
	@Nullable Duration getInterval() {
		return this.interval;
	}

	/**
	 * End the outage after a successful call.
	 * @return whether there was one
	 */
	boolean end() {
		boolean outage = this.interval != null;
		this.interval = null;
		this.failedUsers.clear();
		return outage;
	}

}
