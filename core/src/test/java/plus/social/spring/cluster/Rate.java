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
 * How often something happened, by tenths of a second.
 */
final class Rate {

	private static final int TENTH = 100_000;

	private int[] tenths = new int[16];

	private int end;

	private long total;

	void count(long micros) {
		int tenth = (int) (micros / TENTH);
		if (tenth >= this.tenths.length) {
			this.tenths = Arrays.copyOf(this.tenths, Math.max(tenth + 1, 2 * this.tenths.length));
		}
		this.tenths[tenth]++;
		this.end = Math.max(this.end, tenth + 1);
		this.total++;
	}

	long count(long fromMicros, long toMicros) {
		return sum((int) (fromMicros / TENTH), (int) (toMicros / TENTH));
	}

	long getTotal() {
		return this.total;
	}

	/**
	 * Return how often it happened in a second on the average.
	 */
	double mean(long fromMicros, long toMicros) {
		long count = sum((int) (fromMicros / TENTH), (int) (toMicros / TENTH));
		return count * 1_000_000.0 / (toMicros - fromMicros);
	}

	/**
	 * Return how often it happened at most in a time of that length, whenever it began.
	 */
	long most(Duration window) {
		return most(window, 0, (long) this.end * TENTH);
	}

	long most(Duration window, long fromMicros, long toMicros) {
		int length = (int) (window.toMillis() / 100);
		long most = 0;
		for (int from = (int) (fromMicros / TENTH); from < toMicros / TENTH; from++) {
			most = Math.max(most, sum(from, from + length));
		}
		return most;
	}

	private long sum(int from, int to) {
		long sum = 0;
		for (int i = from; i < Math.min(to, this.end); i++) {
			sum += this.tenths[i];
		}
		return sum;
	}

}
