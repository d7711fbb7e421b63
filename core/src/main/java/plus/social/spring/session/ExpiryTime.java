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
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads the time of expiry in a session. Each request of a session does, and
 * {@link Instant#parse} alone would allocate more than the rest of what it does.
 */
final class ExpiryTime {

	/**
	 * What {@link Instant#toString} writes, up to the final {@code Z}: a zero is any
	 * digit, and the fraction may be shorter or missing.
	 */
	private static final String FORM = "0000-00-00T00:00:00.000000000";

	private static final int SECONDS_END = FORM.indexOf('.');

	private ExpiryTime() {
	}

	/**
	 * Read an instant.
	 * @param text the instant, in any form that {@link Instant#parse} accepts
	 * @return the instant
	 * @throws DateTimeException if it is not an instant
	 */
	static Instant parse(String text) {
		if (!hasForm(text)) {
			return Instant.parse(text);
		}
		return LocalDateTime
			.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), number(text, 11, 13), number(text, 14, 16),
					number(text, 17, SECONDS_END), nanoseconds(text))
			.toInstant(ZoneOffset.UTC);
	}

	private static boolean hasForm(String text) {
		int end = text.length() - 1;
		if (end < SECONDS_END || end > FORM.length() || end == SECONDS_END + 1 || text.charAt(end) != 'Z') {
			return false;
		}
		for (int i = 0; i < end; i++) {
			if (!matches(text.charAt(i), FORM.charAt(i))) {
				return false;
			}
		}
		// Not the end of a day or a leap second, which only Instant.parse knows.
		return number(text, 11, 13) < 24 && number(text, 17, SECONDS_END) < 60;
	}

	private static boolean matches(char c, char form) {
		return (form == '0') ? c >= '0' && c <= '9' : c == form;
	}

	private static int nanoseconds(String text) {
		int nanoseconds = 0;
		for (int i = SECONDS_END + 1; i < FORM.length(); i++) {
			boolean written = i < text.length() - 1;
			nanoseconds = nanoseconds * 10 + (written ? text.charAt(i) - '0' : 0);
		}
		return nanoseconds;
	}

	private static int number(String text, int begin, int end) {
		return Integer.parseInt(text, begin, end, 10);
	}

}
