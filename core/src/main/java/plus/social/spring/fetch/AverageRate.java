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
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Exponentially weighted average of the number of events per second. Not thread-safe.
 */
final class AverageRate {

	private final double averagedSeconds;

	private double weight;

	private @Nullable Instant first;

	private Instant last = Instant.MIN;

	AverageRate(Duration averagedOver) {
		this.averagedSeconds = averagedOver.toNanos() / 1e9;
	}

	/**
	 * Count an event.
	 * @param now the current time
	 */
	void count(Instant now) {
		if (this.first == null) {
			this.first = now;
		}
		else {
			this.weight *= Math.exp(-seconds(this.last, now) / this.averagedSeconds);
		}
		this.weight++;
		this.last = now;
	}

	/**
	 * Return the rate, corrected for a measurement that began recently.
	 * @param now the current time
	 * @param atLeast the minimum duration of the measurement
	 * @return the number of events per second, or 0 if the measurement is shorter
	 */
	double get(Instant now, Duration atLeast) {
		if (this.first == null || this.last.isBefore(this.first.plus(atLeast))) {
			return 0;
		}
		double decayed = this.weight * Math.exp(-seconds(this.last, now) / this.averagedSeconds);
		return decayed / (this.averagedSeconds * -Math.expm1(-seconds(this.first, now) / this.averagedSeconds));
	}

	// A clock may be set back.
	private static double seconds(Instant from, Instant to) {
		return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
	}

}
