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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.token.SocialPlusAccessToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link AccessTokenResponse}.
 */
class AccessTokenResponseTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final String SESSION = "{\"accessToken\":\"acce55-canary\",\"refreshToken\":\"r\","
			+ "\"issuedAt\":\"2026-01-01T00:00:00.000Z\",\"expiresAt\":\"2026-01-31T00:00:00.000Z\","
			+ "\"users\":[{\"userId\":\"alice\",\"metadata\":{\"a\":[1]}}],\"files\":[]}";

	private static final String BANNED = "{\"status\":\"error\",\"code\":400312,\"message\":\"canary\"}";

	private static final String ERROR = "{\"status\":\"error\",\"code\":400400,\"message\":\"canary\"}";

	@Test
	void readsTheTokenOfASession() {
		assertThat(created(200, SESSION)).isEqualTo(new SocialPlusAccessToken("alice", "acce55-canary",
				Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-31T00:00:00Z")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"userId":"alice"             | "userId":"bob"
			"users":                     | "user":
			"accessToken":"acce55-canary"| "accessToken":"acce55 canary"
			"accessToken":"acce55-canary"| "accessToken":""
			"accessToken":"acce55-canary"| "accessToken":null
			"accessToken":"acce55-canary"| "accessToken":["canary"]
			2026-01-31T00                | 2026-02-31T00
			"issuedAt"                   | "issued"
			"files":[]}                  | "files":[]
			{"accessToken"               | [{"accessToken"
			""")
	void anythingElseIsNoSession(String part, String other) {
		assertReason(Reason.INVALID_RESPONSE, () -> created(200, SESSION.replace(part, other)));
	}

	@Test
	void aSessionIsJsonOfKnownLength() {
		assertReason(Reason.INVALID_RESPONSE,
				() -> AccessTokenResponse.readCreated(answer(200, "text/html", SESSION, true), ALICE, Instant.EPOCH));
		assertReason(Reason.INVALID_RESPONSE, () -> AccessTokenResponse
			.readCreated(answer(200, "application/json", SESSION, false), ALICE, Instant.EPOCH));
	}

	@ParameterizedTest
	@CsvSource({ "401, CREDENTIALS_REFUSED", "403, CREDENTIALS_REFUSED", "422, USER_REFUSED", "429, RATE_LIMITED",
			"500, SERVER_ERROR", "503, SERVER_ERROR", "302, INVALID_RESPONSE", "404, INVALID_RESPONSE" })
	void aRefusalHasAReason(int status, Reason reason) {
		assertReason(reason, () -> created(status, ERROR));
		assertReason(reason, () -> created(status, "canary"));
	}

	@Test
	void distinguishesABannedUserFromARefusedKey() {
		assertReason(Reason.USER_BANNED, () -> created(403, BANNED));
		assertReason(Reason.USER_BANNED, () -> created(401, BANNED));
		assertReason(Reason.USER_BANNED, () -> checkRevoked(403, BANNED));
	}

	@ParameterizedTest
	@CsvSource({ "403, 400309, USER_REFUSED", "403, 400314, USER_REFUSED", "403, 400323, USER_REFUSED",
			"401, 400323, USER_REFUSED", "422, 500000, USER_REFUSED", "400, 400000, USER_REFUSED",
			"429, 400323, RATE_LIMITED", "403, 400300, CREDENTIALS_REFUSED", "403, 400301, CREDENTIALS_REFUSED",
			"401, 400100, CREDENTIALS_REFUSED", "500, 400323, SERVER_ERROR" })
	void theErrorCodeDistinguishesUsersFromTheCredentials(int status, int code, Reason reason) {
		String error = ERROR.replace("400400", String.valueOf(code));
		assertReason(reason, () -> created(status, error));
		assertReason(reason, () -> checkRevoked(status, error));
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 422 })
	void aPageOfAProxyIsNeitherARefusedUserNorRefusedCredentials(int status) {
		assertReason(Reason.INVALID_RESPONSE, () -> created(status, "<html>canary"));
		assertReason(Reason.INVALID_RESPONSE, () -> checkRevoked(status, "<html>canary"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 422 })
	void aUsedUpQuotaSaysNothingAboutTheToken(int status) {
		assertReason(Reason.USER_REFUSED, () -> verified(status, ERROR.replace("400400", "400323")));
	}

	@Test
	void aTokenThatSocialPlusDoesNotAcceptIsNoFailure() {
		assertThat(verified(200, "{}")).isTrue();
		assertThat(verified(401, "Unauthorized")).isFalse();
		assertThat(verified(403, BANNED)).isFalse();
		assertThat(verified(404, ERROR)).isFalse();
		assertThat(verified(422, ERROR)).isFalse();
	}

	@Test
	void whatIsNotSocialPlusVerifiesNothing() {
		assertReason(Reason.INVALID_RESPONSE, () -> verified(200, "<html>"));
		assertReason(Reason.INVALID_RESPONSE, () -> verified(403, "<html>"));
		assertReason(Reason.INVALID_RESPONSE, () -> verified(404, "<html>"));
		assertReason(Reason.SERVER_ERROR, () -> verified(502, ERROR));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"success\":true}", "{}" })
	void anEndedSessionHasEnded(String json) {
		assertThatNoException().isThrownBy(() -> checkRevoked(200, json));
	}

	@Test
	void aSessionThatIsNotThereHasEnded() {
		assertThatNoException().isThrownBy(() -> checkRevoked(404, ERROR));
		assertReason(Reason.INVALID_RESPONSE, () -> checkRevoked(404, "<html>"));
	}

	@Test
	void anythingElseIsAFailure() {
		assertReason(Reason.INVALID_RESPONSE, () -> checkRevoked(200, "{\"success\":false}"));
		assertReason(Reason.INVALID_RESPONSE, () -> checkRevoked(200, "<html>"));
		assertReason(Reason.CREDENTIALS_REFUSED, () -> checkRevoked(401, ERROR));
		assertReason(Reason.CREDENTIALS_REFUSED, () -> checkRevoked(403, ERROR));
		assertReason(Reason.SERVER_ERROR, () -> checkRevoked(500, ERROR));
	}

	private static SocialPlusAccessToken created(int status, String body) {
		return AccessTokenResponse.readCreated(answer(status, "application/json; charset=utf-8", body, true), ALICE,
				Instant.EPOCH);
	}

	private static boolean verified(int status, String body) {
		return AccessTokenResponse.readVerified(answer(status, "application/json", body, true), Instant.EPOCH);
	}

	private static void checkRevoked(int status, String body) {
		AccessTokenResponse.checkRevoked(answer(status, "application/json", body, true), Instant.EPOCH, "the token");
	}

	private static void assertReason(Reason reason, Runnable call) {
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(call::run).satisfies((ex) -> {
			assertThat(ex.getReason()).isEqualTo(reason);
			assertThat(ex).hasNoCause();
			assertThat(ex.getMessage()).doesNotContain("canary");
		});
	}

	private static HttpResponse answer(int status, String contentType, String body, boolean verbatim) {
		return new HttpResponse(status, contentType, null, verbatim, body.getBytes(StandardCharsets.UTF_8));
	}

}
