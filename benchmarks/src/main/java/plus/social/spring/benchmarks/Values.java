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
 * Values of a metric, one per round.
 */
final class Values {

	private final List<Double> values = new ArrayList<>();

	void add(double value) {
		this.values.add(value);
	}

	double median() {
		int middle = this.values.size() / 2;
		double upper = sorted().get(middle);
		return (this.values.size() % 2 == 1) ? upper : (sorted().get(middle - 1) + upper) / 2;
	}

	double lowerQuartile() {
		return sorted().get(this.values.size() / 4);
	}

	double upperQuartile() {
		return sorted().get(this.values.size() * 3 / 4);
	}

	double max() {
		return sorted().get(this.values.size() - 1);
	}

	private List<Double> sorted() {
		return this.values.stream().sorted().toList();
	}

	/**
	 * Return the median and the quartiles.
	 * @param format the format of a value
	 * @return a short description
	 */
	String describe(String format) {
		return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median(), lowerQuartile(),
				upperQuartile());
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "median %.2f, from %.2f to %.2f in %d rounds", median(), sorted().get(0),
				max(), this.values.size());
	}

}
