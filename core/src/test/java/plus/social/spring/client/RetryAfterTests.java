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

package plus.social.spring.client;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryAfter}.
 */
class RetryAfterTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	@ParameterizedTest
	@CsvSource({ "30, 30", "1, 1", "60, 60", "0, 1", "61, 60", "00007, 7", "999999999, 60", "0000000000, 1",
			"0000000007, 7", "99999999999999999999, 60", "' 12 ', 12" })
	void readsSeconds(String value, long seconds) {
		assertThat(RetryAfter.parse(value, NOW)).isEqualTo(Duration.ofSeconds(seconds));
	}

	// The three forms of RFC 9110, 5.6.7.
	@ParameterizedTest
	@ValueSource(strings = { "Thu, 01 Jan 2026 00:00:42 GMT", "Thursday, 01-Jan-26 00:00:42 GMT",
			"Thu Jan  1 00:00:42 2026" })
	void readsADate(String value) {
		assertThat(RetryAfter.parse(value, NOW)).isEqualTo(Duration.ofSeconds(42));
	}

	@Test
	void aDateIsClampedToo() {
		assertThat(RetryAfter.parse("Wed, 31 Dec 2025 23:59:59 GMT", NOW)).isEqualTo(Duration.ofSeconds(1));
		assertThat(RetryAfter.parse("Fri, 01 Jan 2027 00:00:00 GMT", NOW)).isEqualTo(Duration.ofSeconds(60));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "soon", "-1", "1.5", "+3", "12s", "\u0663", "Thu, 01 Jan",
			"Sun, 22 Nov 2026 10:00:07 GMT, or later, as soon as all this has been repaired" })
	void isFiveSecondsWithoutAnythingThatCanBeRead(@Nullable String value) {
		assertThat(RetryAfter.parse(value, NOW)).isEqualTo(Duration.ofSeconds(5));
	}

}
