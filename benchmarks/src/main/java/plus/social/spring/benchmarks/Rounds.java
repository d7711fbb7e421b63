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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Results of several contenders, each measured once in every round. They are compared
 * within a round, as the machine changes from round to round.
 *
 * @param <T> the type of a result
 */
final class Rounds<T> {

	private final Map<String, List<T>> results = new LinkedHashMap<>();

	void add(String name, T result) {
		this.results.computeIfAbsent(name, (key) -> new ArrayList<>()).add(result);
	}

	Set<String> names() {
		return this.results.keySet();
	}

	Stream<T> stream() {
		return this.results.values().stream().flatMap(List::stream);
	}

	List<T> of(String name) {
		return this.results.getOrDefault(name, List.of());
	}

	Values values(String name, ToDoubleFunction<T> value) {
		Values values = new Values();
		of(name).forEach((result) -> values.add(value.applyAsDouble(result)));
		return values;
	}

	Values ratios(String name, String baseline, ToDoubleFunction<T> value) {
		return compare(name, baseline, value, (own, other) -> own / other);
	}

	Values differences(String name, String baseline, ToDoubleFunction<T> value) {
		return compare(name, baseline, value, (own, other) -> own - other);
	}

	private Values compare(String name, String baseline, ToDoubleFunction<T> value, DoubleBinaryOperator operator) {
		Values values = new Values();
		List<T> own = of(name);
		List<T> others = of(baseline);
		for (int i = 0; i < own.size(); i++) {
			values.add(operator.applyAsDouble(value.applyAsDouble(own.get(i)), value.applyAsDouble(others.get(i))));
		}
		return values;
	}

}
