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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SocialPlusAuthToken}.
 */
class SocialPlusAuthTokenTests {

	private static final Instant EXPIRY = Instant.parse("2026-01-01T00:10:00Z");

	@Test
	void holdsWhoseItIsAndHowLongItLives() {
		SocialPlusAuthToken token = new SocialPlusAuthToken("alice", "t0ken", EXPIRY);
		assertThat(token.getUserId()).isEqualTo("alice");
		assertThat(token.getTokenValue()).isEqualTo("t0ken");
		assertThat(token.getExpiresAt()).isEqualTo(EXPIRY);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "a b", " a", "a\n", "\"a\"", "a\u007f", "é", "a\u0000" })
	void refusesWhatIsNoToken(String value) {
		assertThat(SocialPlusAuthToken.isTokenValue(value)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> new SocialPlusAuthToken("alice", value, EXPIRY))
			.withMessage("Social Plus auth token must have 1 to 100 visible ASCII characters");
	}

	@Test
	void takes1To100Characters() {
		assertThat(SocialPlusAuthToken.isTokenValue("!")).isTrue();
		assertThat(SocialPlusAuthToken.isTokenValue("~".repeat(100))).isTrue();
		assertThat(SocialPlusAuthToken.isTokenValue("~".repeat(101))).isFalse();
	}

	@Test
	void livesUntilItExpires() {
		SocialPlusAuthToken token = new SocialPlusAuthToken("alice", "t0ken", EXPIRY);
		assertThat(token.isValidFor(Duration.ZERO, EXPIRY.minusMillis(1))).isTrue();
		assertThat(token.isValidFor(Duration.ZERO, EXPIRY)).isFalse();
		assertThat(token.isValidFor(Duration.ofMinutes(2), EXPIRY.minusSeconds(121))).isTrue();
		assertThat(token.isValidFor(Duration.ofMinutes(2), EXPIRY.minusSeconds(120))).isFalse();
	}

	@Test
	void isEqualByEverything() {
		SocialPlusAuthToken token = new SocialPlusAuthToken("alice", "t0ken", EXPIRY);
		assertThat(token).isEqualTo(new SocialPlusAuthToken("alice", "t0ken", EXPIRY))
			.hasSameHashCodeAs(new SocialPlusAuthToken("alice", "t0ken", EXPIRY));
		assertThat(token).isNotEqualTo(new SocialPlusAuthToken("bob", "t0ken", EXPIRY));
		assertThat(token).isNotEqualTo(new SocialPlusAuthToken("alice", "other", EXPIRY));
		assertThat(token).isNotEqualTo(new SocialPlusAuthToken("alice", "t0ken", EXPIRY.plusSeconds(1)));
	}

	@Test
	void printsMasked() {
		assertThat(new SocialPlusAuthToken("alice", "t0ken", EXPIRY)).asString()
			.contains("2026-01-01T00:10:00Z")
			.doesNotContain("alice")
			.doesNotContain("t0ken");
	}

}
