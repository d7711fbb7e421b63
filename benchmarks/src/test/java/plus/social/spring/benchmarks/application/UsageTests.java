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

package plus.social.spring.benchmarks.application;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Usage} and {@link AllocatedBytes}.
 */
class UsageTests {

	@Test
	void isReadAsItIsPrinted() {
		Usage usage = new Usage(1, 2, 3, 4, 5, 6);
		assertThat(Usage.isPrintedIn(usage.toString())).isTrue();
		assertThat(Usage.parse(usage.toString())).isEqualTo(usage);
		assertThat(Usage.isPrintedIn("WARN Usage 1 2 3 4 5 6")).isFalse();
	}

	@Test
	void countsWhatIsAllocatedBetweenTwoReadings() {
		AllocatedBytes allocated = new AllocatedBytes();
		assertThat(allocated.read()).isZero();
		byte[] array = new byte[1 << 20];
		assertThat(allocated.read()).isGreaterThanOrEqualTo(array.length);
	}

}
