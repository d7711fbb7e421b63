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
 * An access token, which authorizes calls that this backend itself makes on behalf of a
 * user.
 * <p>
 * It is valid for 30 days and equivalent to a login, so it never goes to a browser or
 * into a session store. The client SDK gets a {@link SocialPlusAuthToken} instead, which
 * is valid for minutes. Deliberately not {@code Serializable}.
 *
 * @since 0.1.0
 */
public final class SocialPlusAccessToken {

	/**
	 * Maximum length of a token in characters. Social Plus documents no limit; this
	 * length fits into a header everywhere.
	 */
	public static final int MAX_LENGTH = 4096;

	private final String userId;

	private final String tokenValue;

	private final Instant issuedAt;

	private final Instant expiresAt;

	/**
	 * Create an access token.
	 * @param userId the id of the user that the token is issued to
	 * @param tokenValue the token value: 1 to {@value #MAX_LENGTH} visible ASCII
	 * characters
	 * @param issuedAt the time of issue
	 * @param expiresAt the time of expiry
	 * @throws IllegalArgumentException if the value is invalid; the message does not
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
	 * Return whether the given text is a valid token value.
	 * @param value the text
	 * @return {@code true} for 1 to {@value #MAX_LENGTH} visible ASCII characters without
	 * quotes
	 */
	public static boolean isTokenValue(@Nullable String value) {
		return value != null && !value.isEmpty() && value.length() <= MAX_LENGTH
				&& value.chars().allMatch((c) -> c > ' ' && c < 0x7F && c != '"');
	}

	/**
	 * Return the id of the user that the token is issued to.
	 * @return the user id
	 */
	public String getUserId() {
		return this.userId;
	}

	/**
	 * Return the token value, a secret.
	 * @return the token value
	 */
	public String getTokenValue() {
		return this.tokenValue;
	}

	/**
	 * Return when Social Plus issued the token.
	 * @return the time of issue
	 */
	public Instant getIssuedAt() {
		return this.issuedAt;
	}

	/**
	 * Return when Social Plus stops accepting the token.
	 * @return the time of expiry
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
