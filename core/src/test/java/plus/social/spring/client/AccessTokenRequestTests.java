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
import java.time.Instant;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.token.SocialPlusAccessToken;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AccessTokenRequest}.
 */
class AccessTokenRequestTests {

	private static final SocialPlusBaseUrl BASE_URL = SocialPlusBaseUrl.of("https://apix.eu.amity.co");

	private static final SocialPlusAccessToken TOKEN = new SocialPlusAccessToken("alice", "acce55", Instant.EPOCH,
			Instant.EPOCH);

	@Test
	void createsASessionWithWhatTheSpecAsksFor() {
		HttpRequest call = AccessTokenRequest.create(BASE_URL, "ap1",
				SocialPlusUser.of("al\"i\\ce").withDisplayName("É \"x\""), "device",
				new SocialPlusAuthToken("al\"i\\ce", "t0k\\en", Instant.EPOCH));
		assertThat(call.getMethod()).isEqualTo("POST");
		assertThat(call.getUri()).hasToString("https://apix.eu.amity.co/api/v5/sessions");
		assertThat(call.getHeaders()).containsEntry("x-api-key", "ap1")
			.containsEntry("Content-Type", "application/json");
		DocumentContext json = JsonPath.parse(new String(call.getBody(), StandardCharsets.UTF_8));
		assertThat(json.<String>read("$.userId")).isEqualTo("al\"i\\ce");
		assertThat(json.<String>read("$.displayName")).isEqualTo("É \"x\"");
		assertThat(json.<String>read("$.deviceId")).isEqualTo("device");
		assertThat(json.<String>read("$.deviceInfo.kind")).isEqualTo("node");
		assertThat(json.<String>read("$.authToken")).isEqualTo("t0k\\en");
	}

	@Test
	void leavesOutWhatThereIsNot() {
		HttpRequest call = AccessTokenRequest.create(BASE_URL, "ap1", SocialPlusUser.of("alice"), "device", null);
		assertThat(new String(call.getBody(), StandardCharsets.UTF_8))
			.isEqualTo("{\"userId\":\"alice\",\"deviceId\":\"device\",\"deviceInfo\":{\"kind\":\"node\"}}");
	}

	@Test
	void noSecondSessionIsCreatedBesideTheFirst() {
		HttpRequest call = AccessTokenRequest.create(BASE_URL, "ap1", SocialPlusUser.of("alice"), "device", null);
		assertThat(call.isHedgeable()).isFalse();
		assertThat(call.getMaxResponseSize()).isEqualTo(AccessTokenRequest.MAX_RESPONSE_SIZE);
	}

	@Test
	void verifiesAndRevokesWithTheTokenAlone() {
		HttpRequest verify = AccessTokenRequest.verify(BASE_URL, TOKEN);
		assertThat(verify.getMethod()).isEqualTo("GET");
		assertThat(verify.getUri()).hasToString("https://apix.eu.amity.co/api/v3/sessions");
		HttpRequest revoke = AccessTokenRequest.revoke(BASE_URL, TOKEN);
		assertThat(revoke.getMethod()).isEqualTo("DELETE");
		assertThat(revoke.getUri()).hasToString("https://apix.eu.amity.co/api/v4/sessions");
		for (HttpRequest call : new HttpRequest[] { verify, revoke }) {
			assertThat(call.getHeaders()).containsEntry("Authorization", "Bearer acce55");
			assertThat(call.getBody()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			alice,           alice
			a.b-c_d~9,       a.b-c_d~9
			50%,             50%25
			5%-off,          5%25-off
			%2,              %252
			mail@a.example,  mail%40a.example
			[a]|b&c=d,       %5Ba%5D%7Cb%26c%3Dd
			google:4 7+1,    google%3A4%207%2B1
			é😀,             %C3%A9%F0%9F%98%80
			...,             ...
			""")
	void aUserIdIsOneSegmentOfThePath(String userId, String segment) {
		HttpRequest call = AccessTokenRequest.revokeAll(BASE_URL, AdminToken.of("adm1n"), SocialPlusUser.of(userId));
		assertThat(call.getMethod()).isEqualTo("DELETE");
		assertThat(call.getUri()).hasToString("https://apix.eu.amity.co/api/v4/sessions/users/" + segment);
		assertThat(call.getHeaders()).containsEntry("Authorization", "Bearer adm1n");
	}

	@ParameterizedTest
	@ValueSource(strings = { ".", "..", "../../../v3/posts/123", "/", "//", "a/b", "a/..", "\\..\\x", "a\\b", "alice;x",
			"..;", "alice?x=1", "alice#x", "%2e%2e", "%2E", "%2e%2e%2fx", "..%2Fx", "%252e%252e%252fx", "%25252f",
			"%5c", "al%69ce", "%00", "\uFF0E\uFF0E\uFF0Fx", "\u2025", "\u2024\u2024", "a\uFF0Fb", "a\uFF1Bb",
			"\uFF05\uFF12e", "\u2100" })
	void aUserIdThatAProxyMayTakeForAnotherPathIsRefused(String userId) {
		assertThatExceptionOfType(SocialPlusException.class)
			.isThrownBy(() -> AccessTokenRequest.revokeAll(BASE_URL, AdminToken.of("adm1n"), SocialPlusUser.of(userId)))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.USER_REFUSED))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("posts").doesNotContain("alice"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../../v3/posts/123", "alice;x", "%2e%2e" })
	void inABodySuchAUserIdIsAnIdLikeAnother(String userId) {
		HttpRequest call = AccessTokenRequest.create(BASE_URL, "ap1", SocialPlusUser.of(userId), "device", null);
		assertThat(JsonPath.parse(new String(call.getBody(), StandardCharsets.UTF_8)).<String>read("$.userId"))
			.isEqualTo(userId);
	}

}
