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
 * Tests for {@link ServerKey}.
 */
class ServerKeyTests {

	@ParameterizedTest
	@ValueSource(strings = { "k3y", "k3y\n", "k3y\r\n" })
	void dropsOneTrailingLineBreak(String text) {
		assertThat(ServerKey.of(text).getValue()).isEqualTo("k3y");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "\r\n", "k3y\n\n", "k3y\n\r\n", "k3y\r", "\nk3y", "k\n3y", "k 3y", " k3y",
			"k3y ", "k3y \n", "k\t3y", "k\u007f3y", "kéy", "k\u00003y" })
	void refusesWhatCannotBeAKey(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ServerKey.of(text))
			.withMessageStartingWith("Server key must")
			.withMessageNotContaining("3y");
	}

	@Test
	void takes1To150Characters() {
		assertThat(ServerKey.of("!").getValue()).isEqualTo("!");
		assertThat(ServerKey.of("~".repeat(150) + "\n").getValue()).hasSize(150);
		assertThatIllegalArgumentException().isThrownBy(() -> ServerKey.of("~".repeat(151)))
			.withMessage("Server key must have at most 150 characters, but has 151");
	}

	@Test
	void printsMasked() {
		assertThat(ServerKey.of("k3y")).hasToString("***");
	}

	@Test
	void isEqualByValue() {
		assertThat(ServerKey.of("k3y")).isEqualTo(ServerKey.of("k3y\n")).hasSameHashCodeAs(ServerKey.of("k3y"));
		assertThat(ServerKey.of("k3y")).isNotEqualTo(ServerKey.of("other"));
	}

	@Test
	void timesMakeNoOtherKey() {
		Instant begin = Instant.parse("2026-01-01T00:00:00Z");
		ServerKey key = ServerKey.of("k3y")
			.withCreatedAt(begin)
			.withExpiresAt(begin.plusSeconds(1))
			.withCreatedAt(begin);
		assertThat(key).isEqualTo(ServerKey.of("k3y")).hasToString("***");
		assertThat(key.getCreatedAt()).isEqualTo(begin);
		assertThat(key.getExpiresAt()).isEqualTo(begin.plusSeconds(1));
	}

}
