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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plus.social.spring.boot.test.Sessions.NewSession;
import plus.social.spring.testsupport.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiRouter}, without HTTP.
 */
class ApiRouterTests {

	private final SocialPlusNetwork network = new SocialPlusNetwork(new MutableClock(), "api-key", "v1s1t0r",
			RateLimiter.LIMIT);

	private final ApiRouter router = new ApiRouter(this.network);

	@ParameterizedTest
	@CsvSource({ "GET, /", "GET, /api/v4/authentication", "POST, /api/v4/authentication/token/",
			"POST, /api/v6/sessions", "DELETE, /api/v4/sessions/users/", "DELETE, /api/v4/sessions/users/a/b" })
	void answersUnknownPathsWithNotFound(String method, String path) {
		ApiResponse response = this.router.route(request(method, path));
		assertThat(response.status()).isEqualTo(404);
		assertThat(response.body()).contains("\"code\":400400");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/v4/authentication/token, POST", "POST, /api/v3/authentication/token, GET",
			"PUT, /api/v3/sessions, 'POST, GET'", "GET, /api/v4/sessions, 'POST, DELETE'",
			"GET, /api/v4/sessions/users/alice, DELETE", "GET, /api/v1/admin-token, POST" })
	void answersUnknownMethodsWithMethodNotAllowed(String method, String path, String allow) {
		ApiResponse response = this.router.route(request(method, path));
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.headers()).containsEntry("Allow", allow);
	}

	@ParameterizedTest
	@CsvSource({ "/api/v5/sessions, POST", "/api/v4/sessions, 'POST, DELETE'", "/api/v3/network-settings/chat, GET" })
	void letsPagesOfAnyOriginCallWhatTheSdkCalls(String path, String methods) {
		ApiResponse preflight = this.router.route(new ApiRequest("OPTIONS", path,
				Map.of("access-control-request-method", "GET", "access-control-request-headers", "x-api-key"), Map.of(),
				null));
		assertThat(preflight.status()).isEqualTo(204);
		assertThat(preflight.headers()).containsOnly(Map.entry("Access-Control-Allow-Origin", "*"),
				Map.entry("Access-Control-Allow-Methods", methods),
				Map.entry("Access-Control-Allow-Headers", "x-api-key"));
		assertThat(this.router.route(request(methods.split(",")[0], path)).headers())
			.containsEntry("Access-Control-Allow-Origin", "*");
	}

	@ParameterizedTest
	@CsvSource({ "/api/v4/authentication/token, POST", "/api/v3/authentication/token, GET",
			"/api/v4/sessions/users/alice, DELETE", "/api/v1/admin-token, POST" })
	void letsNoPageCallWhatABackendCalls(String path, String method) {
		ApiResponse preflight = this.router
			.route(new ApiRequest("OPTIONS", path, Map.of("access-control-request-method", method), Map.of(), null));
		assertThat(preflight.status()).isEqualTo(405);
		assertThat(preflight.headers()).doesNotContainKey("Access-Control-Allow-Origin");
		assertThat(this.router.route(request(method, path)).headers()).doesNotContainKey("Access-Control-Allow-Origin");
	}

	@Test
	void tellsTheSettingsOfChatsToWhoeverHasASession() {
		this.network.sessions().create("acce55", new NewSession(UserType.SIGNED_IN, "alice", "desk", "Alice", null));
		ApiResponse response = this.router.route(new ApiRequest("GET", "/api/v3/network-settings/chat",
				Map.of("authorization", "Bearer acce55"), Map.of(), null));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).contains("\"enabled\":true", "\"messagePreview\":");
		assertThat(this.router.route(request("GET", "/api/v3/network-settings/chat")).status()).isEqualTo(401);
	}

	@Test
	void describesRequestsAndResponsesWithoutSecrets() {
		ApiRequest request = new ApiRequest("POST", "/api/v4/authentication/token",
				Map.of("x-server-key", this.network.serverKeys().current()), Map.of(), Map.of("userId", "alice"));
		ApiResponse response = this.router.route(request);
		assertThat(response.body()).isEqualTo(this.network.authTokens().of("alice").get(0));
		assertThat(response).hasToString("ApiResponse[200]");
		assertThat(request).hasToString("ApiRequest[POST /api/v4/authentication/token]");
	}

	private static ApiRequest request(String method, String path) {
		return new ApiRequest(method, path, Map.of(), Map.of(), null);
	}

}
