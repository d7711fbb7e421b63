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

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An auth token: a short-lived proof that this backend has authenticated a user. The
 * client SDK exchanges it for a session; it is not the SDK's access token.
 *
 * @since 0.1.0
 */
public final class SocialPlusAuthToken {

	/**
	 * Maximum length of a token in characters, the limit of {@code POST /api/v5/sessions}
	 * for {@code authToken}.
	 */
	public static final int MAX_LENGTH = 100;

	private final String userId;

	private final String tokenValue;

	private final Instant expiresAt;

	/**
	 * Create an auth token.
	 * @param userId the id of the user that the token is bound to
	 * @param tokenValue the token value, as passed to the SDK: 1 to {@value #MAX_LENGTH}
	 * visible ASCII characters
	 * @param expiresAt the time of expiry
	 * @throws IllegalArgumentException if the value is invalid; the message does not
	 * contain it
	 */
	public SocialPlusAuthToken(String userId, String tokenValue, Instant expiresAt) {
		Assert.hasText(userId, "'userId' must not be empty");
		Assert.isTrue(isTokenValue(tokenValue),
				() -> "Social Plus auth token must have 1 to " + MAX_LENGTH + " visible ASCII characters");
		Assert.notNull(expiresAt, "'expiresAt' must not be null");
		this.userId = userId;
		this.tokenValue = tokenValue;
		this.expiresAt = expiresAt;
	}

	/**
	 * Return whether the given text is a valid token value.
	 * @param value the text
	 * @return {@code true} for 1 to {@value #MAX_LENGTH} visible ASCII characters without
	 * quotes or padding
	 */
	public static boolean isTokenValue(@Nullable String value) {
		return value != null && !value.isEmpty() && value.length() <= MAX_LENGTH && UserText.isVisibleAscii(value)
				&& value.indexOf('"') < 0;
	}

	/**
	 * Return the id of the user that the token is bound to.
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
	 * Return when Social Plus stops accepting the token.
	 * @return the time of expiry
	 */
	public Instant getExpiresAt() {
		return this.expiresAt;
	}

	/**
	 * Return whether the token is valid for longer than the given time.
	 * @param remaining the time to exceed
	 * @param now the current time
	 * @return whether more time is left
	 */
	public boolean isValidFor(Duration remaining, Instant now) {
		return now.plus(remaining).isBefore(this.expiresAt);
	}

	@Override
	public boolean equals(@Nullable Object obj) {
		return obj instanceof SocialPlusAuthToken other && this.userId.equals(other.userId)
				&& this.tokenValue.equals(other.tokenValue) && this.expiresAt.equals(other.expiresAt);
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
		return "SocialPlusAuthToken[userId=***, tokenValue=***, expiresAt=" + this.expiresAt + "]";
	}

}
