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

package plus.social.spring.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.token.SocialPlusAuthToken;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusTokenAttributes}.
 */
class SocialPlusTokenAttributesTests {

	private final SocialPlusAuthToken token = new SocialPlusAuthToken("alice", "t0ken",
			Instant.parse("2026-01-01T00:10:00.123456Z"));

	private final Map<String, Object> attributes = new HashMap<>();

	@Test
	void areThreeStringsWithTheNamesOfTheContract() {
		SocialPlusTokenAttributes.write(this.token, this.attributes::put);
		assertThat(this.attributes).containsOnly(Map.entry("SOCIALPLUS_AUTH_TOKEN", "t0ken"),
				Map.entry("SOCIALPLUS_AUTH_TOKEN_EXPIRES_AT", "2026-01-01T00:10:00.123456Z"),
				Map.entry("SOCIALPLUS_USER_ID", "alice"));
		assertThat(SocialPlusTokenAttributes.NAMES).containsExactlyInAnyOrderElementsOf(this.attributes.keySet());
	}

	@Test
	void areReadAsTheyWereWritten() {
		SocialPlusTokenAttributes.write(this.token, this.attributes::put);
		assertThat(SocialPlusTokenAttributes.read(this.attributes::get)).isEqualTo(this.token);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SOCIALPLUS_AUTH_TOKEN", "SOCIALPLUS_AUTH_TOKEN_EXPIRES_AT", "SOCIALPLUS_USER_ID" })
	void whatCannotBeReadCountsAsAbsent(String name) {
		assertThat(SocialPlusTokenAttributes.read(this.attributes::get)).isNull();
		for (Object value : new Object[] { "", " \n", 42, this.token, "x".repeat(101), "t\u0000", "t\u202E" }) {
			SocialPlusTokenAttributes.write(this.token, this.attributes::put);
			this.attributes.put(name, value);
			assertThat(SocialPlusTokenAttributes.read(this.attributes::get)).isNull();
		}
		SocialPlusTokenAttributes.write(this.token, this.attributes::put);
		this.attributes.remove(name);
		assertThat(SocialPlusTokenAttributes.read(this.attributes::get)).isNull();
	}

}
