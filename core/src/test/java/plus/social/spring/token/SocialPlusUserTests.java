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

import java.util.List;
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
			"a\u2066b", "a\u2069b", "a\ud800b", "\udc00a", "a\ud83d", " a", "a ", "\u3000a", "a\u00a0", "a\u00a0b",
			"a\u202fb", "a\u2003b", "a\u3000b", "a\u1680b", "a\u2800b", "a\u200bb", "a\u200cb", "a\u200db", "a\u2060b",
			"\ufeffa", "a\ufeff", "a\u00adb", "a\u2028b", "a\u2029", "a\u180eb", "a\u034fb", "a\u115fb", "a\u3164b",
			"a\uffa0b", "a\ufe0fb", "a\ufff9b", "a\u2065b", "a\u206ab", "a\ufffeb", "a\ue000b", "a\udb40\udc41b",
			"a\udb40\udd00b", "e\u0301", "\u212b", "\ud83d\udc69\u200d\ud83d\udcbb", "ADMIN_x", "ADMIN_", "DELETED_x" })
	void refusesAnIdThatCannotBeSent(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusUser.of(id))
			.withMessageStartingWith("Social Plus user id must");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "a\u2010b", "\u00e9", "\u0915\u094d\u0937", "admin_x", "ADMINx", "xADMIN_",
			"Deleted_x", "a:b", "~a" })
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
	@ValueSource(strings = { "", " ", "a\u202eb", "a\u0007", "a\u2028b", "a\u2029", "\u200b", "\u00a0", "\u3164",
			"\ufeff \u00ad" })
	void refusesADisplayNameThatCannotBeSent(String name) {
		SocialPlusUser user = SocialPlusUser.of("alice");
		assertThatIllegalArgumentException().isThrownBy(() -> user.withDisplayName(name))
			.withMessageStartingWith("Social Plus display name must");
		assertThatIllegalArgumentException().isThrownBy(() -> user.withDisplayName("x".repeat(101)));
	}

	@ParameterizedTest
	@ValueSource(strings = { " Alice", "Al\u00a0ice", "\ud83d\udc69\u200d\ud83d\udcbb", "e\u0301", "\u2764\ufe0f",
			"ADMIN_x" })
	void takesADisplayNameThatWouldBeNoId(String name) {
		assertThat(SocialPlusUser.of("alice").withDisplayName(name).getDisplayName()).isEqualTo(name);
	}

	@Test
	void aQualifiedIdHasItsSource() {
		assertThat(SocialPlusUser.qualified("github", "4711").getId()).isEqualTo("github:4711");
		assertThat(SocialPlusUser.qualified("github", "a:b").getId()).isEqualTo("github:a:b");
		assertThat(SocialPlusUser.qualified("github", "x".repeat(43)).getId()).hasSize(50).startsWith("github:x");
	}

	// printf 'keycloak-internal\n6f1c1c7e-5d5b-4a0e-9a53-5d2c0f6a7b11' | openssl dgst
	// -sha256 -binary | basenc --base64url
	@Test
	void aLongQualifiedIdHasItsDocumentedShortForm() {
		assertThat(SocialPlusUser.qualified("keycloak-internal", "6f1c1c7e-5d5b-4a0e-9a53-5d2c0f6a7b11").getId())
			.isEqualTo("keycloak-internal:~cN7IPpP7VUggh5uljeScbd");
	}

	@Test
	void qualifiedIdsOfDifferentPairsDiffer() {
		List<String> parts = List.of("a", "b", ":", "~", "a:b", "b:a", "~a", ":~", "a:~", "x".repeat(24),
				"x".repeat(26), "x".repeat(27), "x".repeat(28), "x".repeat(49), "x".repeat(50), "y".repeat(60),
				"https://a", "http://a", "https://a:1", "1:a");
		List<String> ids = parts.stream()
			.flatMap((source) -> parts.stream().map((name) -> SocialPlusUser.qualified(source, name).getId()))
			.toList();
		assertThat(ids).hasSize(parts.size() * parts.size()).doesNotHaveDuplicates();
		assertThat(ids).allMatch((id) -> id.length() <= 50 && id.contains(":"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a ", "a\nb", "a\u200bb", "e\u0301", "a\ud83d" })
	void aQualifiedIdHasTheSameExclusions(String text) {
		String padded = text + "x".repeat(60) + text;
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusUser.qualified("github", text));
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusUser.qualified(text, "4711"));
		if (!text.isEmpty()) {
			assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusUser.qualified("github", padded));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusUser.qualified("ADMIN_", "4711"));
	}

	@Test
	void isEqualById() {
		SocialPlusUser user = SocialPlusUser.of("alice");
		assertThat(user).isEqualTo(SocialPlusUser.of("alice")).hasSameHashCodeAs(SocialPlusUser.of("alice"));
		assertThat(user).isNotEqualTo(SocialPlusUser.of("bob"));
		assertThat(user).isEqualTo(user.withDisplayName("Alice")).hasSameHashCodeAs(user.withDisplayName("Alice"));
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
