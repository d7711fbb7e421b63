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
 * Limits how often calls begin once Social Plus is back after an outage: to less than
 * twice the rate at which it answered before. Otherwise all sessions of all nodes that
 * went without a token would ask for one at the same moment.
 * <p>
 * The limit ends as soon as it is not used up any more. It holds for two minutes at most:
 * what waits then has come after the outage, so it doubles every two seconds until it is
 * of no consequence. A node that has not answered anything before the outage is not
 * limited, as it has not measured anything. Not thread-safe.
 */
final class RecoveryRateLimiter {

	/**
	 * How much more often than before. With {@link #BURST} it is less than twice.
	 */
	static final double FACTOR = 1.75;

	/**
	 * Minimum number of calls in a second.
	 */
	static final double MIN_RATE = 20;

	/**
	 * How long the limit holds at most before it is raised.
	 */
	static final Duration HOLD = Duration.ofMinutes(2);

	/**
	 * The rate below which what was measured says too little: the limit is raised at
	 * once.
	 */
	static final double MIN_MEASURED = 2;

	/**
	 * In what time the limit doubles after that.
	 */
	static final Duration DOUBLING = Duration.ofSeconds(2);

	/**
	 * How long the rate has to have been measured. A node that has just started, maybe
	 * with calls that timed out, knows nothing about its load.
	 */
	static final Duration MEASURED = Duration.ofSeconds(10);

	/**
	 * How long it has to be seen that the limit is not used up.
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

	private double begun;

	private Instant windowStart = Instant.MIN;

	RecoveryRateLimiter(Clock clock, TokenOutageLog log) {
		this.clock = clock;
		this.log = log;
	}

	/**
	 * A call has given a token.
	 */
	void answered() {
		Instant now = this.clock.instant();
		this.lastMinute.count(now);
		this.lastSeconds.count(now);
		if (this.down) {
			this.down = false;
			begin(now);
		}
	}

	private void begin(Instant now) {
		if (this.measured > 0) {
			this.limitedSince = now;
			this.permits = 0;
			this.permitsAt = now;
			startWindow(now);
		}
	}

	private void startWindow(Instant now) {
		this.windowStart = now;
		this.begun = 0;
	}

	/**
	 * No call is made, as Social Plus is down.
	 */
	void down() {
		if (!this.down && this.limitedSince == null) {
			Instant now = this.clock.instant();
			this.measured = Math.max(this.lastMinute.get(now, MEASURED), this.lastSeconds.get(now, MEASURED));
		}
		this.down = true;
	}

	/**
	 * Return whether calls are limited now.
	 * @return {@code false} before and during an outage, and soon after it
	 */
	boolean isLimiting() {
		return this.limitedSince != null && !this.down;
	}

	/**
	 * Ask for a call.
	 * @param othersWait whether calls wait for their turn
	 * @return whether it may begin now
	 */
	boolean tryBegin(boolean othersWait) {
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
		this.begun++;
		return true;
	}

	private boolean isOver(Instant since, Instant now, boolean othersWait) {
		if (now.isBefore(this.windowStart.plus(WINDOW))) {
			return doublings(since, now) >= MAX_DOUBLINGS;
		}
		boolean usedUp = this.begun > USED_UP * rate(since, now) * seconds(this.windowStart, now);
		startWindow(now);
		return !usedUp && !othersWait;
	}

	/**
	 * Give back what {@link #tryBegin} allowed: no call was made.
	 */
	void refund() {
		this.permits++;
		this.begun--;
	}

	private double rate(Instant since, Instant now) {
		return Math.max(MIN_RATE, FACTOR * this.measured) * Math.pow(2, doublings(since, now));
	}

	private double doublings(Instant since, Instant now) {
		Instant raisedFrom = (this.measured < MIN_MEASURED) ? since : since.plus(HOLD);
		return seconds(raisedFrom, now) * 1e3 / DOUBLING.toMillis();
	}

	/**
	 * Return how long to wait for the next one.
	 * @return the time in which one more may begin
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
