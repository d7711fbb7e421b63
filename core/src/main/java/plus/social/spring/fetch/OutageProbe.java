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
 * Knows whether Social Plus is down, and who has tried in vain since. It is down when a
 * call is not made for that reason. Not thread-safe.
 */
final class OutageProbe {

	private static final int MAX_TRIED = 100;

	private final Set<String> tried = new HashSet<>();

	private @Nullable Duration interval;

	/**
	 * A call has failed.
	 * @param userId who it was for
	 * @param failure what it failed with
	 * @return whether it was not made, since Social Plus is down
	 */
	boolean failed(String userId, Throwable failure) {
		Duration retryAfter = (failure instanceof SocialPlusException exception && exception.isOutage())
				? exception.getRetryAfter() : null;
		if (retryAfter != null) {
			this.interval = retryAfter;
		}
		if (this.interval != null) {
			addTried(userId);
		}
		return retryAfter != null;
	}

	private void addTried(String userId) {
		if (this.tried.size() >= MAX_TRIED) {
			this.tried.clear();
		}
		this.tried.add(userId);
	}

	/**
	 * Return whether a user has tried in vain: others go first.
	 * @param userId the id of the user
	 * @return whether a call for the user has failed during the outage
	 */
	boolean hasTried(String userId) {
		return this.tried.contains(userId);
	}

	/**
	 * Return when to try again.
	 * @return the time to wait, or {@code null} if there is no outage
	 */
	@Nullable Duration getInterval() {
		return this.interval;
	}

	/**
	 * End the outage: a call has succeeded.
	 * @return whether there was one
	 */
	boolean end() {
		boolean outage = this.interval != null;
		this.interval = null;
		this.tried.clear();
		return outage;
	}

}
