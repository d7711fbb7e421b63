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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AdminToken}.
 */
class AdminTokenTests {

	@ParameterizedTest
	@ValueSource(strings = { "t0ken", "t0ken\n", "t0ken\r\n" })
	void dropsOneLineBreak(String text) {
		assertThat(AdminToken.of(text).getValue()).isEqualTo("t0ken");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "\n", "can ary", "can\nary", "canary\n\n", "\"canary\"", "canary\u00e9", "\u0000canary" })
	void refusesWhatIsNoTokenWithoutRepeatingIt(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AdminToken.of(text))
			.withMessageStartingWith("Admin token")
			.withMessageNotContaining("ary");
	}

	@Test
	void hasAtMostAsManyCharactersAsAHeader() {
		assertThat(AdminToken.of("x".repeat(4096)).getValue()).hasSize(4096);
		assertThatIllegalArgumentException().isThrownBy(() -> AdminToken.of("x".repeat(4097)))
			.withMessageContaining("at most 4096");
	}

	@Test
	void isTheSameTokenWhenItsEndIsKnown() {
		AdminToken token = AdminToken.of("canary");
		AdminToken known = token.withExpiresAt(Instant.EPOCH);
		assertThat(token.getExpiresAt()).isNull();
		assertThat(known.getExpiresAt()).isEqualTo(Instant.EPOCH);
		assertThat(known).isEqualTo(token).hasSameHashCodeAs(token).hasToString("***");
		assertThat(token).isNotEqualTo(AdminToken.of("other"));
		assertThat(known.isContainedIn("a canary")).isTrue();
		assertThat(known.isContainedIn("a bird")).isFalse();
	}

}
