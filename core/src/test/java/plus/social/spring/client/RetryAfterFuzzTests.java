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

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test for {@link RetryAfter}: whatever the header, the wait is within its bounds,
 * and valid values are understood.
 */
class RetryAfterFuzzTests extends AbstractFuzzTests {

	private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

	/**
	 * The years of which a date has to be understood, as in RFC 6265, 5.1.1.
	 */
	private static final Date FIRST = Date.from(Instant.parse("1601-01-01T00:00:00Z"));

	private static final Date LAST = Date.from(Instant.parse("9999-12-31T23:59:59Z"));

	private static final Pattern DIGITS = Pattern.compile("[0-9]+");

	private final SimpleDateFormat httpDate = new SimpleDateFormat("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

	RetryAfterFuzzTests() {
		this.httpDate.setTimeZone(TimeZone.getTimeZone("GMT"));
	}

	@FuzzTest
	void waitsForTheRequestedTimeWithinLimits(byte[] header) {
		String value = new String(header, StandardCharsets.UTF_8);
		Duration wait = RetryAfter.parse(value, NOW);
		assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
		Duration expected = expected(value);
		if (expected != null) {
			assertThat(wait).isEqualTo(expected);
		}
	}

	// null where there is more than one valid result.
	private @Nullable Duration expected(String value) {
		if (DIGITS.matcher(value).matches()) {
			return within(new BigInteger(value));
		}
		Date date = this.httpDate.parse(value, new ParsePosition(0));
		if (date != null && !date.before(FIRST) && !date.after(LAST) && this.httpDate.format(date).equals(value)) {
			return within(BigInteger.valueOf(date.toInstant().getEpochSecond() - NOW.getEpochSecond()));
		}
		return value.codePoints().anyMatch(Character::isDigit) ? null : Duration.ofSeconds(5);
	}

	private static Duration within(BigInteger seconds) {
		return Duration.ofSeconds(seconds.max(BigInteger.ONE).min(BigInteger.valueOf(60)).longValue());
	}

}
