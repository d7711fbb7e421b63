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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Rate limiter for the calls after an outage: less than twice the rate of successful
 * calls before it. Otherwise every session without a token, on every node, would request
 * one at the same moment.
 * <p>
 * The limit ends as soon as it is no longer used up. It is constant for at most two
 * minutes: fetches that are still queued then were added after the outage, so it doubles
 * every two seconds until it has no effect. A node without a measurement from before the
 * outage is not limited. Not thread-safe.
 */
final class RecoveryRateLimiter {

	/**
	 * The limit relative to the rate before the outage. With {@link #BURST}, it is less
	 * than twice that rate.
	 */
	static final double FACTOR = 1.75;

	/**
	 * Minimum number of calls per second.
	 */
	static final double MIN_RATE = 20;

	/**
	 * Maximum time before the limit is raised.
	 */
	static final Duration HOLD = Duration.ofMinutes(2);

	/**
	 * Measured rate below which the measurement is not significant: the limit is raised
	 * immediately.
	 */
	static final double MIN_SIGNIFICANT_RATE = 2;

	/**
	 * Time in which the limit doubles once it is raised.
	 */
	static final Duration DOUBLING = Duration.ofSeconds(2);

	/**
	 * Minimum duration of the measurement. A node that has just started, perhaps with
	 * calls that timed out, does not know its load.
	 */
	static final Duration MIN_MEASUREMENT = Duration.ofSeconds(10);

	/**
	 * Period in which the limit must not be used up for it to end.
	 */
	static final Duration WINDOW = Duration.ofSeconds(5);

	private static final double USED_UP = 0.85;

	private static final Duration BURST = Duration.ofMillis(100);

	private static final int MAX_DOUBLINGS = 8;

	private final Clock clock;

	private final TokenOutageLog log;

	private final AverageRate lastMinute = new AverageRate(Duration.ofMinutes(1));

	private final AverageRate lastSeconds = new AverageRate(Duration.ofSeconds(10));

	private double measured;

	private boolean down;

	private @Nullable Instant limitedSince;

	private double permits;

	private Instant permitsAt = Instant.MIN;

	private double acquired;

	private Instant windowStart = Instant.MIN;

	RecoveryRateLimiter(Clock clock, TokenOutageLog log) {
		this.clock = clock;
		this.log = log;
	}

	/**
	 * Record a call that returned a token.
	 */
	void succeeded() {
		Instant now = this.clock.instant();
		this.lastMinute.count(now);
		this.lastSeconds.count(now);
		if (this.down) {
			this.down = false;
			startLimiting(now);
		}
	}

	private void startLimiting(Instant now) {
		if (this.measured > 0) {
			this.limitedSince = now;
			this.permits = 0;
			this.permitsAt = now;
			startWindow(now);
		}
	}

	private void startWindow(Instant now) {
		this.windowStart = now;
		this.acquired = 0;
	}

	/**
	 * Record a call that was short-circuited because Social Plus is down.
	 */
	void shortCircuited() {
		if (!this.down && this.limitedSince == null) {
			Instant now = this.clock.instant();
			this.measured = Math.max(this.lastMinute.get(now, MIN_MEASUREMENT),
					this.lastSeconds.get(now, MIN_MEASUREMENT));
		}
		this.down = true;
	}

	/**
	 * Return whether calls are limited now.
	 * @return {@code false} before and during an outage, and once the limit has ended
	 */
	boolean isLimiting() {
		return this.limitedSince != null && !this.down;
	}

	/**
	 * Try to acquire a permit for a call.
	 * @param othersWait whether other fetches are queued
	 * @return whether the call may begin now
	 */
	boolean tryAcquire(boolean othersWait) {
		Instant since = this.limitedSince;
		if (since == null || this.down) {
			return true;
		}
		Instant now = this.clock.instant();
		if (isOver(since, now, othersWait)) {
			this.limitedSince = null;
			this.log.unlimited();
			return true;
		}
		double rate = rate(since, now);
		double burst = Math.max(1, rate * BURST.toMillis() / 1e3);
		this.permits = Math.min(burst, this.permits + rate * seconds(this.permitsAt, now));
		this.permitsAt = now;
		if (this.permits < 1) {
			this.log.limited(rate);
			return false;
		}
		this.permits--;
		this.acquired++;
		return true;
	}

	private boolean isOver(Instant since, Instant now, boolean othersWait) {
		if (now.isBefore(this.windowStart.plus(WINDOW))) {
			return doublings(since, now) >= MAX_DOUBLINGS;
		}
		boolean usedUp = this.acquired > USED_UP * rate(since, now) * seconds(this.windowStart, now);
		startWindow(now);
		return !usedUp && !othersWait;
	}

	/**
	 * Return a permit from {@link #tryAcquire}: the call was not made.
	 */
	void refund() {
		this.permits++;
		this.acquired--;
	}

	private double rate(Instant since, Instant now) {
		return Math.max(MIN_RATE, FACTOR * this.measured) * Math.pow(2, doublings(since, now));
	}

	private double doublings(Instant since, Instant now) {
		Instant raisedFrom = (this.measured < MIN_SIGNIFICANT_RATE) ? since : since.plus(HOLD);
		return seconds(raisedFrom, now) * 1e3 / DOUBLING.toMillis();
	}

	/**
	 * Return the interval between permits.
	 * @return the time in which one more call may begin
	 */
	Duration getInterval() {
		Instant since = this.limitedSince;
		double rate = (since != null) ? rate(since, this.clock.instant()) : MIN_RATE;
		return Duration.ofNanos((long) (1e9 / rate));
	}

	// A clock may be set back.
	private static double seconds(Instant from, Instant to) {
		return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
	}

}
