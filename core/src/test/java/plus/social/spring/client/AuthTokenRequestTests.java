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

import java.nio.charset.StandardCharsets;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuthTokenRequest}.
 */
class AuthTokenRequestTests {

	@Test
	void isThePostOfTheDocumentation() {
		HttpRequest call = AuthTokenRequest.of(SocialPlusRegion.EU.getBaseUrl(), ServerKey.of("k3y"),
				SocialPlusUser.of("alice"));
		assertThat(call.getUri()).hasToString("https://apix.eu.amity.co/api/v4/authentication/token");
		assertThat(call.getHeaders()).containsEntry("x-server-key", "k3y")
			.containsEntry("Content-Type", "application/json")
			.containsKey("Accept")
			.hasSize(3);
		assertThat(new String(call.getBody(), StandardCharsets.UTF_8)).isEqualTo("{\"userId\":\"alice\"}");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\"", "\\", "\\\"", "a\",\"userId\":\"b", "Zoë", "利用者", "😀", "</script>", "a\u2010b", "a/b" })
	void anyIdArrivesAsItIs(String id) {
		HttpRequest call = AuthTokenRequest.of(SocialPlusRegion.EU.getBaseUrl(), ServerKey.of("k3y"),
				SocialPlusUser.of(id));
		String json = new String(call.getBody(), StandardCharsets.UTF_8);
		assertThat(JsonPath.parse(json).<String>read("$.userId")).isEqualTo(id);
	}

	@Test
	void printsNoSecret() {
		HttpRequest call = AuthTokenRequest.of(SocialPlusRegion.EU.getBaseUrl(), ServerKey.of("k3y"),
				SocialPlusUser.of("alice"));
		assertThat(call).asString().doesNotContain("k3y").doesNotContain("alice");
	}

}
