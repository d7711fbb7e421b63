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

package plus.social.spring.session;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExpiryTime}: the same results as {@link Instant#parse}.
 */
class ExpiryTimeTests {

	private static final String CHARACTERS = "0123456789-:.TZtz+ \u0663";

	@ParameterizedTest
	@ValueSource(strings = { "2026-01-01T00:10:00Z", "2026-12-31T23:59:59.999999999Z", "2026-02-29T00:00:00Z",
			"2028-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-06-30T23:59:60Z", "2026-01-01T00:10Z",
			"2026-01-01T00:10:00.Z", "2026-01-01T00:10:00.1Z", "2026-01-01T00:10:00.0000000001Z", "2026-01-01T00:10:00",
			"2026-01-01T00:10:00+01:00", "2026-01-01t00:10:00z", "-0001-01-01T00:00:00Z", "+10000-01-01T00:00:00Z",
			"2026-13-01T00:00:00Z", "2026-00-00T00:00:00Z", "2026-01-01T25:00:00Z", "2026-01-01T00:60:00Z",
			"2026-01-01T00:00:61Z", "\u0662026-01-01T00:10:00Z", "Z", "", "2026" })
	void readsWhatInstantReads(String text) {
		assertThat(read(text)).isEqualTo(expected(text));
	}

	@Test
	void readsWhatAnInstantWrites() {
		Random random = new Random(1);
		for (int i = 0; i < 20_000; i++) {
			int nanos = random.nextInt(1_000_000_000) / powerOfThousand(random) * powerOfThousand(random);
			Instant instant = Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L), nanos);
			assertThat(ExpiryTime.parse(instant.toString())).isEqualTo(instant);
		}
	}

	@Test
	void readsChangedTextsAsInstantDoes() {
		Random random = new Random(2);
		for (int i = 0; i < 20_000; i++) {
			StringBuilder text = new StringBuilder(
					Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000)).toString());
			int position = random.nextInt(text.length());
			char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
			switch (random.nextInt(3)) {
				case 0 -> text.setCharAt(position, c);
				case 1 -> text.insert(position, c);
				default -> text.deleteCharAt(position);
			}
			assertThat(read(text.toString())).as(text.toString()).isEqualTo(expected(text.toString()));
		}
	}

	private static int powerOfThousand(Random random) {
		return new int[] { 1, 1000, 1_000_000 }[random.nextInt(3)];
	}

	private static @Nullable Instant read(String text) {
		try {
			return ExpiryTime.parse(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable Instant expected(String text) {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
