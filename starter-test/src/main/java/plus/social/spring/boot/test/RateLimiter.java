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

package plus.social.spring.boot.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Rate limiter for the requests of each user over a sliding window, such as the limit of
 * the vendor's API or the quota of a visitor. Refused requests do not count.
 */
final class RateLimiter {

	/**
	 * Maximum number of requests of a user per window, according to the vendor's
	 * documentation.
	 */
	static final int LIMIT = 100;

	/**
	 * Length of the window, according to the vendor's documentation.
	 */
	static final Duration WINDOW = Duration.ofSeconds(5);

	private final Clock clock;

	private final int limit;

	private final Duration window;

	private final Map<String, Deque<Instant>> admissions = new HashMap<>();

	RateLimiter(Clock clock, int limit, Duration window) {
		this.clock = clock;
		this.limit = limit;
		this.window = window;
	}

	synchronized boolean admits(String userId) {
		Instant now = this.clock.instant();
		Deque<Instant> recent = this.admissions.computeIfAbsent(userId, (id) -> new ArrayDeque<>());
		while (!recent.isEmpty() && !recent.element().plus(this.window).isAfter(now)) {
			recent.remove();
		}
		return recent.size() < this.limit && recent.add(now);
	}

	synchronized void clear() {
		this.admissions.clear();
	}

}
