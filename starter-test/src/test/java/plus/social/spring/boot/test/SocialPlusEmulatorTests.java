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

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import plus.social.spring.boot.autoconfigure.SocialPlusConnectionDetails;
import plus.social.spring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SocialPlusEmulator}.
 */
@Timeout(300)
class SocialPlusEmulatorTests extends AbstractEmulatorTests {

	@Test
	void listensOnLoopbackOnly() {
		assertThat(this.emulator.getBaseUrl()).hasScheme("http").hasHost("127.0.0.1").hasPath("");
		assertThat(this.emulator.getWireMock().getOptions().bindAddress()).isEqualTo("127.0.0.1");
	}

	@Test
	void hasSecretsOfItsOwn() {
		try (SocialPlusEmulator other = SocialPlusEmulator.create()) {
			assertThat(other.getServerKey()).isNotEqualTo(this.emulator.getServerKey()).hasSizeBetween(32, 150);
			assertThat(other.getApiKey()).isNotEqualTo(this.emulator.getApiKey());
			assertThat(other.getAdminToken()).isNotEqualTo(this.emulator.getAdminToken());
			assertThat(this.client.mint(other.getServerKey(), "alice").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void takesPortAndApiKeyFromItsBuilder() {
		int port = FreePort.find();
		try (SocialPlusEmulator fixed = SocialPlusEmulator.builder().port(port).apiKey("my-api-key").start()) {
			assertThat(fixed.getBaseUrl()).hasPort(port);
			assertThat(fixed.getApiKey()).isEqualTo("my-api-key");
			fixed.setSecureMode(false);
			assertThat(
					new EmulatorClient(fixed).issueAccessToken(Map.of("userId", "alice", "deviceId", "x")).statusCode())
				.isEqualTo(200);
		}
	}

	@Test
	void saysWhichPortIsInUse() {
		int port = this.emulator.getBaseUrl().getPort();
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> SocialPlusEmulator.builder().port(port).start())
			.withMessageContaining(String.valueOf(port));
	}

	@Test
	void hasConnectionDetailsWithTheFirstServerKey() {
		String first = this.emulator.getServerKey();
		this.emulator.rotateServerKey();
		SocialPlusConnectionDetails details = this.emulator.getConnectionDetails();
		assertThat(details.getBaseUrl()).isEqualTo(this.emulator.getBaseUrl());
		assertThat(details.getServerKey()).isEqualTo(first);
	}

	@Test
	void describesItselfAndItsConnectionDetailsWithoutSecrets() {
		mint("alice");
		assertThat(this.emulator).hasToString("SocialPlusEmulator[baseUrl=" + this.emulator.getBaseUrl() + "]");
		assertThat(this.emulator.getConnectionDetails().toString()).doesNotContain(this.emulator.getServerKey());
	}

	@Test
	void refusesConnectionsWhileStopped() {
		int port = this.emulator.getBaseUrl().getPort();
		mint("alice");
		this.emulator.stop();
		this.emulator.stop();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> mint("alice"))
			.withCauseInstanceOf(ConnectException.class);
		this.emulator.restart();
		this.emulator.restart();
		assertThat(this.emulator.getBaseUrl()).hasPort(port);
		assertThat(mint("alice").statusCode()).isEqualTo(200);
		assertThat(this.emulator.getTokenCount()).isEqualTo(2);
	}

	@Test
	void givesItsPortBackWhenClosed() {
		int port = this.emulator.getBaseUrl().getPort();
		this.emulator.close();
		this.emulator.close();
		this.emulator.recover();
		try (SocialPlusEmulator next = SocialPlusEmulator.builder().port(port).start()) {
			assertThat(next.getBaseUrl()).hasPort(port);
		}
	}

	@Test
	void delaysEveryAnswer() {
		this.emulator.delay(Duration.ofMillis(300));
		long start = System.nanoTime();
		assertThat(mint("alice").statusCode()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
	}

	@Test
	void refusesDelaysThatAreNegativeOrLongerThanAMinute() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.emulator.delay(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.emulator.delay(Duration.ofMillis(60_001)));
	}

	@Test
	void delaysManyAnswersAtATime() throws Exception {
		this.emulator.delay(Duration.ofSeconds(1));
		long start = System.nanoTime();
		assertThat(mintConcurrently(128, 1)).hasSize(128);
		// One after the other, they would take twice as long at least.
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(64));
	}

	@Test
	void recoversFromFaultDelayAndStopAndForgetsNothing() {
		String token = mint("alice").body();
		this.emulator.rotateServerKey();
		this.emulator.setSecureMode(false);
		this.emulator.fail(SocialPlusFault.HTML);
		this.emulator.delay(Duration.ofMinutes(1));
		this.emulator.stop();
		this.emulator.recover();
		assertThat(mint("alice").statusCode()).isEqualTo(403);
		assertThat(this.emulator.getTokens("alice")).containsExactly(token);
	}

	@Test
	void resetForgetsEverything() {
		String key = this.emulator.getServerKey();
		IntStream.range(0, 100).forEach((i) -> mint("alice"));
		this.emulator.setSecureMode(false);
		this.client.issueAccessToken(Map.of("userId", "alice", "deviceId", "phone"));
		this.emulator.rotateServerKey();
		this.emulator.revokePreviousServerKey();
		this.emulator.fail(SocialPlusFault.HTML);
		this.emulator.getWireMock().stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.notFound()));
		this.emulator.stop();
		this.emulator.reset();
		assertThat(this.emulator.getTokenCount()).isZero();
		assertThat(this.emulator.getSessions("alice")).isEmpty();
		assertThat(this.emulator.getWireMock().getAllServeEvents()).isEmpty();
		assertThat(this.client.mint(key, "alice").statusCode()).isEqualTo(200);
	}

	@Test
	void leavesJournalAndStubsOfWireMockToTheTest() {
		mint("alice");
		this.emulator.getWireMock()
			.verify(1, WireMock.postRequestedFor(WireMock.urlPathEqualTo(EmulatorClient.TOKEN_PATH))
				.withRequestBody(WireMock.equalToJson("{\"userId\":\"alice\"}")));
		this.emulator.getWireMock()
			.stubFor(WireMock.post(EmulatorClient.TOKEN_PATH).willReturn(WireMock.aResponse().withStatus(418)));
		assertThat(mint("alice").statusCode()).isEqualTo(418);
		this.emulator.getWireMock().resetAll();
		assertThat(mint("alice").statusCode()).isEqualTo(200);
	}

	@Test
	void countsTokensOfConcurrentCallers() throws Exception {
		List<String> tokens = mintConcurrently(16, 25);
		assertThat(tokens).hasSize(400).doesNotHaveDuplicates();
		assertThat(this.emulator.getTokenCount()).isEqualTo(400);
		assertThat(IntStream.range(0, 16).map((i) -> this.emulator.getTokenCount("user" + i))).containsOnly(25);
	}

	@Test
	void admitsExactlyTheLimitOfConcurrentCallers() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(16);
		try {
			Callable<Integer> call = () -> mint("alice").statusCode();
			List<Future<Integer>> calls = executor.invokeAll(Collections.nCopies(150, call));
			assertThat(calls).extracting(Future::get).filteredOn((status) -> status == 200).hasSize(100);
			assertThat(this.emulator.getTokenCount("alice")).isEqualTo(100);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void servesManyEmulatorsAtATime() throws Exception {
		try (SocialPlusEmulator other = SocialPlusEmulator.create()) {
			mint("alice");
			assertThat(other.getTokenCount()).isZero();
			assertThat(other.getBaseUrl()).isNotEqualTo(this.emulator.getBaseUrl());
			HttpResponse<String> unknown = HttpClient.newHttpClient()
				.send(new EmulatorClient(other).to("/nowhere").build(), BodyHandlers.ofString());
			assertThat(unknown.statusCode()).isEqualTo(404);
		}
	}

	private List<String> mintConcurrently(int users, int times) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(users);
		try {
			List<Callable<List<String>>> callers = IntStream.range(0, users)
				.<Callable<List<String>>>mapToObj(
						(user) -> () -> IntStream.range(0, times).mapToObj((i) -> mint("user" + user).body()).toList())
				.toList();
			List<String> tokens = new ArrayList<>();
			for (Future<List<String>> minted : executor.invokeAll(callers)) {
				tokens.addAll(minted.get());
			}
			return tokens;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private HttpResponse<String> mint(String userId) {
		return this.client.mint(this.emulator.getServerKey(), userId);
	}

}
