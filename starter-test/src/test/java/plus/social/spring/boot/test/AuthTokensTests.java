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

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusAuthToken;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuthTokens}.
 */
class AuthTokensTests {

	private final MutableClock clock = new MutableClock();

	private final AuthTokens tokens = new AuthTokens(this.clock);

	@Test
	void mintsFortyTwoVisibleCharacters() {
		assertThat(this.tokens.mint("alice")).hasSize(42).matches(SocialPlusAuthToken::isTokenValue);
	}

	@Test
	void acceptsTokenForItsUserOnly() {
		String token = this.tokens.mint("alice");
		assertThat(this.tokens.accepts(token, "alice")).isTrue();
		assertThat(this.tokens.accepts(token, "Alice")).isFalse();
		assertThat(this.tokens.accepts("other", "alice")).isFalse();
	}

	@Test
	void acceptsTokenForTenMinutes() {
		String token = this.tokens.mint("alice");
		this.clock.advance(Duration.ofMinutes(10).minusNanos(1));
		assertThat(this.tokens.accepts(token, "alice")).isTrue();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.tokens.accepts(token, "alice")).isFalse();
	}

	@Test
	void listsTokensOfUserInOrderEvenWhenExpired() {
		String first = this.tokens.mint("alice");
		this.tokens.mint("bob");
		this.clock.advance(Duration.ofDays(1));
		String second = this.tokens.mint("alice");
		assertThat(this.tokens.of("alice")).containsExactly(first, second);
		assertThat(this.tokens.of("carol")).isEmpty();
		assertThat(this.tokens.count()).isEqualTo(3);
	}

	@Test
	void losesNoTokenOfConcurrentCallers() {
		IntStream.range(0, 4_000).parallel().forEach((i) -> {
			String token = this.tokens.mint("user" + i % 4);
			assertThat(this.tokens.of("user" + i % 4)).contains(token);
		});
		assertThat(this.tokens.count()).isEqualTo(4_000);
		assertThat(this.tokens.of("user3")).hasSize(1_000).doesNotHaveDuplicates();
	}

	@Test
	void forgetsEverythingWhenCleared() {
		String token = this.tokens.mint("alice");
		this.tokens.clear();
		assertThat(this.tokens.accepts(token, "alice")).isFalse();
		assertThat(this.tokens.count()).isZero();
	}

}
