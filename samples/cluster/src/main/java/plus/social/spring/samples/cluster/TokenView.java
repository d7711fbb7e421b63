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

package plus.social.spring.samples.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import plus.social.spring.token.SocialPlusAuthToken;

/**
 * View of a token that is sufficient to recognize it, but not to use it.
 *
 * @param userId the id of the user that the token is bound to
 * @param maskedValue the token's first characters, at most a quarter of it
 * @param mintedAt when the token was issued
 * @param secondsLeft the remaining lifetime of the token, in seconds
 */
record TokenView(String userId, String maskedValue, Instant mintedAt, long secondsLeft) {

	private static final int VISIBLE_CHARACTERS = 4;

	static TokenView of(SocialPlusAuthToken token, Duration timeToLive, Instant now) {
		long secondsLeft = Math.max(0, Duration.between(now, token.getExpiresAt()).toSeconds());
		return new TokenView(token.getUserId(), mask(token.getTokenValue()),
				token.getExpiresAt().minus(timeToLive).truncatedTo(ChronoUnit.SECONDS), secondsLeft);
	}

	private static String mask(String value) {
		return value.substring(0, Math.min(VISIBLE_CHARACTERS, value.length() / 4)) + "\u2022".repeat(8);
	}

	/**
	 * Return the remaining lifetime in a readable form.
	 * @return the minutes and seconds
	 */
	public String timeLeft() {
		return "%d:%02d".formatted(this.secondsLeft / 60, this.secondsLeft % 60);
	}

}
