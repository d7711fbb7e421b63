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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Auth tokens that the emulated network has issued, in order of creation.
 */
final class AuthTokens {

	/**
	 * Lifetime of a token, according to the vendor's documentation.
	 */
	static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

	/**
	 * Number of characters in a token, as in the example of the vendor's OpenAPI
	 * document.
	 */
	static final int LENGTH = 42;

	private final Clock clock;

	private final Map<String, Binding> bindings = new LinkedHashMap<>();

	AuthTokens(Clock clock) {
		this.clock = clock;
	}

	synchronized String mint(String userId) {
		String token = RandomText.ofLength(LENGTH);
		this.bindings.put(token, new Binding(userId, this.clock.instant().plus(TIME_TO_LIVE)));
		return token;
	}

	synchronized boolean accepts(String token, String userId) {
		Binding binding = this.bindings.get(token);
		return binding != null && binding.userId().equals(userId) && this.clock.instant().isBefore(binding.expiresAt());
	}

	synchronized List<String> of(String userId) {
		return this.bindings.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().userId().equals(userId))
			.map(Map.Entry::getKey)
			.toList();
	}

	synchronized int count() {
		return this.bindings.size();
	}

	synchronized void clear() {
		this.bindings.clear();
	}

	private record Binding(String userId, Instant expiresAt) {
	}

}
