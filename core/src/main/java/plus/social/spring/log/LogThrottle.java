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

package plus.social.spring.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * Limits how often the same message is logged or published, however many logins cause it.
 * A change that is logged, such as the end of an outage, needs no throttle but a state.
 *
 * @since 0.1.0
 */
public final class LogThrottle {

	private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

	private final InstantSource clock;

	private final Duration interval;

	private final int capacity;

	// The eldest first.
	private final Map<String, Instant> permittedAt = new LinkedHashMap<>();

	/**
	 * Create a throttle that permits each message once in an interval. If there are more
	 * messages than it can remember, it forgets the eldest.
	 * @param clock the clock
	 * @param interval the interval
	 * @param capacity the maximum number of remembered messages
	 */
	public LogThrottle(InstantSource clock, Duration interval, int capacity) {
		Assert.notNull(clock, "'clock' must not be null");
		Assert.notNull(interval, "'interval' must not be null");
		Assert.isTrue(capacity > 0, "'capacity' must be positive");
		this.clock = clock;
		this.interval = interval;
		this.capacity = capacity;
	}

	/**
	 * Create a throttle that permits each message once.
	 * @param capacity the maximum number of messages; further ones are not permitted
	 * @return the throttle
	 */
	public static LogThrottle once(int capacity) {
		return new LogThrottle(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), FOREVER, capacity);
	}

	/**
	 * Try to acquire the permit for a message. Of several concurrent callers with the
	 * same message, one gets it.
	 * @param message the message, or what identifies it
	 * @return whether to log the message
	 */
	public synchronized boolean tryAcquire(String message) {
		Assert.notNull(message, "'message' must not be null");
		if (isRecent(message)) {
			return false;
		}
		this.permittedAt.remove(message);
		if (this.permittedAt.size() == this.capacity && !forgetEldest()) {
			return false;
		}
		this.permittedAt.put(message, this.clock.instant());
		return true;
	}

	private boolean forgetEldest() {
		if (FOREVER.equals(this.interval)) {
			return false;
		}
		Iterator<String> eldestFirst = this.permittedAt.keySet().iterator();
		eldestFirst.next();
		eldestFirst.remove();
		return true;
	}

	/**
	 * Return whether a message was permitted in the last interval.
	 * @param message the message, or what identifies it
	 * @return {@code true} if it is not permitted now
	 */
	public synchronized boolean isRecent(String message) {
		Instant at = this.permittedAt.get(message);
		if (at == null) {
			return false;
		}
		Duration age = Duration.between(at, this.clock.instant());
		// Negative if the clock was set back, which must not silence a message for
		// longer.
		return !age.isNegative() && age.compareTo(this.interval) < 0;
	}

}
