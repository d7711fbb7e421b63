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
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A secret of the emulated network that expires and is replaced, such as the server key
 * or the admin token: the current one and those that it has replaced.
 */
final class NetworkSecret {

	/**
	 * Lifetime of a secret, according to the vendor's documentation, unless the network
	 * has a shorter one.
	 */
	static final Duration LIFETIME = Duration.ofDays(365);

	/**
	 * Number of characters in a secret. The vendor's limit for a server key is 150.
	 */
	private static final int LENGTH = 64;

	private final Clock clock;

	private final String initial = RandomText.ofLength(LENGTH);

	private final Map<String, Instant> replaced = new HashMap<>();

	private Duration lifetime = LIFETIME;

	private Issued current;

	NetworkSecret(Clock clock) {
		this.clock = clock;
		this.current = issue(this.initial);
	}

	private Issued issue(String value) {
		Instant now = this.clock.instant();
		return new Issued(value, now, now.plus(this.lifetime));
	}

	String initial() {
		return this.initial;
	}

	synchronized String current() {
		return this.current.value();
	}

	synchronized boolean accepts(@Nullable String value) {
		Instant end = this.current.value().equals(value) ? this.current.expiresAt()
				: this.replaced.getOrDefault(value, Instant.MIN);
		return this.clock.instant().isBefore(end);
	}

	/**
	 * Set the lifetime of the current secret, from now on, and of those that replace it.
	 * @param lifetime the lifetime
	 */
	synchronized void setLifetime(Duration lifetime) {
		this.lifetime = lifetime;
		this.current = issue(this.current.value());
	}

	/**
	 * Replace the secret by a new one. The current one is accepted for as long as a new
	 * one.
	 * @return the new secret
	 */
	synchronized Issued renew() {
		return replace(this.lifetime);
	}

	/**
	 * Replace the secret by a new one. The current one is accepted for a while, and those
	 * before it are not.
	 * @param overlap how long the current one is accepted
	 * @return the new secret
	 */
	synchronized Issued rotate(Duration overlap) {
		revokeReplaced();
		return replace(overlap);
	}

	private Issued replace(Duration overlap) {
		this.replaced.put(this.current.value(), this.clock.instant().plus(overlap));
		this.current = issue(RandomText.ofLength(LENGTH));
		return this.current;
	}

	synchronized void revokeReplaced() {
		this.replaced.clear();
	}

	synchronized void reset() {
		revokeReplaced();
		this.lifetime = LIFETIME;
		this.current = issue(this.initial);
	}

	/**
	 * An issued secret.
	 *
	 * @param value the secret
	 * @param issuedAt when it was issued
	 * @param expiresAt when it expires
	 */
	record Issued(String value, Instant issuedAt, Instant expiresAt) {

		@Override
		public String toString() {
			return "Issued[value=***, issuedAt=" + this.issuedAt + ", expiresAt=" + this.expiresAt + "]";
		}

	}

}
