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

package plus.social.spring.boot.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link SessionEndpoint}, over HTTP.
 */
class SessionEndpointTests extends AbstractEmulatorTests {

	@ParameterizedTest
	@ValueSource(ints = { 3, 4, 5 })
	void exchangesAuthTokenForSession(int version) {
		String body = EmulatorClient.json(session("alice", "phone", mint("alice")));
		HttpResponse<String> response = this.client.post("/api/v" + version + "/sessions", "x-api-key",
				this.emulator.getApiKey(), body);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(EmulatorClient.<String>read(response, "$.accessToken")).isNotEmpty();
		assertThat(EmulatorClient.<String>read(response, "$.refreshToken")).isNotEmpty();
		assertThat(EmulatorClient.<String>read(response, "$.issuedAt")).isEqualTo("2026-01-01T00:00:00Z");
		assertThat(EmulatorClient.<String>read(response, "$.expiresAt")).isEqualTo("2026-01-31T00:00:00Z");
		assertThat(EmulatorClient.<String>read(response, "$.users[0].userId")).isEqualTo("alice");
		assertThat(EmulatorClient.<String>read(response, "$.users[0].displayName")).isEqualTo("alice");
		assertThat(EmulatorClient.<List<?>>read(response, "$.files")).isEmpty();
	}

	@Test
	void takesWhatTheSdkSends() {
		Map<String, Object> body = session("alice", "phone", mint("alice"));
		body.put("displayName", "Alice");
		body.put("profileHandle", "alice.w");
		body.put("deviceInfo", Map.of("kind", "web", "model", "browser", "sdkVersion", "6.35.3"));
		assertThat(EmulatorClient.<String>read(this.client.issueAccessToken(body), "$.users[0].displayName"))
			.isEqualTo("Alice");
		assertThat(this.emulator.getSessions("alice")).singleElement()
			.isEqualTo(new EmulatedSession("alice", "phone", "Alice", "alice.w", "signed-in", this.clock.instant(),
					this.clock.instant().plus(Duration.ofDays(30))));
	}

	@ParameterizedTest
	@CsvSource({ "3, false", "4, false", "5, true" })
	void versionFiveTellsTheTypeOfTheUser(int version, boolean told) {
		String body = EmulatorClient.json(session("alice", "phone", mint("alice")));
		HttpResponse<String> response = this.client.post("/api/v" + version + "/sessions", "x-api-key",
				this.emulator.getApiKey(), body);
		Map<String, Object> session = EmulatorClient.read(response, "$");
		if (told) {
			assertThat(session).contains(entry("userType", "signed-in")).containsKey("roles");
		}
		else {
			assertThat(session).doesNotContainKeys("userType", "roles");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ADMIN_x", "DELETED_x" })
	void aTokenForAReservedIdHelpsNoClient(String userId) {
		assertThat(this.client.mint(this.emulator.getServerKey(), userId).statusCode()).isEqualTo(200);
		assertError(this.client.issueAccessToken(session(userId, "phone", mint(userId))), 422, 500000);
		assertThat(this.client.issueAccessToken(session("admin_x", "desk", mint("admin_x"))).statusCode())
			.isEqualTo(200);
	}

	@Test
	void refusesWrongApiKey() {
		String body = EmulatorClient.json(session("alice", "phone", mint("alice")));
		assertError(this.client.post(EmulatorClient.SESSIONS_PATH, "x-api-key", "wrong", body), 401, 400100);
		assertError(this.client.post(EmulatorClient.SESSIONS_PATH, "x-other", "x", body), 401, 400100);
	}

	@Test
	void refusesSessionWithoutAuthToken() {
		assertError(this.client.issueAccessToken(Map.of("userId", "alice", "deviceId", "phone")), 401, 400100);
		assertError(this.client.issueAccessToken(session("alice", "phone", "made-up")), 401, 400100);
		assertThat(this.emulator.getSessions("alice")).isEmpty();
	}

	@Test
	void refusesAuthTokenOfAnotherUser() {
		assertError(this.client.issueAccessToken(session("bob", "phone", mint("alice"))), 401, 400100);
		assertThat(this.emulator.getSessions("bob")).isEmpty();
	}

	@Test
	void refusesExpiredAuthToken() {
		String token = mint("alice");
		this.clock.advance(Duration.ofMinutes(10).minusNanos(1));
		assertThat(this.client.issueAccessToken(session("alice", "phone", token)).statusCode()).isEqualTo(200);
		this.clock.advance(Duration.ofNanos(1));
		assertError(this.client.issueAccessToken(session("alice", "phone", token)), 401, 400100);
	}

	@Test
	void needsNoAuthTokenWhileSecureModeIsOff() {
		this.emulator.setSecureMode(false);
		assertThat(this.client.issueAccessToken(Map.of("userId", "alice", "deviceId", "phone")).statusCode())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource
	void refusesFieldsOutsideTheirLimits(String name, Object value) {
		Map<String, Object> body = session("alice", "phone", mint("alice"));
		body.put(name, value);
		HttpResponse<String> response = this.client.issueAccessToken(body);
		assertError(response, 422, 500000);
		assertThat(EmulatorClient.<List<?>>read(response, "$.data.detail")).hasSize(1);
	}

	static List<Object[]> refusesFieldsOutsideTheirLimits() {
		return Arrays.asList(new Object[][] { { "userId", "x".repeat(51) }, { "userId", "" }, { "userId", null },
				{ "deviceId", "x".repeat(151) }, { "deviceId", "" }, { "deviceId", null }, { "deviceId", 1 },
				{ "displayName", "x".repeat(101) }, { "profileHandle", "x".repeat(101) }, { "profileHandle", "" },
				{ "userId", "ADMIN_x" }, { "userId", "DELETED_x" }, { "authToken", "x".repeat(101) },
				{ "authToken", "" }, { "deviceInfo", "web" }, { "deviceInfo", Map.of("kind", "toaster") },
				{ "deviceInfo", Map.of("model", "x".repeat(301)) },
				{ "deviceInfo", Map.of("sdkVersion", "x".repeat(31)) } });
	}

	@Test
	void takesFieldsAtTheirLimits() {
		String userId = "x".repeat(50);
		Map<String, Object> body = session(userId, "x".repeat(150), mint(userId));
		body.put("displayName", "x".repeat(100));
		body.put("profileHandle", "x".repeat(100));
		body.put("deviceInfo", Map.of("kind", "node", "model", "x".repeat(300), "sdkVersion", "x".repeat(30)));
		assertThat(this.client.issueAccessToken(body).statusCode()).isEqualTo(200);
	}

	@Test
	void verifiesAccessTokenUntilItExpires() {
		String accessToken = accessToken("alice", "phone");
		assertThat(verify(accessToken).statusCode()).isEqualTo(200);
		assertError(verify("made-up"), 401, 400100);
		this.clock.advance(Duration.ofDays(30));
		assertError(verify(accessToken), 401, 400100);
	}

	@Test
	void endsOlderSessionOfTheSameDevice() {
		String older = accessToken("alice", "phone");
		String newer = accessToken("alice", "phone");
		assertThat(verify(older).statusCode()).isEqualTo(401);
		assertThat(verify(newer).statusCode()).isEqualTo(200);
	}

	@Test
	void revokesOwnAccessToken() {
		String accessToken = accessToken("alice", "phone");
		HttpResponse<String> response = this.client.bearer("DELETE", "/api/v4/sessions", accessToken);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(EmulatorClient.<Map<String, Object>>read(response, "$")).containsExactly(entry("success", true));
		assertThat(verify(accessToken).statusCode()).isEqualTo(401);
		assertError(this.client.bearer("DELETE", "/api/v4/sessions", accessToken), 404, 400400);
	}

	@Test
	void refusesToRevokeWithoutAccessToken() {
		assertError(this.client.send(this.client.to("/api/v4/sessions").DELETE()), 403, 400300);
	}

	@Test
	void revokesAllSessionsOfUserForAdministrator() {
		String phone = accessToken("zoë x", "phone");
		String desk = accessToken("zoë x", "desk");
		String path = "/api/v4/sessions/users/zo%C3%AB%20x";
		assertError(this.client.bearer("DELETE", path, phone), 403, 400300);
		HttpResponse<String> response = this.client.bearer("DELETE", path, this.emulator.getAdminToken());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(EmulatorClient.<Boolean>read(response, "$.success")).isTrue();
		assertThat(verify(phone).statusCode()).isEqualTo(401);
		assertThat(verify(desk).statusCode()).isEqualTo(401);
		assertError(this.client.bearer("DELETE", path, this.emulator.getAdminToken()), 404, 400400);
	}

	private String mint(String userId) {
		return this.client.mint(this.emulator.getServerKey(), userId).body();
	}

	private String accessToken(String userId, String deviceId) {
		return EmulatorClient.read(this.client.issueAccessToken(session(userId, deviceId, mint(userId))),
				"$.accessToken");
	}

	private HttpResponse<String> verify(String accessToken) {
		return this.client.bearer("GET", "/api/v3/sessions", accessToken);
	}

	private static Map<String, Object> session(String userId, String deviceId, String authToken) {
		return new HashMap<>(Map.of("userId", userId, "deviceId", deviceId, "authToken", authToken));
	}

	private static void assertError(HttpResponse<String> response, int status, int code) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(EmulatorClient.<String>read(response, "$.status")).isEqualTo("error");
		assertThat(EmulatorClient.<Integer>read(response, "$.code")).isEqualTo(code);
	}

}
