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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Rounds} and {@link Values}.
 */
class RoundsTests {

	@Test
	void comparesWithinARound() {
		Rounds<Double> rounds = new Rounds<>();
		for (double machine : new double[] { 1, 10, 100 }) {
			rounds.add("base", machine);
			rounds.add("other", machine * 1.5);
		}
		assertThat(rounds.ratios("other", "base", (value) -> value).describe("%.1f")).isEqualTo("1.5 (1.5 to 1.5)");
		assertThat(rounds.differences("other", "base", (value) -> value).median()).isEqualTo(5, within(1e-9));
		assertThat(rounds.names()).containsExactly("base", "other");
	}

	@Test
	void describesTheMiddleHalf() {
		Values values = new Values();
		for (double value : new double[] { 7, 1, 3, 5, 2, 6, 100 }) {
			values.add(value);
		}
		assertThat(values.describe("%+.0f")).isEqualTo("+5 (+2 to +7)");
	}

	@Test
	void describesASingleRound() {
		Values values = new Values();
		values.add(2);
		assertThat(values.describe("%.2f")).isEqualTo("2.00 (2.00 to 2.00)");
	}

}
