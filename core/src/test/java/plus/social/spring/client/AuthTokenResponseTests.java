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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AuthTokenResponse}.
 */
class AuthTokenResponseTests {

	private static final String TOKEN = "0123456789abcdef0123456789abcdef0123456789";

	private static final String JSON_ERROR = """
			{"status": "error", "code": 400300, "message": "Forbidden", "data": {"detail": []}}""";

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "text/plain; charset=utf-8", "text/plain;charset=UTF-8", "TEXT/PLAIN" })
	void plainTextIsAToken(String contentType) {
		assertThat(read(200, contentType, TOKEN)).isEqualTo(TOKEN);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "text", "text/", "text/html", "application/json", "text/*", "*/*", "text/plainer",
			"application/octet-stream", "text/html, text/plain", "text/plain text/html", "\"//",
			"text/plain, text/html", "text/pla\u0131n" })
	void anythingElseIsNone(@Nullable String contentType) {
		assertThat(refusal(200, contentType, TOKEN)).isEqualTo(Reason.INVALID_RESPONSE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n", "\"" + TOKEN + "\"", TOKEN + "\n", " " + TOKEN, TOKEN + "\r\n", "two words",
			"<!DOCTYPE html><html></html> ", "{\"token\": \"x\"}", "tök", "\u0000", "a\u0007b", "\ufeff" + TOKEN })
	void aBodyThatIsNoTokenIsRefused(String body) {
		assertThat(refusal(200, "text/plain", body)).isEqualTo(Reason.INVALID_RESPONSE);
	}

	@Test
	void aTokenHasAtMost100Characters() {
		assertThat(read(200, "text/plain", "x".repeat(100))).hasSize(100);
		assertThat(refusal(200, "text/plain", "x".repeat(101))).isEqualTo(Reason.INVALID_RESPONSE);
		assertThat(refusal(200, "text/plain", "x".repeat(4096))).isEqualTo(Reason.INVALID_RESPONSE);
	}

	@ParameterizedTest
	@CsvSource({ "401, SERVER_KEY_REFUSED", "403, SECURE_MODE_OFF", "422, USER_REFUSED", "429, RATE_LIMITED",
			"500, SERVER_ERROR", "502, SERVER_ERROR", "503, SERVER_ERROR", "504, SERVER_ERROR", "599, SERVER_ERROR",
			"400, USER_REFUSED", "404, INVALID_RESPONSE", "405, INVALID_RESPONSE", "201, INVALID_RESPONSE",
			"202, INVALID_RESPONSE", "204, INVALID_RESPONSE", "206, INVALID_RESPONSE", "300, INVALID_RESPONSE",
			"301, INVALID_RESPONSE", "302, INVALID_RESPONSE", "303, INVALID_RESPONSE", "304, INVALID_RESPONSE",
			"307, INVALID_RESPONSE", "308, INVALID_RESPONSE", "499, INVALID_RESPONSE" })
	void theStatusDeterminesTheReasonWhateverTheBody(int status, Reason reason) {
		assertThat(refusal(status, "text/plain", "Unauthorized")).isEqualTo(reason);
		assertThat(refusal(status, "application/json", JSON_ERROR)).isEqualTo(reason);
		assertThat(refusal(status, "application/json", "{not JSON")).isEqualTo(reason);
		assertThat(refusal(status, "text/plain", TOKEN)).isEqualTo(reason);
		assertThat(refusal(status, null, "")).isEqualTo(reason);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 404, 422 })
	void aPageOfAProxyOrAFirewallIsNeitherARefusedUserNorSecureMode(int status) {
		assertThat(refusal(status, "text/html", "Blocked")).isEqualTo(Reason.INVALID_RESPONSE);
		assertThat(refusal(status, "text/plain", " \n<html>Blocked</html>")).isEqualTo(Reason.INVALID_RESPONSE);
		assertThat(refusal(status, null, "<!doctype html>")).isEqualTo(Reason.INVALID_RESPONSE);
	}

	@ParameterizedTest
	@CsvSource({ "403, 400312, USER_BANNED", "400, 400312, USER_BANNED", "401, 400312, USER_BANNED",
			"403, 400300, SECURE_MODE_OFF", "403, 400301, SECURE_MODE_OFF", "403, 400309, USER_REFUSED",
			"403, 400314, USER_REFUSED", "403, 400323, USER_REFUSED", "401, 400323, USER_REFUSED",
			"404, 400309, USER_REFUSED", "401, 400100, SERVER_KEY_REFUSED", "429, 400323, RATE_LIMITED",
			"422, 500000, USER_REFUSED", "500, 400323, SERVER_ERROR", "302, 400312, INVALID_RESPONSE",
			"500, 400312, SERVER_ERROR", "403, 4003120, SECURE_MODE_OFF", "403, 400312.5, SECURE_MODE_OFF",
			"403, -400312, SECURE_MODE_OFF" })
	void theErrorCodeDistinguishesUsersFromTheNetwork(int status, String code, Reason reason) {
		assertThat(refusal(status, "application/json", error(code))).isEqualTo(reason);
		assertThat(refusal(status, "application/json; charset=utf-8", " " + error(code))).isEqualTo(reason);
		assertThat(refusal(status, null, error(code))).isEqualTo(reason);
	}

	@Test
	void aBanIsReadFromAnErrorThatIsWholeOnly() {
		assertThat(refusal(403, "application/json", error("\"400312\""))).isEqualTo(Reason.USER_BANNED);
		assertThat(refusal(403, "application/json", error("400312").substring(0, 40)))
			.isEqualTo(Reason.SECURE_MODE_OFF);
		assertThat(refusal(403, "application/json", "[" + error("400312") + "]")).isEqualTo(Reason.SECURE_MODE_OFF);
		assertThat(refusal(403, "application/json", "{\"data\": " + error("400312") + "}"))
			.isEqualTo(Reason.SECURE_MODE_OFF);
		assertThat(refusal(403, "application/json", "[".repeat(4000))).isEqualTo(Reason.SECURE_MODE_OFF);
		assertThat(refusal(403, "application/json", "\u0000\ufffd")).isEqualTo(Reason.SECURE_MODE_OFF);
	}

	private static String error(String code) {
		return "{\"status\": \"error\", \"code\": " + code + ", \"message\": \"User is banned\", \"data\": {}}";
	}

	@Test
	void theMessageNamesTheRemedy() {
		assertThat(message(401)).contains("(401)").contains("Settings > Integrations");
		assertThat(message(403)).contains("(403)").contains("enable secure mode").contains("Settings > Integrations");
		assertThat(message(302)).contains("(302)").contains("redirect");
		assertThat(message(399)).contains("redirect");
		assertThat(message(300)).contains("redirect");
		assertThat(message(404)).contains("(404)").doesNotContain("redirect").contains("base URL");
		assertThat(message(400)).doesNotContain("redirect");
		assertThat(message(204)).doesNotContain("redirect");
		assertThat(message(503)).contains("(503)");
	}

	@Test
	void printsNoToken() {
		assertThat(answer(200, "text/plain", TOKEN)).asString().doesNotContain(TOKEN);
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> read(200, "text/plain", TOKEN + "\n"))
			.withMessageNotContaining(TOKEN)
			.withNoCause();
	}

	private static String read(int status, @Nullable String contentType, String body) {
		return AuthTokenResponse.readToken(answer(status, contentType, body), Instant.EPOCH);
	}

	private static HttpResponse answer(int status, @Nullable String contentType, String body) {
		return new HttpResponse(status, contentType, null, true, body.getBytes(StandardCharsets.UTF_8));
	}

	private static Reason refusal(int status, @Nullable String contentType, String body) {
		try {
			read(status, contentType, body);
		}
		catch (SocialPlusException ex) {
			return ex.getReason();
		}
		throw new AssertionError("accepted");
	}

	private static String message(int status) {
		try {
			return read(status, "text/plain", "x");
		}
		catch (SocialPlusException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}
