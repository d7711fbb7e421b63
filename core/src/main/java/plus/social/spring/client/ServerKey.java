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

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The secret that authorizes issuing auth tokens. Printed as {@code ***}.
 *
 * @since 0.1.0
 */
public final class ServerKey {

	/**
	 * Maximum length of a server key in characters, as documented by Social Plus.
	 */
	public static final int MAX_LENGTH = 150;

	private final SecretText text;

	private final @Nullable Instant createdAt;

	private final @Nullable Instant expiresAt;

	private ServerKey(SecretText text, @Nullable Instant createdAt, @Nullable Instant expiresAt) {
		this.text = text;
		this.createdAt = createdAt;
		this.expiresAt = expiresAt;
	}

	/**
	 * Return the server key with the given text.
	 * @param value the key as shown in the Console: 1 to {@value #MAX_LENGTH} visible
	 * ASCII characters; one trailing line break, which most secret files end with, is
	 * dropped
	 * @return the server key
	 * @throws IllegalArgumentException if it is not a valid key; the message does not
	 * contain it
	 */
	public static ServerKey of(String value) {
		return new ServerKey(SecretText.of("Server key", MAX_LENGTH, value), null, null);
	}

	/**
	 * Return the same key with the time at which it was created, as a vault knows it, so
	 * that operators see its age.
	 * @param createdAt the time at which the key was created
	 * @return the key with that time
	 */
	public ServerKey withCreatedAt(Instant createdAt) {
		Assert.notNull(createdAt, "'createdAt' must not be null");
		return new ServerKey(this.text, createdAt, this.expiresAt);
	}

	/**
	 * Return the same key with the time at which it expires, as a vault knows it, so that
	 * operators see its end. The key is used for as long as Social Plus accepts it.
	 * @param expiresAt the time of expiry
	 * @return the key with that time
	 */
	public ServerKey withExpiresAt(Instant expiresAt) {
		Assert.notNull(expiresAt, "'expiresAt' must not be null");
		return new ServerKey(this.text, this.createdAt, expiresAt);
	}

	/**
	 * Return when the key was created.
	 * @return the time, or {@code null} if it is not known
	 */
	@Nullable Instant getCreatedAt() {
		return this.createdAt;
	}

	/**
	 * Return when the key expires.
	 * @return the time of expiry, or {@code null} if it is not known
	 */
	@Nullable Instant getExpiresAt() {
		return this.expiresAt;
	}

	/**
	 * Return the key, for the header of a request and nothing else.
	 * @return the key
	 */
	String getValue() {
		return this.text.getValue();
	}

	/**
	 * Return the begin of the key's hash, to compare keys without showing them.
	 * @return the first eight digits of the SHA-256 in hexadecimal notation
	 */
	String getFingerprint() {
		return this.text.getFingerprint();
	}

	/**
	 * Return whether a text contains the key and therefore must not be shown.
	 * @param text the text
	 * @return whether the text contains the key
	 */
	public boolean isContainedIn(String text) {
		return this.text.isContainedIn(text);
	}

	@Override
	public boolean equals(@Nullable Object obj) {
		return obj instanceof ServerKey other && this.text.equals(other.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
