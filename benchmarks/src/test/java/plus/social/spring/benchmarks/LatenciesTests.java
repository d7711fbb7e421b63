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

/**
 * Tests for {@link Latencies}.
 */
class LatenciesTests {

	@Test
	void countsFromTheFastest() {
		Latencies latencies = millis(3, 1, 2, 4, 100);
		assertThat(latencies.median()).isEqualTo(3);
		assertThat(latencies.percentile(80)).isEqualTo(4);
		assertThat(latencies.max()).isEqualTo(100);
	}

	@Test
	void knowsWhoWaitedLast() {
		Latencies latencies = millis(1, 250, 2, 251, 3);
		assertThat(latencies.countOver(200)).isEqualTo(2);
		assertThat(latencies.lastOver(200)).isEqualTo(4);
		assertThat(latencies.from(4).max()).isEqualTo(3);
	}

	@Test
	void comparesTheSlowestWithTheSlowest() {
		assertThat(millis(300, 1, 1).maxDelay(millis(1, 1, 100))).isEqualTo(200);
		assertThat(millis(300, 290, 1).maxDelay(millis(1, 1, 100))).isEqualTo(289);
	}

	private static Latencies millis(long... millis) {
		Latencies latencies = new Latencies();
		for (long each : millis) {
			latencies.add(each * 1_000_000);
		}
		return latencies;
	}

}
