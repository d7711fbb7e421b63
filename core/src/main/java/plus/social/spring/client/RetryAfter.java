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
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import io.netty.handler.codec.DateFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Parser for the {@code Retry-After} header: seconds, or an HTTP date (RFC 9110, 10.2.3).
 */
final class RetryAfter {

	private static final Duration DEFAULT = Duration.ofSeconds(5);

	private static final Duration MIN = Duration.ofSeconds(1);

	private static final Duration MAX = Duration.ofSeconds(60);

	/**
	 * Maximum length of a text that {@link DateFormatter} parses without throwing an
	 * exception.
	 */
	private static final int MAX_DATE_LENGTH = 64;

	private RetryAfter() {
	}

	/**
	 * Return how long to wait.
	 * @param value the value of the header, or {@code null} if there is none
	 * @param now the current time
	 * @return the requested time, but at least a second and at most a minute; five
	 * seconds if there is none that can be parsed
	 */
	static Duration parse(@Nullable String value, Instant now) {
		if (value == null) {
			return DEFAULT;
		}
		String text = value.strip();
		if (!text.isEmpty() && text.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			BigInteger seconds = new BigInteger(text).min(BigInteger.valueOf(MAX.toSeconds()));
			return clamp(Duration.ofSeconds(seconds.longValue()));
		}
		Date date = (text.length() <= MAX_DATE_LENGTH) ? DateFormatter.parseHttpDate(text) : null;
		return (date != null) ? clamp(Duration.between(now, date.toInstant())) : DEFAULT;
	}

	private static Duration clamp(Duration wait) {
		if (wait.compareTo(MIN) < 0) {
			return MIN;
		}
		return (wait.compareTo(MAX) > 0) ? MAX : wait;
	}

}
