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

package plus.social.spring.cluster;

import java.time.Duration;
import java.util.Arrays;

/**
 * The sessions that have no token, and how long those wait that had none when Social Plus
 * came back.
 */
final class Waiting {

	private final VirtualTime time;

	private int number;

	private long since = -1;

	private long[] waited = new long[0];

	private int served;

	Waiting(VirtualTime time) {
		this.time = time;
	}

	/**
	 * Return how many sessions have no token now.
	 */
	int getNumber() {
		return this.number;
	}

	void lost() {
		this.number++;
	}

	void got(SimulatedSession session) {
		this.number--;
		if (session.waits) {
			session.waits = false;
			this.waited[this.served++] = this.time.micros() - this.since;
		}
	}

	/**
	 * Measure from now on.
	 * @return how many wait
	 */
	int measure(SimulatedSession[] sessions) {
		this.since = this.time.micros();
		this.waited = new long[this.number];
		Arrays.stream(sessions).filter((session) -> !session.hasToken()).forEach((session) -> session.waits = true);
		return this.number;
	}

	/**
	 * Return after what time the given part of those that waited had a token, or a
	 * negative time if they have not.
	 */
	Duration servedAfter(double part) {
		int index = Math.max(0, (int) Math.ceil(part * this.waited.length) - 1);
		if (index >= this.served) {
			return Duration.ofNanos(-1);
		}
		long[] sorted = Arrays.copyOf(this.waited, this.served);
		Arrays.sort(sorted);
		return Duration.ofNanos(sorted[index] * 1000);
	}

}
