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

import java.util.LinkedHashMap;
import java.util.Map;

import plus.social.spring.token.SocialPlusUser;

/**
 * The outcome of the last call for each of the last {@value #WINDOW} users. A user counts
 * once, however many calls they make. Not thread-safe.
 */
final class UserOutcomes {

	static final int WINDOW = 20;

	/**
	 * Minimum number of users to detect an outage.
	 */
	static final int MIN_USERS = 5;

	private final Map<String, Boolean> failed = new LinkedHashMap<>();

	/**
	 * Record the outcome of a call.
	 * @param user the user
	 * @param failure whether the call failed
	 */
	void add(SocialPlusUser user, boolean failure) {
		remove(user);
		this.failed.put(user.getId(), failure);
		if (this.failed.size() > WINDOW) {
			this.failed.remove(this.failed.keySet().iterator().next());
		}
	}

	/**
	 * Remove a user.
	 * @param user the user
	 */
	void remove(SocialPlusUser user) {
		this.failed.remove(user.getId());
	}

	void clear() {
		this.failed.clear();
	}

	/**
	 * Return whether calls fail for more than half of the users.
	 * @return whether this looks like an outage
	 */
	boolean areFailing() {
		long failures = this.failed.values().stream().filter((failure) -> failure).count();
		return this.failed.size() >= MIN_USERS && 2 * failures > this.failed.size();
	}

}
