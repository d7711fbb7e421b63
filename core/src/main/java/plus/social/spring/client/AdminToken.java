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
import plus.social.spring.token.SocialPlusAccessToken;

import org.springframework.util.Assert;

/**
 * Token of an administrator of the Console, a secret that authorizes the revocation of
 * the access tokens of any user. Printed as {@code ***}. Tokens with the same text are
 * equal.
 *
 * @since 0.1.0
 */
public final class AdminToken {

	/**
	 * Maximum length of an admin token in characters. Social Plus documents no limit;
	 * this length fits into a header everywhere.
	 */
	public static final int MAX_LENGTH = SocialPlusAccessToken.MAX_LENGTH;

	private final SecretText text;

	private final @Nullable Instant expiresAt;

	private AdminToken(SecretText text, @Nullable Instant expiresAt) {
		this.text = text;
		this.expiresAt = expiresAt;
	}

	/**
	 * Return the admin token with the given text, which expires at an unknown time.
	 * @param value the token: 1 to {@value #MAX_LENGTH} visible ASCII characters without
	 * quotes; one trailing line break, which most secret files end with, is dropped
	 * @return the admin token
	 * @throws IllegalArgumentException if it is not a valid token; the message does not
	 * contain it
	 */
	public static AdminToken of(String value) {
		SecretText text = SecretText.of("Admin token", MAX_LENGTH, value);
		Assert.isTrue(SocialPlusAccessToken.isTokenValue(text.getValue()), "Admin token must not contain quotes");
		return new AdminToken(text, null);
	}

	/**
	 * Return the same token with the time at which it expires, which operators see.
	 * @param expiresAt the time of expiry, or {@code null} if unknown
	 * @return a token that expires at that time
	 */
	public AdminToken withExpiresAt(@Nullable Instant expiresAt) {
		return new AdminToken(this.text, expiresAt);
	}

	/**
	 * Return when the token expires.
	 * @return the time of expiry, or {@code null} if unknown
	 */
	public @Nullable Instant getExpiresAt() {
		return this.expiresAt;
	}

	/**
	 * Return the token, for the header of a request or its file, and nothing else.
	 * @return the token
	 */
	String getValue() {
		return this.text.getValue();
	}

	/**
	 * Return the begin of the token's hash, to compare tokens without showing them.
	 * @return the first eight digits of the SHA-256 in hexadecimal notation
	 */
	String getFingerprint() {
		return this.text.getFingerprint();
	}

	/**
	 * Return whether a text contains the token and therefore must not be shown.
	 * @param text the text
	 * @return whether the text contains the token
	 */
	public boolean isContainedIn(String text) {
		return this.text.isContainedIn(text);
	}

	@Override
	public boolean equals(@Nullable Object obj) {
		return obj instanceof AdminToken other && this.text.equals(other.text);
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
