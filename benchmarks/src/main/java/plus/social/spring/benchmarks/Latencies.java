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

package plus.social.spring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Latencies of a repeated operation, in milliseconds.
 */
final class Latencies {

	private final List<Double> millis = new ArrayList<>();

	void add(long nanos) {
		this.millis.add(nanos / 1e6);
	}

	void addAll(Latencies others) {
		this.millis.addAll(others.millis);
	}

	/**
	 * Return the latencies starting at an index.
	 * @param index the index
	 * @return the latencies from the index to the end
	 */
	Latencies from(int index) {
		Latencies part = new Latencies();
		part.millis.addAll(this.millis.subList(Math.min(index, this.millis.size()), this.millis.size()));
		return part;
	}

	int count() {
		return this.millis.size();
	}

	double median() {
		return percentile(50);
	}

	double max() {
		return percentile(100);
	}

	/**
	 * Return a percentile.
	 * @param percent the percentage
	 * @return the smallest latency that the given percentage of latencies does not exceed
	 */
	double percentile(int percent) {
		List<Double> sorted = sorted();
		return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
	}

	/**
	 * Return the maximum delay compared with other latencies of the same rank: the
	 * slowest is compared with the slowest, the second with the second, and so on.
	 * @param others the other latencies
	 * @return the maximum delay
	 */
	double maxDelay(Latencies others) {
		List<Double> mine = sorted();
		List<Double> theirs = others.sorted();
		double most = 0;
		for (int i = 1; i <= Math.min(mine.size(), theirs.size()); i++) {
			most = Math.max(most, mine.get(mine.size() - i) - theirs.get(theirs.size() - i));
		}
		return most;
	}

	/**
	 * Return the number of latencies that exceed a limit.
	 * @param limit the limit, in milliseconds
	 * @return the number of latencies above the limit
	 */
	long countOver(double limit) {
		return this.millis.stream().filter((each) -> each > limit).count();
	}

	/**
	 * Return the position of the last latency that exceeds a limit.
	 * @param limit the limit, in milliseconds
	 * @return the position, starting at 1
	 */
	int lastOver(double limit) {
		for (int i = this.millis.size(); i > 0; i--) {
			if (this.millis.get(i - 1) > limit) {
				return i;
			}
		}
		return 0;
	}

	private List<Double> sorted() {
		return this.millis.stream().sorted().toList();
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "median %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms", median(),
				percentile(95), percentile(99), max());
	}

}
