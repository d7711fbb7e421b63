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

package plus.social.spring.visitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Bounds how many visitors' logins are signed, for one session and for all: each new
 * session is a new visitor to Social Plus, and costs whoever has the network.
 */
final class VisitorRateLimiter {

	static final Duration WINDOW = Duration.ofSeconds(5);

	/**
	 * Most for one session in a window. Its SDK needs one when it starts, and one each
	 * time that the last one expires.
	 */
	static final int MAX_PER_SESSION = 5;

	private final int max;

	private final Clock clock;

	/**
	 * By device ids. It has no more entries than are admitted in a window.
	 */
	private final Map<String, Integer> sessions = new HashMap<>();

	private int all;

	private Instant end = Instant.MIN;

	VisitorRateLimiter(int maxPerSecond, Clock clock) {
		this.max = Math.multiplyExact(maxPerSecond, Math.toIntExact(WINDOW.toSeconds()));
		this.clock = clock;
	}

	/**
	 * Count a visitor, unless that is one too many.
	 * @param deviceId the device id in the session, or {@code null} if it has none yet
	 * @return how long to wait if it is, otherwise {@code null}
	 */
	synchronized @Nullable Duration admit(@Nullable String deviceId) {
		Instant now = this.clock.instant();
		if (!now.isBefore(this.end)) {
			this.end = now.plus(WINDOW);
			this.sessions.clear();
			this.all = 0;
		}
		int session = (deviceId != null) ? this.sessions.getOrDefault(deviceId, 0) : 0;
		if (this.all >= this.max || session >= MAX_PER_SESSION) {
			return Duration.between(now, this.end);
		}
		this.all++;
		if (deviceId != null) {
			this.sessions.put(deviceId, session + 1);
		}
		return null;
	}

}
