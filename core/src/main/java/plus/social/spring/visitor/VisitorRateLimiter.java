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
 * Rate limiter for signing visitors' logins. Every new session is a new visitor to Social
 * Plus and counts against the limit of the network, so all new sessions share one limit.
 * A session with a device id is known already: it has a limit of its own, which others
 * cannot use up.
 */
final class VisitorRateLimiter {

	static final Duration WINDOW = Duration.ofSeconds(5);

	/**
	 * Maximum number of logins for one known session in a window. Its SDK needs one at
	 * its start, and one each time the previous one expires.
	 */
	static final int MAX_PER_SESSION = 5;

	private final int maxNewSessions;

	private final Clock clock;

	/**
	 * Logins in this window by device id. A device id comes from a session and cannot be
	 * forged, so there are no more entries than known sessions.
	 */
	private final Map<String, Integer> knownSessions = new HashMap<>();

	private int newSessions;

	private Instant end = Instant.MIN;

	VisitorRateLimiter(int maxPerSecond, Clock clock) {
		this.maxNewSessions = Math.multiplyExact(maxPerSecond, Math.toIntExact(WINDOW.toSeconds()));
		this.clock = clock;
	}

	/**
	 * Acquire a permission to sign a login.
	 * @param deviceId the device id in the session, or {@code null} if it has none yet
	 * @return how long to wait, or {@code null} if permitted
	 */
	synchronized @Nullable Duration tryAcquire(@Nullable String deviceId) {
		Instant now = this.clock.instant();
		if (!now.isBefore(this.end) || now.isBefore(this.end.minus(WINDOW))) {
			this.end = now.plus(WINDOW);
			this.knownSessions.clear();
			this.newSessions = 0;
		}
		return (deviceId != null) ? admitKnown(deviceId, now) : admitNew(now);
	}

	private @Nullable Duration admitKnown(String deviceId, Instant now) {
		int count = this.knownSessions.getOrDefault(deviceId, 0);
		if (count >= MAX_PER_SESSION) {
			return Duration.between(now, this.end);
		}
		this.knownSessions.put(deviceId, count + 1);
		return null;
	}

	private @Nullable Duration admitNew(Instant now) {
		if (this.newSessions >= this.maxNewSessions) {
			return Duration.between(now, this.end);
		}
		this.newSessions++;
		return null;
	}

}
