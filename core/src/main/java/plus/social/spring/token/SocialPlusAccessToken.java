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

package plus.social.spring.token;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An access token: what a session with Social Plus is used with, by whoever created it.
 * This backend has one for calls that it makes itself in a user's name.
 * <p>
 * It lives for 30 days and is worth as much as a login, so it never goes to a browser and
 * never into a session store: what the client SDK gets is an {@link SocialPlusAuthToken},
 * which lives for minutes. It is deliberately not {@code Serializable}.
 *
 * @since 0.1.0
 */
public final class SocialPlusAccessToken {

	/**
	 * Most characters in a token. Social Plus documents no limit; this is what fits into
	 * a header everywhere.
	 */
	public static final int MAX_LENGTH = 4096;

	private final String userId;

	private final String tokenValue;

	private final Instant issuedAt;

	private final Instant expiresAt;

	/**
	 * Create a token.
	 * @param userId the id of the user whose session it is
	 * @param tokenValue the token: 1 to {@value #MAX_LENGTH} visible ASCII characters
	 * @param issuedAt when Social Plus issued it
	 * @param expiresAt when Social Plus stops accepting it
	 * @throws IllegalArgumentException if the value is no token; the message does not
	 * contain it
	 */
	public SocialPlusAccessToken(String userId, String tokenValue, Instant issuedAt, Instant expiresAt) {
		Assert.hasText(userId, "'userId' must not be empty");
		Assert.isTrue(isTokenValue(tokenValue),
				() -> "Social Plus access token must have 1 to " + MAX_LENGTH + " visible ASCII characters");
		Assert.notNull(issuedAt, "'issuedAt' must not be null");
		Assert.notNull(expiresAt, "'expiresAt' must not be null");
		this.userId = userId;
		this.tokenValue = tokenValue;
		this.issuedAt = issuedAt;
		this.expiresAt = expiresAt;
	}

	/**
	 * Return whether the given text has the form of a token.
	 * @param value the text
	 * @return whether it has 1 to {@value #MAX_LENGTH} visible ASCII characters and
	 * nothing else
	 */
	public static boolean isTokenValue(@Nullable String value) {
		return value != null && !value.isEmpty() && value.length() <= MAX_LENGTH
				&& value.chars().allMatch((c) -> c > ' ' && c < 0x7F && c != '"');
	}

	/**
	 * Return the id of the user whose session it is.
	 * @return the user id
	 */
	public String getUserId() {
		return this.userId;
	}

	/**
	 * Return the token itself, a secret.
	 * @return the token value
	 */
	public String getTokenValue() {
		return this.tokenValue;
	}

	/**
	 * Return when Social Plus issued the token.
	 * @return the beginning of its life
	 */
	public Instant getIssuedAt() {
		return this.issuedAt;
	}

	/**
	 * Return when Social Plus stops accepting the token.
	 * @return the end of its life
	 */
	public Instant getExpiresAt() {
		return this.expiresAt;
	}

	@Override
	public boolean equals(@Nullable Object obj) {
		return obj instanceof SocialPlusAccessToken other && this.userId.equals(other.userId)
				&& this.tokenValue.equals(other.tokenValue) && this.issuedAt.equals(other.issuedAt)
				&& this.expiresAt.equals(other.expiresAt);
	}

	@Override
	public int hashCode() {
		return this.tokenValue.hashCode();
	}

	/**
	 * Return a description without the token.
	 */
	@Override
	public String toString() {
		return "SocialPlusAccessToken[userId=***, tokenValue=***, issuedAt=" + this.issuedAt + ", expiresAt="
				+ this.expiresAt + "]";
	}

}
