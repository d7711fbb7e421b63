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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenEndpoint}, over HTTP.
 */
class TokenEndpointTests extends AbstractEmulatorTests {

	private static final String V3_PATH = "/api/v3/authentication/token";

	@Test
	void answersWithTheBareTokenAsText() {
		HttpResponse<String> response = mint("alice");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
		assertThat(response.headers().firstValue("Content-Length")).hasValue("42");
		assertThat(this.emulator.getTokens("alice")).containsExactly(response.body());
	}

	@Test
	void answersEveryCallWithAnotherToken() {
		assertThat(mint("alice").body()).isNotEqualTo(mint("alice").body());
		assertThat(this.emulator.getTokenCount("alice")).isEqualTo(2);
		assertThat(this.emulator.getTokenCount()).isEqualTo(2);
	}

	@Test
	void mintsForUserIdsOutsideAscii() {
		assertThat(mint("zoë 🎈 \"x\"").statusCode()).isEqualTo(200);
		assertThat(this.emulator.getTokenCount("zoë 🎈 \"x\"")).isOne();
	}

	@Test
	void answersWrongKeyWithTextUnauthorized() {
		HttpResponse<String> response = this.client.mint("wrong", "alice");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
		assertThat(response.body()).isEqualTo("Unauthorized");
		assertThat(this.emulator.getTokenCount()).isZero();
	}

	@Test
	void answersMissingKeyWithTextUnauthorized() {
		HttpResponse<String> response = this.client.post(EmulatorClient.TOKEN_PATH, "x-other", "x",
				"{\"userId\":\"alice\"}");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.body()).isEqualTo("Unauthorized");
	}

	@Test
	void mintsNothingWhileSecureModeIsOff() {
		this.emulator.setSecureMode(false);
		assertError(mint("alice"), 403, 400300);
		this.emulator.setSecureMode(true);
		assertThat(mint("alice").statusCode()).isEqualTo(200);
		assertThat(this.emulator.getTokenCount()).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"userId\":null}", "{\"userId\":\"\"}", "{\"userId\":7}", "{\"userId\":true}",
			"{\"userId\":[\"alice\"]}", "{\"userId\":{}}", "{\"userId\":\"alice\"", "alice", "\"alice\"", "[]", "null",
			"" })
	void refusesBodiesWithoutUserId(String body) {
		HttpResponse<String> response = this.client.post(EmulatorClient.TOKEN_PATH, "x-server-key",
				this.emulator.getServerKey(), body);
		assertError(response, 422, 500000);
		assertThat(EmulatorClient.<String>read(response, "$.data.detail[0]")).startsWith("\"userId\"");
		assertThat(this.emulator.getTokenCount()).isZero();
	}

	@Test
	void refusesBodyThatIsNotDeclaredAsJson() {
		assertError(this.client.send(this.client.to(EmulatorClient.TOKEN_PATH)
			.header("x-server-key", this.emulator.getServerKey())
			.header("Content-Type", "text/plain")
			.POST(BodyPublishers.ofString("{\"userId\":\"alice\"}"))), 422, 500000);
	}

	@Test
	void takesUserIdsOfAtMostOneHundredCharacters() {
		assertThat(mint("x".repeat(100)).statusCode()).isEqualTo(200);
		assertError(mint("x".repeat(101)), 422, 500000);
	}

	@Test
	void limitsTheRateOfEachUser() {
		for (int i = 0; i < 100; i++) {
			assertThat(mint("alice").statusCode()).isEqualTo(200);
		}
		HttpResponse<String> refused = mint("alice");
		assertError(refused, 429, 400311);
		assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
		assertThat(mint("bob").statusCode()).isEqualTo(200);
		this.clock.advance(Duration.ofSeconds(5));
		assertThat(mint("alice").statusCode()).isEqualTo(200);
	}

	@Test
	void mintsWithoutRateLimitWhenToldTo() {
		try (SocialPlusEmulator unlimited = SocialPlusEmulator.builder().clock(this.clock).withoutRateLimit().start()) {
			EmulatorClient caller = new EmulatorClient(unlimited);
			for (int i = 0; i < 101; i++) {
				assertThat(caller.mint(unlimited.getServerKey(), "alice").statusCode()).isEqualTo(200);
			}
		}
	}

	@Test
	void acceptsBothKeysDuringRotation() {
		String old = this.emulator.getServerKey();
		String rotated = this.emulator.rotateServerKey();
		assertThat(this.client.mint(old, "alice").statusCode()).isEqualTo(200);
		assertThat(this.client.mint(rotated, "alice").statusCode()).isEqualTo(200);
		this.emulator.revokePreviousServerKey();
		assertThat(this.client.mint(old, "alice").statusCode()).isEqualTo(401);
		assertThat(this.client.mint(rotated, "alice").statusCode()).isEqualTo(200);
	}

	@Test
	void endsRotationAfterOneHour() {
		String old = this.emulator.getServerKey();
		this.emulator.rotateServerKey();
		this.clock.advance(Duration.ofHours(1));
		assertThat(this.client.mint(old, "alice").statusCode()).isEqualTo(401);
	}

	@Test
	void refusesAKeyThatHasExpired() {
		this.emulator.setServerKeyLifetime(Duration.ofHours(2));
		this.clock.advance(Duration.ofHours(2).minusNanos(1));
		assertThat(mint("alice").statusCode()).isEqualTo(200);
		this.clock.advance(Duration.ofNanos(1));
		assertThat(mint("alice").statusCode()).isEqualTo(401);
		this.emulator.rotateServerKey();
		assertThat(mint("alice").statusCode()).isEqualTo(200);
		this.clock.advance(Duration.ofHours(2));
		assertThat(mint("alice").statusCode()).isEqualTo(401);
	}

	@Test
	void answersOtherMethodsWithMethodNotAllowed() {
		HttpResponse<String> response = this.client.send(this.client.to(EmulatorClient.TOKEN_PATH).GET());
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow")).hasValue("POST");
	}

	@Test
	void answersVersionThreeWithJsonString() {
		HttpResponse<String> response = mintV3("?userId=zo%C3%AB%20x");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
		assertThat(response.body()).isEqualTo("\"" + this.emulator.getTokens("zoë x").get(0) + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?userId=", "?other=alice" })
	void answersVersionThreeWithoutUserIdWithServerError(String query) {
		assertError(mintV3(query), 500, 500000);
	}

	@Test
	void refusesVersionThreeLikeVersionFour() {
		assertError(mintV3("?userId=" + "x".repeat(101)), 500, 500000);
		assertThat(this.client.send(this.client.to(V3_PATH + "?userId=alice").GET()).statusCode()).isEqualTo(401);
		this.emulator.setSecureMode(false);
		assertError(mintV3("?userId=alice"), 403, 400300);
	}

	private HttpResponse<String> mint(String userId) {
		return this.client.mint(this.emulator.getServerKey(), userId);
	}

	private HttpResponse<String> mintV3(String query) {
		return this.client
			.send(this.client.to(V3_PATH + query).header("x-server-key", this.emulator.getServerKey()).GET());
	}

	private static void assertError(HttpResponse<String> response, int status, int code) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
		assertThat(EmulatorClient.<String>read(response, "$.status")).isEqualTo("error");
		assertThat(EmulatorClient.<Integer>read(response, "$.code")).isEqualTo(code);
		assertThat(EmulatorClient.<String>read(response, "$.message")).isNotEmpty();
		assertThat(EmulatorClient.<Object>read(response, "$.data.detail")).isInstanceOf(List.class);
	}

}
