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

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Lifetime of an admin token, by the clock of the node that has renewed it: a clock that
 * differs from that of Social Plus does not matter.
 *
 * @param fingerprint the fingerprint of the token
 * @param from when the token was renewed
 * @param until when the token expires
 */
record AdminTokenLifetime(String fingerprint, Instant from, Instant until) {

	/**
	 * Return when the token should be renewed: with half of its life left, so that an
	 * outage of hours does not matter, nor do clocks of nodes that differ by less.
	 * @return the time of renewal
	 */
	Instant renewAt() {
		return this.from.plus(Duration.between(this.from, this.until).dividedBy(2));
	}

	String format() {
		return this.fingerprint + " " + this.from + " " + this.until + "\n";
	}

	/**
	 * Read a lifetime.
	 * @param text the text
	 * @return the lifetime, or {@code null} if the text is not one
	 */
	static @Nullable AdminTokenLifetime parse(String text) {
		String[] parts = text.strip().split(" ");
		if (parts.length != 3 || !parts[0].matches("[0-9a-f]{8}")) {
			return null;
		}
		try {
			AdminTokenLifetime lifetime = new AdminTokenLifetime(parts[0], Instant.parse(parts[1]),
					Instant.parse(parts[2]));
			return lifetime.from().isBefore(lifetime.until()) ? lifetime : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
