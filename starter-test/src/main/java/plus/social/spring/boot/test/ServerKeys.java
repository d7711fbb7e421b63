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

package plus.social.spring.boot.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Server keys of the emulated network: the current one and, during a rotation, the
 * previous one.
 */
final class ServerKeys {

	/**
	 * Maximum time for which the previous key is accepted alongside the current one,
	 * according to the vendor's documentation.
	 */
	static final Duration ROTATION = Duration.ofHours(1);

	/**
	 * Number of characters in a key. The vendor's limit is 150.
	 */
	private static final int LENGTH = 64;

	private final Clock clock;

	private final String initial = RandomText.ofLength(LENGTH);

	private String current = this.initial;

	private @Nullable String previous;

	private Instant previousEndsAt = Instant.MIN;

	ServerKeys(Clock clock) {
		this.clock = clock;
	}

	String initial() {
		return this.initial;
	}

	synchronized String current() {
		return this.current;
	}

	synchronized boolean accepts(@Nullable String key) {
		return this.current.equals(key)
				|| (key != null && key.equals(this.previous) && this.clock.instant().isBefore(this.previousEndsAt));
	}

	synchronized String rotate() {
		this.previous = this.current;
		this.previousEndsAt = this.clock.instant().plus(ROTATION);
		this.current = RandomText.ofLength(LENGTH);
		return this.current;
	}

	synchronized void revokePrevious() {
		this.previous = null;
	}

	synchronized void reset() {
		this.current = this.initial;
		this.previous = null;
	}

}
