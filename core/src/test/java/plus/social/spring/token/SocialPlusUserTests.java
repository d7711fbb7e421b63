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

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SocialPlusUser}.
 */
class SocialPlusUserTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "alice", "alice@example.org", "Zoë", "利用者", "with space", "\"quoted\\", "😀",
			"12345678901234567890123456789012345678901234567890" })
	void keepsAnIdAsItIs(String id) {
		assertThat(SocialPlusUser.of(id).getId()).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t", "\u2003\u3000", "123456789012345678901234567890123456789012345678901",
			"a\nb", "a\u0000b", "a\u007fb", "a\u0085b", "a\u061cb", "a\u200eb", "a\u200fb", "a\u202ab", "a\u202eb",
			"a\u2066b", "a\u2069b", "a\ud800b", "\udc00a", "a\ud83d" })
	void refusesAnIdThatCannotBeSent(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusUser.of(id))
			.withMessageStartingWith("Social Plus user id must");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u2029b", "a\u2065b", "a\u206ab", "a\u2029b", "a\u202fb", "a\u200db", "a\u2010b" })
	void takesCharactersBesideTheRefusedOnes(String id) {
		assertThat(SocialPlusUser.of(id).getId()).isEqualTo(id);
	}

	@Test
	void doesNotTellTheIdItRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusUser.of("secret\n"))
			.withMessageNotContaining("secret");
	}

	@Test
	void hasADisplayNameOfUpTo100Characters() {
		SocialPlusUser user = SocialPlusUser.of("alice");
		assertThat(user.getDisplayName()).isNull();
		assertThat(user.withDisplayName("Alice A.").getDisplayName()).isEqualTo("Alice A.");
		assertThat(user.withDisplayName("Alice A.").getId()).isEqualTo("alice");
		assertThat(user.withDisplayName("x".repeat(100)).getDisplayName()).hasSize(100);
		assertThat(user.withDisplayName("Alice").withDisplayName(null).getDisplayName()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\u202eb", "a\u0007" })
	void refusesADisplayNameThatCannotBeSent(String name) {
		SocialPlusUser user = SocialPlusUser.of("alice");
		assertThatIllegalArgumentException().isThrownBy(() -> user.withDisplayName(name))
			.withMessageStartingWith("Social Plus display name must");
		assertThatIllegalArgumentException().isThrownBy(() -> user.withDisplayName("x".repeat(101)));
	}

	@Test
	void isEqualByIdAndDisplayName() {
		SocialPlusUser user = SocialPlusUser.of("alice");
		assertThat(user).isEqualTo(SocialPlusUser.of("alice")).hasSameHashCodeAs(SocialPlusUser.of("alice"));
		assertThat(user).isNotEqualTo(SocialPlusUser.of("bob"));
		assertThat(user).isNotEqualTo(user.withDisplayName("Alice"));
		assertThat(user).isNotEqualTo("alice");
	}

	@Test
	void printsMasked() {
		assertThat(SocialPlusUser.of("alice").withDisplayName("Alice A.")).asString()
			.doesNotContainIgnoringCase("alice");
	}

	@Test
	void neverTakesWhatCannotBeEncoded() {
		Random random = new Random(20261122);
		for (int i = 0; i < 200_000; i++) {
			String id = random.ints(1 + random.nextInt(4), 0, 0x10000)
				.collect(StringBuilder::new, (text, unit) -> text.append((char) unit), StringBuilder::append)
				.toString();
			try {
				SocialPlusUser.of(id);
			}
			catch (IllegalArgumentException ex) {
				continue;
			}
			assertThat(new String(id.getBytes(java.nio.charset.StandardCharsets.UTF_8),
					java.nio.charset.StandardCharsets.UTF_8))
				.isEqualTo(id);
			assertThat(id.chars().anyMatch(Character::isISOControl)).isFalse();
		}
	}

}
