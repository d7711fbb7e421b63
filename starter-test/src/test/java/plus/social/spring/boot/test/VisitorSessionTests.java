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
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plus.social.spring.visitor.VisitorSignature;
import plus.social.spring.visitor.VisitorSigner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sessions of visitors of {@link SessionEndpoint}, over HTTP, with the
 * signatures of the starter.
 */
class VisitorSessionTests extends AbstractEmulatorTests {

	private static final String PATH = "/api/v5/sessions/visitor";

	private final VisitorSigner signer = new VisitorSigner(this.emulator.getVisitorSecret(), 1000, this.clock);

	@Test
	void aSignatureOfTheStarterCreatesASession() {
		HttpResponse<String> response = create(signed());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(EmulatorClient.<String>read(response, "$.userType")).isEqualTo("visitor");
		assertThat(EmulatorClient.<Map<String, ?>>read(response, "$")).doesNotContainKey("refreshToken");
		String userId = EmulatorClient.read(response, "$.users[0].userId");
		assertThat(userId).hasSizeLessThanOrEqualTo(50);
		assertThat(this.emulator.getSessions(userId)).singleElement()
			.extracting(EmulatedSession::userType)
			.isEqualTo("visitor");
	}

	@Test
	void theSameDeviceIsTheSameVisitor() {
		Map<String, Object> body = signed();
		String first = EmulatorClient.read(create(body), "$.users[0].userId");
		assertThat(EmulatorClient.<String>read(create(body), "$.users[0].userId")).isEqualTo(first);
		assertThat(EmulatorClient.<String>read(create(signed()), "$.users[0].userId")).isNotEqualTo(first);
	}

	@ParameterizedTest
	@CsvSource({ "deviceId, other-device, 401", "authSignatureExpiresAt, 2026-01-02T00:00:00.000Z, 401",
			"authSignatureExpiresAt, tomorrow, 401",
			"authSignature, 0000000000000000000000000000000000000000000000000000000000000000, 401",
			"authSignature, 00000000000000000000000000000000000000000000000000000000000000, 422",
			"authSignature, x000000000000000000000000000000000000000000000000000000000000000, 422",
			"authSignature, , 422", "authSignatureExpiresAt, , 422", "deviceId, , 422" })
	void refusesAnyOtherSignature(String name, String value, int status) {
		Map<String, Object> body = signed();
		body.put(name, value);
		assertThat(create(body).statusCode()).isEqualTo(status);
	}

	@Test
	void refusesASignatureThatHasExpired() {
		Map<String, Object> body = signed();
		this.clock.advance(VisitorSigner.TIME_TO_LIVE);
		assertThat(create(body).statusCode()).isEqualTo(401);
	}

	@Test
	void aVisitorHasAQuotaForADay() {
		String visitor = EmulatorClient.read(create(signed()), "$.accessToken");
		String other = EmulatorClient.read(create(signed()), "$.accessToken");
		for (int i = 0; i < 100; i++) {
			assertThat(verify(visitor).statusCode()).isEqualTo(200);
		}
		HttpResponse<String> refused = verify(visitor);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(EmulatorClient.<Integer>read(refused, "$.code")).isEqualTo(400323);
		assertThat(this.client.bearer("GET", "/api/v3/network-settings/chat", visitor).statusCode()).isEqualTo(403);
		assertThat(verify(other).statusCode()).isEqualTo(200);
		this.clock.advance(Duration.ofDays(1));
		assertThat(verify(visitor).statusCode()).isEqualTo(200);
	}

	@Test
	void aSignedInUserHasNone() {
		String authToken = this.client.mint(this.emulator.getServerKey(), "alice").body();
		String alice = EmulatorClient.read(
				this.client.issueAccessToken(Map.of("userId", "alice", "deviceId", "phone", "authToken", authToken)),
				"$.accessToken");
		for (int i = 0; i < 101; i++) {
			assertThat(verify(alice).statusCode()).isEqualTo(200);
		}
	}

	private Map<String, Object> signed() {
		VisitorSignature signature = this.signer.sign(this.signer.newDeviceId());
		return new HashMap<>(Map.of("deviceId", signature.deviceId(), "authSignature", signature.value(),
				"authSignatureExpiresAt", signature.expiresAt()));
	}

	private HttpResponse<String> create(Map<String, Object> body) {
		return this.client.post(PATH, "x-api-key", this.emulator.getApiKey(), EmulatorClient.json(body));
	}

	private HttpResponse<String> verify(String accessToken) {
		return this.client.bearer("GET", "/api/v3/sessions", accessToken);
	}

}
