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
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AdminTokenResponse}.
 */
class AdminTokenResponseTests {

	private static final String RENEWED = "{\"adminToken\":\"canary\",\"issuedAt\":\"2026-01-01T00:00:00.000Z\","
			+ "\"expiresAt\":\"2026-01-01T05:00:00.000Z\"}";

	@Test
	void hasTheTokenAndItsLifetime() {
		AdminTokenResponse renewed = read(200, RENEWED);
		assertThat(renewed.token()).isEqualTo(AdminToken.of("canary"));
		assertThat(renewed.timeToLive()).isEqualTo(Duration.ofHours(5));
		assertThat(renewed.toString()).doesNotContain("canary");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"adminToken":"canary" | "adminToken":""
			"adminToken":"canary" | "adminToken":"can ary"
			"adminToken":"canary" | "adminToken":"canary\\n"
			"adminToken":"canary" | "adminToken":["canary"]
			"adminToken":"canary" | "admin":"canary"
			"issuedAt"            | "issued"
			T05:00                | T00:00
			2026-01-01T05         | 2025-12-31T05
			2026-01-01T05         | 2026-02-31T05
			.000Z"}               | .000Z"
			{                     | [{
			""")
	void anythingElseIsNone(String part, String other) {
		assertReason(Reason.INVALID_RESPONSE, 200, RENEWED.replace(part, other));
	}

	@ParameterizedTest
	@CsvSource({ "401, CREDENTIALS_REFUSED", "403, CREDENTIALS_REFUSED", "400, INVALID_RESPONSE",
			"404, INVALID_RESPONSE", "422, INVALID_RESPONSE", "201, INVALID_RESPONSE", "302, INVALID_RESPONSE",
			"429, RATE_LIMITED", "500, SERVER_ERROR", "503, SERVER_ERROR" })
	void aRefusalHasAReason(int status, Reason reason) {
		assertReason(reason, status, RENEWED);
	}

	@Test
	void aPageOfAProxyIsNoRefusal() {
		assertReason(Reason.INVALID_RESPONSE, 403, "<html>canary");
		assertReason(Reason.INVALID_RESPONSE, 200, "<html>canary");
	}

	private static AdminTokenResponse read(int status, String body) {
		return AdminTokenResponse.read(new HttpResponse(status, "application/json; charset=utf-8", null, true,
				body.getBytes(StandardCharsets.UTF_8)), Instant.EPOCH);
	}

	private static void assertReason(Reason reason, int status, String body) {
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> read(status, body)).satisfies((ex) -> {
			assertThat(ex.getReason()).isEqualTo(reason);
			assertThat(ex).hasNoCause();
			assertThat(ex.getMessage()).doesNotContain("canary");
		});
	}

}
