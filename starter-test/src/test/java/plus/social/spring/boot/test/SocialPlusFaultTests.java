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

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.token.SocialPlusAuthToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SocialPlusFault}, over HTTP.
 */
@Timeout(300)
class SocialPlusFaultTests extends AbstractEmulatorTests {

	@ParameterizedTest
	@CsvSource({ "INTERNAL_SERVER_ERROR, 500, application/json; charset=utf-8", "BAD_GATEWAY, 502, text/html",
			"SERVICE_UNAVAILABLE, 503, text/html", "GATEWAY_TIMEOUT, 504, text/html",
			"UNAUTHORIZED, 401, text/plain; charset=utf-8", "FORBIDDEN, 403, application/json; charset=utf-8",
			"VALIDATION_FAILED, 422, application/json; charset=utf-8",
			"QUOTA_EXCEEDED, 403, application/json; charset=utf-8",
			"RATE_LIMITED, 429, application/json; charset=utf-8", "REDIRECT, 307, text/plain; charset=utf-8",
			"HTML, 200, text/html", "JSON, 200, application/json; charset=utf-8",
			"EMPTY_BODY, 200, text/plain; charset=utf-8", "OVERLONG_TOKEN, 200, text/plain; charset=utf-8",
			"QUOTED_TOKEN, 200, text/plain; charset=utf-8", "PADDED_TOKEN, 200, text/plain; charset=utf-8",
			"OVERSIZED_BODY, 200, text/plain; charset=utf-8" })
	void answersWithoutUsableToken(SocialPlusFault fault, int status, String contentType) {
		this.emulator.fail(fault);
		HttpResponse<String> response = mint();
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue(contentType);
		assertThat(status == 200 && contentType.startsWith("text/plain")
				&& SocialPlusAuthToken.isTokenValue(response.body()))
			.isFalse();
		assertThat(this.emulator.getTokenCount()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "CONNECTION_RESET", "CONNECTION_CLOSED", "GARBAGE" })
	void breaksTheConnection(SocialPlusFault fault) {
		this.emulator.fail(fault);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.client.exchange(mintRequest()))
			.isNotInstanceOf(HttpTimeoutException.class);
		assertThat(this.emulator.getTokenCount()).isZero();
	}

	@Test
	void saysHowLongToWaitWhenRateLimited() {
		this.emulator.fail(SocialPlusFault.RATE_LIMITED);
		assertThat(mint().headers().firstValue("Retry-After")).hasValue("30");
		assertThat(EmulatorClient.<Integer>read(mint(), "$.code")).isEqualTo(400311);
	}

	@Test
	void redirectsToAnotherHostThatShowsWhoFollowed() throws Exception {
		this.emulator.fail(SocialPlusFault.REDIRECT);
		URI location = URI.create(mint().headers().firstValue("Location").orElseThrow());
		assertThat(location.getHost()).isEqualTo("localhost");
		this.emulator.getWireMock().verify(0, WireMock.anyRequestedFor(WireMock.urlPathEqualTo("/redirected")));
		HttpClient follower = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
		HttpResponse<String> followed = follower.send(mintRequest().build(), BodyHandlers.ofString());
		assertThat(followed.body()).matches(SocialPlusAuthToken::isTokenValue);
		this.emulator.getWireMock()
			.verify(1, WireMock.postRequestedFor(WireMock.urlPathEqualTo("/redirected"))
				.withHeader("x-server-key", WireMock.equalTo(this.emulator.getServerKey())));
	}

	@Test
	void exceedsFourKibibytes() {
		this.emulator.fail(SocialPlusFault.OVERSIZED_BODY);
		assertThat(mint().body().getBytes(StandardCharsets.UTF_8)).hasSize(8192);
	}

	@Test
	void distortsTokens() {
		this.emulator.fail(SocialPlusFault.OVERLONG_TOKEN);
		assertThat(mint().body()).hasSize(SocialPlusAuthToken.MAX_LENGTH + 1);
		this.emulator.fail(SocialPlusFault.QUOTED_TOKEN);
		assertThat(mint().body()).startsWith("\"").endsWith("\"").hasSize(44);
		this.emulator.fail(SocialPlusFault.PADDED_TOKEN);
		assertThat(mint().body()).startsWith(" ").endsWith("\n").hasSize(44);
	}

	@Test
	void dripsOneByteSoThatTheHeadersAreInTimeAndTheBodyIsNot() throws Exception {
		this.emulator.fail(SocialPlusFault.DRIP);
		long start = System.nanoTime();
		HttpResponse<InputStream> response = HttpClient.newHttpClient()
			.send(mintRequest().build(), BodyHandlers.ofInputStream());
		assertThat(response.statusCode()).isEqualTo(200);
		try (InputStream body = response.body()) {
			assertThat(body.readNBytes(3)).hasSize(3);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1500));
		}
	}

	@Test
	void hangsWithoutHoldingUpStop() {
		this.emulator.fail(SocialPlusFault.HANG);
		HttpRequest.Builder impatient = mintRequest().timeout(Duration.ofSeconds(1));
		assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(() -> this.client.exchange(impatient));
		CompletableFuture<HttpResponse<String>> patient = CompletableFuture.supplyAsync(this::mint);
		this.emulator.stop();
		// It would have its token if the emulator had waited for that. A call that
		// arrives
		// while the emulator stops may be refused.
		assertThat(patient.handle((response, failure) -> (failure != null) ? 0 : response.statusCode()))
			.succeedsWithin(Duration.ofMinutes(2))
			.isNotEqualTo(200);
	}

	@Test
	void lastsForTheGivenNumberOfCalls() {
		this.emulator.fail(SocialPlusFault.SERVICE_UNAVAILABLE, 2);
		assertThat(mint().statusCode()).isEqualTo(503);
		assertThat(mint().statusCode()).isEqualTo(503);
		assertThat(mint().statusCode()).isEqualTo(200);
		assertThat(this.emulator.getTokenCount()).isOne();
	}

	@Test
	void concernsEveryEndpoint() {
		this.emulator.fail(SocialPlusFault.BAD_GATEWAY);
		assertThat(this.client.bearer("GET", "/api/v3/sessions", "x").statusCode()).isEqualTo(502);
	}

	@Test
	void refusesNumbersOfCallsBelowOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.emulator.fail(SocialPlusFault.HTML, 0));
	}

	private HttpResponse<String> mint() {
		return this.client.send(mintRequest());
	}

	private HttpRequest.Builder mintRequest() {
		return this.client.to(EmulatorClient.TOKEN_PATH)
			.header("x-server-key", this.emulator.getServerKey())
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"userId\":\"alice\"}"));
	}

}
