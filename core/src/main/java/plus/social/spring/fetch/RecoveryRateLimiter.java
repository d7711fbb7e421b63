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
 * How often calls may begin once Social Plus is back after it was down: not much more
 * often than it answered before, for a minute and as long as calls wait for their turn.
 * Otherwise all sessions of all nodes that went without would ask at once. Not
 * thread-safe.
 */
final class RecoveryRateLimiter {

	/**
	 * How much more often than before: less than twice.
	 */
	static final double FACTOR = 1.75;

	/**
	 * Least calls in a second, for nodes that have answered few before, or have just
	 * started.
	 */
	static final double MIN_RATE = 20;

	/**
	 * How long at least.
	 */
	static final Duration TIME = Duration.ofMinutes(1);

	private static final double AVERAGED_SECONDS = 60;

	private static final double BURST = 1;

	private final Clock clock;

	private double answers;

	private Instant answersAt;

	private double rate;

	private @Nullable Instant until;

	private boolean isDown;

	private double permits;

	private Instant permitsAt;

	RecoveryRateLimiter(Clock clock) {
		this.clock = clock;
		this.answersAt = clock.instant();
		this.permitsAt = this.answersAt;
	}

	/**
	 * A call has given a token.
	 */
	void answered() {
		Instant now = this.clock.instant();
		decay(now);
		this.answers++;
		if (this.isDown) {
			this.isDown = false;
			this.until = now.plus(TIME);
			this.permits = 0;
			this.permitsAt = now;
		}
	}

	private void decay(Instant now) {
		this.answers *= Math.exp(-seconds(this.answersAt, now) / AVERAGED_SECONDS);
		this.answersAt = now;
	}

	private static double seconds(Instant from, Instant to) {
		// A clock may be set back.
		return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
	}

	/**
	 * Social Plus is not called, as it is down.
	 */
	void down() {
		if (!this.isDown && this.until == null) {
			this.rate = Math.max(MIN_RATE, FACTOR * this.answers / AVERAGED_SECONDS);
		}
		this.isDown = true;
	}

	/**
	 * Ask for a call.
	 * @param othersWait whether calls wait for their turn
	 * @return whether it may begin now
	 */
	boolean tryBegin(boolean othersWait) {
		Instant until = this.until;
		if (until == null || this.isDown) {
			return true;
		}
		Instant now = this.clock.instant();
		if (!othersWait && !now.isBefore(until)) {
			this.until = null;
			return true;
		}
		this.permits = Math.min(BURST, this.permits + this.rate * seconds(this.permitsAt, now));
		this.permitsAt = now;
		if (this.permits < 1) {
			return false;
		}
		this.permits--;
		return true;
	}

	/**
	 * Return how long to wait for the next one.
	 * @return the time in which one more may begin
	 */
	Duration getInterval() {
		return Duration.ofNanos((long) (1e9 / Math.max(this.rate, MIN_RATE)));
	}

}
