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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.LogCapture;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.testsupport.RawServer;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SocialPlusTokenClient} over real sockets.
 */
class SocialPlusTokenClientTests {

	private static final String KEY = "s3rver-key-canary";

	private static final String TOKEN = "t0ken-canary-0123456789abcdef0123456789ab";

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + TOKEN.length()
			+ "\r\n\r\n" + TOKEN;

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	/**
	 * Short where a test waits for a deadline to pass, so that it passes.
	 */
	private static final Duration SHORT = Duration.ofMillis(300);

	private static final Duration LONG = Duration.ofMinutes(10);

	private final MutableClock clock = new MutableClock();

	private final List<AutoCloseable> resources = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable resource : this.resources) {
			resource.close();
		}
	}

	@Test
	void mintsATokenThatLivesFromTheMomentOfTheRequest() {
		RawServer server = manage(new RawServer((connection) -> {
			this.clock.advance(Duration.ofSeconds(3));
			connection.getOutputStream().write(OK.getBytes());
		}));
		SocialPlusAuthToken token = client(server.getUrl()).issueToken(ALICE).block();
		assertThat(token)
			.isEqualTo(new SocialPlusAuthToken("alice", TOKEN, MutableClock.START.plus(Duration.ofMinutes(10))));
		assertThat(server.getRequests()).singleElement()
			.asString()
			.startsWith("POST /api/v4/authentication/token HTTP/1.1\r\n")
			.contains("x-server-key: " + KEY + "\r\n")
			.doesNotContainIgnoringCase("accept-encoding")
			.endsWith("\r\n\r\n{\"userId\":\"alice\"}");
	}

	@Test
	void eachSubscriptionIsOneCallAndConnectionsAreReused() {
		RawServer server = manage(RawServer.answering(OK));
		// A token is there a moment before its connection is back in the pool.
		Mono<SocialPlusAuthToken> mint = client(server.getUrl(), key(), LONG, LONG, 1).issueToken(ALICE);
		for (int i = 0; i < 20; i++) {
			mint.block();
		}
		assertThat(server.getRequests()).hasSize(20);
		assertThat(server.getAccepted()).isOne();
	}

	@Test
	void thereAreNoMoreConnectionsAtOnceThanConfigured() {
		AtomicInteger atOnce = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		RawServer server = manage(new RawServer((connection) -> {
			most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
			await(new CountDownLatch(1), 20);
			atOnce.decrementAndGet();
			connection.getOutputStream().write(OK.getBytes());
		}));
		SocialPlusTokenClient client = client(server.getUrl(), key(), LONG, LONG, 2);
		Flux.range(0, 20).flatMap((i) -> client.issueToken(ALICE)).blockLast();
		assertThat(server.getRequests()).hasSize(20);
		assertThat(most).hasValueBetween(1, 2);
	}

	@Test
	void asksForTheServerKeyInEveryCall() {
		RawServer server = manage(RawServer.answering(OK));
		List<ServerKey> keys = new ArrayList<>(List.of(ServerKey.of("first"), ServerKey.of("second")));
		SocialPlusTokenClient client = client(server.getUrl(), () -> List.of(keys.remove(0)), LONG, LONG);
		client.issueToken(ALICE).block();
		client.issueToken(ALICE).block();
		assertThat(server.getRequests().get(0)).contains("x-server-key: first\r\n");
		assertThat(server.getRequests().get(1)).contains("x-server-key: second\r\n");
	}

	@Test
	void withoutAServerKeyThereIsNoCall() {
		RawServer server = manage(RawServer.answering(OK));
		SocialPlusTokenClient client = client(server.getUrl(), List::of, LONG, LONG);
		assertThat(failure(client)).isEqualTo(Reason.SERVER_KEY_MISSING);
		assertThat(server.getAccepted()).isZero();
	}

	@Test
	void aServerThatIsGoneIsAConnectionFailure() throws Exception {
		String url;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			url = "http://127.0.0.1:" + socket.getLocalPort();
		}
		assertThat(failure(client(url))).isEqualTo(Reason.CONNECTION_FAILED);
	}

	@Test
	void aConnectionClosedInsteadOfAnAnswerIsAConnectionFailure() {
		RawServer server = manage(new RawServer((connection) -> connection.close()));
		assertThat(failure(client(server.getUrl()))).isEqualTo(Reason.CONNECTION_FAILED);
		assertThat(server.getRequests()).as("two attempts and no hidden one").hasSize(2);
	}

	@Test
	void aBodyCutOffIsAConnectionFailure() {
		RawServer server = manage(new RawServer((connection) -> {
			connection.getOutputStream().write(OK.substring(0, OK.length() - 5).getBytes());
			connection.close();
		}));
		assertThat(failure(client(server.getUrl()))).isEqualTo(Reason.CONNECTION_FAILED);
	}

	@Test
	void anAnswerThatIsNotHttpIsInvalid() {
		RawServer server = manage(RawServer.answering("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
		assertThat(failure(client(server.getUrl()))).isEqualTo(Reason.INVALID_RESPONSE);
	}

	@Test
	void tlsAgainstAServerWithoutItIsATlsFailure() {
		RawServer server = manage(new RawServer((connection) -> connection.close()));
		WireMockServer https = wireMock();
		assertThat(failure(client("https://127.0.0.1:" + https.httpsPort()))).as("untrusted certificate")
			.isEqualTo(Reason.TLS_FAILED);
		assertThat(https.getAllServeEvents()).isEmpty();
		assertThat(server.getRequests()).isEmpty();
	}

	@Test
	void anAttemptThatTakesLongIsJoinedByAnotherOne() {
		AtomicInteger attempts = new AtomicInteger();
		RawServer server = manage(new RawServer((connection) -> {
			if (attempts.incrementAndGet() == 1) {
				await(new CountDownLatch(1));
			}
			connection.getOutputStream().write(OK.getBytes());
		}));
		SocialPlusTokenClient client = client(server.getUrl(), key(), SHORT, LONG);
		assertThat(client.issueToken(ALICE).block()).isNotNull();
		assertThat(attempts).hasValue(2);
	}

	@Test
	void theWholeCallHasADeadline() {
		RawServer server = manage(new RawServer((connection) -> await(new CountDownLatch(1))));
		assertThat(failure(client(server.getUrl(), key(), LONG, SHORT))).isEqualTo(Reason.TIMEOUT);
	}

	@Test
	void aDrippingBodyDoesNotOutliveTheDeadline() {
		CountDownLatch never = new CountDownLatch(1);
		RawServer server = manage(new RawServer((connection) -> {
			connection.getOutputStream()
				.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4000\r\n\r\n".getBytes());
			for (int i = 0; i < 4000; i++) {
				connection.getOutputStream().write('x');
				await(never, 50);
			}
		}));
		SocialPlusTokenClient client = client(server.getUrl(), key(), LONG, SHORT);
		// The body is complete only after minutes; each byte comes well before a read
		// timeout could pass.
		assertThat(failure(client)).isEqualTo(Reason.TIMEOUT);
	}

	@Test
	void waitingForAConnectionCountsTowardsTheDeadline() {
		CountDownLatch never = new CountDownLatch(1);
		RawServer server = manage(new RawServer((connection) -> await(never)));
		SocialPlusTokenClient client = client(server.getUrl(), key(), LONG, SHORT, 2);
		List<Reason> reasons = Flux.range(0, 8)
			.flatMap((i) -> client.issueToken(ALICE)
				.map((token) -> Reason.SERVER_ERROR)
				.onErrorResume(SocialPlusException.class, (ex) -> Mono.just(ex.getReason())))
			.collectList()
			.block();
		assertThat(reasons).hasSize(8).containsOnly(Reason.TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 4097, 100_000 })
	void aBodyOfMoreThan4KilobytesIsInvalid(int length) {
		RawServer server = manage(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
				+ length + "\r\n\r\n" + "x".repeat(length)));
		assertThat(failure(client(server.getUrl()))).isEqualTo(Reason.INVALID_RESPONSE);
	}

	@Test
	void anEndlessBodyIsInvalid() {
		RawServer server = manage(new RawServer((connection) -> {
			connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes());
			while (!connection.isClosed()) {
				connection.getOutputStream().write("x".repeat(1000).getBytes());
			}
		}));
		assertThat(failure(client(server.getUrl()))).isEqualTo(Reason.INVALID_RESPONSE);
	}

	@Test
	void aBodyOf4KilobytesIsReadForItsStatus() {
		RawServer server = manage(RawServer.answering("HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\n"
				+ "Content-Length: 4096\r\n\r\n" + "x".repeat(4096)));
		assertThat(failure(client(server.getUrl()))).isEqualTo(Reason.SECURE_MODE_OFF);
	}

	@ParameterizedTest
	@CsvSource({ "4096, SECURE_MODE_OFF", "4097, INVALID_RESPONSE" })
	void theBoundOfABodyIsThatOfAllItsParts(int parts, Reason reason) {
		RawServer server = manage(RawServer.answering("HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\n"
				+ "Transfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(parts) + "0\r\n\r\n"));
		assertThat(failure(client(server.getUrl()))).isEqualTo(reason);
	}

	@Test
	void anEmptyBodyIsInvalid() {
		RawServer server = manage(
				RawServer.answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"));
		assertThat(failure(client(server.getUrl()))).isEqualTo(Reason.INVALID_RESPONSE);
	}

	@Test
	void anUnrequestedCompressedBodyIsInvalid() {
		RawServer server = manage(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
				+ "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\u0000"));
		assertThat(failure(client(server.getUrl()))).isEqualTo(Reason.INVALID_RESPONSE);
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void theServerKeyNeverLeavesForAnotherHost(int status) {
		RawServer other = manage(RawServer.answering(OK));
		RawServer server = manage(RawServer.answering("HTTP/1.1 " + status + " Moved\r\nLocation: " + other.getUrl()
				+ "/api/v4/authentication/token\r\nContent-Length: 0\r\n\r\n"));
		assertThat(failure(client(server.getUrl()))).isEqualTo(Reason.INVALID_RESPONSE);
		assertThat(other.getAccepted()).isZero();
	}

	@Test
	void aBodyOfUnknownLengthIsInvalid() {
		RawServer server = manage(new RawServer((connection) -> {
			connection.getOutputStream()
				.write(("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + TOKEN).getBytes());
			connection.close();
		}));
		assertThat(failure(client(server.getUrl()))).as("it may have been cut off").isEqualTo(Reason.INVALID_RESPONSE);
	}

	@Test
	void aBodyInChunksIsWhole() {
		RawServer server = manage(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
				+ "Transfer-Encoding: chunked\r\n\r\n4\r\nt0ke\r\n1\r\nn\r\n0\r\n\r\n"));
		assertThat(client(server.getUrl()).issueToken(ALICE).map(SocialPlusAuthToken::getTokenValue).block())
			.isEqualTo("t0ken");
	}

	@Test
	void aConnectionThatWasClosedWhileItWasIdleIsReplaced() {
		AtomicInteger answers = new AtomicInteger();
		RawServer server = manage(new RawServer((connection) -> {
			// The second request of a connection meets its end.
			if (answers.incrementAndGet() % 2 == 0) {
				connection.close();
				return;
			}
			connection.getOutputStream().write(OK.getBytes());
		}));
		SocialPlusTokenClient client = client(server.getUrl(), key(), LONG, LONG, 1);
		for (int i = 0; i < 20; i++) {
			assertThat(client.issueToken(ALICE).block()).isNotNull();
		}
	}

	@Test
	void waitingTooLongForAConnectionIsReportedAndNotCountedAsAFailureOfTheUpstream() {
		RawServer server = manage(new RawServer((connection) -> await(new CountDownLatch(1))));
		Duration deadline = Duration.ofSeconds(1);
		SocialPlusTokenClient client = client(server.getUrl(), key(), LONG, deadline, 1);
		Mono<SocialPlusAuthToken> first = client.issueToken(ALICE).cache();
		first.onErrorResume((ex) -> Mono.empty()).subscribe();
		List<String> messages = Flux.range(0, 2 * UserOutcomes.MIN_USERS)
			.flatMap((i) -> client.issueToken(ALICE)
				.map(SocialPlusAuthToken::getTokenValue)
				.onErrorResume(SocialPlusException.class, (ex) -> Mono.just(String.valueOf(ex.getMessage()))))
			.collectList()
			.block();
		assertThat(messages).hasSize(2 * UserOutcomes.MIN_USERS)
			.allSatisfy((message) -> assertThat(message).contains("max-connections"));
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(first::block);
		server.answerAll(OK);
		assertThat(client.issueToken(ALICE).block()).isNotNull();
	}

	@Test
	void aRefusedKeyGivesWayToTheOtherOneWhichThenStays() {
		RawServer server = manage(acceptingOnly("old"));
		SocialPlusTokenClient client = client(server.getUrl(), () -> List.of(ServerKey.of("new"), ServerKey.of("old")),
				LONG, LONG);
		client.issueToken(ALICE).block();
		client.issueToken(ALICE).block();
		assertThat(server.getRequests()).extracting(SocialPlusTokenClientTests::keyOf)
			.containsExactly("new", "old", "old");
	}

	@Test
	void aKeyThatWasReplacedMeanwhileIsLookedFor() {
		RawServer server = manage(acceptingOnly("new"));
		List<ServerKey> keys = new ArrayList<>(List.of(ServerKey.of("old")));
		SocialPlusTokenClient client = client(server.getUrl(), new SocialPlusServerKeyProvider() {

			@Override
			public List<ServerKey> getServerKeys() {
				return keys;
			}

			@Override
			public void refresh() {
				assertThat(Schedulers.isInNonBlockingThread()).isFalse();
				keys.set(0, ServerKey.of("new"));
			}

		}, LONG, LONG);
		assertThat(client.issueToken(ALICE).block()).isNotNull();
	}

	@Test
	void whenBothKeysAreRefusedThereIsOneProbeInThirtySeconds() {
		RawServer server = manage(acceptingOnly("newest"));
		SocialPlusTokenClient client = client(server.getUrl(), () -> List.of(ServerKey.of("new"), ServerKey.of("old")),
				LONG, LONG);
		for (int i = 0; i < 5; i++) {
			assertThat(failure(client)).isEqualTo(Reason.SERVER_KEY_REFUSED);
		}
		assertThat(server.getRequests()).hasSize(2);
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(failure(client)).isEqualTo(Reason.SERVER_KEY_REFUSED);
		assertThat(failure(client)).isEqualTo(Reason.SERVER_KEY_REFUSED);
		assertThat(server.getRequests()).hasSize(4);
	}

	@Test
	void aUserWhoIsLimitedIsNotAskedForUntilTheTimeThatIsGiven() {
		RawServer server = manage(
				RawServer.answering("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n"));
		SocialPlusTokenClient client = client(server.getUrl());
		assertThat(failure(client)).isEqualTo(Reason.RATE_LIMITED);
		this.clock.advance(Duration.ofSeconds(29));
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(client.issueToken(ALICE)::block)
			.satisfies((ex) -> assertThat(ex.getRetryAfter()).isEqualTo(Duration.ofSeconds(1)));
		assertThat(server.getRequests()).hasSize(1);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(failure(client)).isEqualTo(Reason.RATE_LIMITED);
		assertThat(server.getRequests()).hasSize(2);
	}

	@Test
	void anUpstreamThatIsDownIsLeftAloneAndComesBackByItself() throws Exception {
		RawServer server = new RawServer((connection) -> connection.close());
		SocialPlusTokenClient client = client(server.getUrl());
		for (int i = 0; i < 100; i++) {
			assertThatExceptionOfType(SocialPlusException.class)
				.isThrownBy(client.issueToken(SocialPlusUser.of("user" + i))::block)
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.CONNECTION_FAILED));
		}
		assertThat(server.getRequests()).as("the calls that open the breaker, and one retry")
			.hasSize(UserOutcomes.MIN_USERS + 1);
		server.answerAll(OK);
		this.clock.advance(UpstreamCircuitBreaker.PROBE_INTERVAL.plusMillis(1));
		assertThat(client.issueToken(ALICE).block()).isNotNull();
		assertThat(client.issueToken(ALICE).block()).isNotNull();
		server.close();
	}

	@Test
	void whatEarlierCallsTaughtCanBeForgotten() {
		RawServer server = manage(acceptingOnly("newest"));
		SocialPlusTokenClient client = client(server.getUrl());
		failure(client);
		failure(client);
		assertThat(server.getRequests()).hasSize(1);
		client.reset();
		failure(client);
		assertThat(server.getRequests()).hasSize(2);
	}

	private static RawServer acceptingOnly(String key) {
		return new RawServer((connection, request) -> connection.getOutputStream()
			.write((keyOf(request).equals(key) ? OK
					: "HTTP/1.1 401 Unauthorized\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\nUnauthorized")
				.getBytes()));
	}

	private static String keyOf(String request) {
		return request.replaceAll("(?s).*x-server-key: ([^\r]*)\r.*", "$1");
	}

	@Test
	void warmsUpWithoutCallingAnybody() {
		RawServer server = manage(RawServer.answering(OK));
		SocialPlusTokenClient client = client(server.getUrl());
		client.warmUp().block();
		assertThat(server.getAccepted()).isZero();
		client.issueToken(ALICE).block();
		assertThat(server.getRequests()).hasSize(1);
	}

	@Test
	void startsOneTransportHoweverManyCallAndTriesAgainIfThatFails() {
		List<HttpTransport> created = new ArrayList<>();
		SocialPlusTokenClient client = new SocialPlusTokenClient(SocialPlusRegion.EU.getBaseUrl(), key(),
				SocialPlusClientSettings.defaults(), this.clock, (tls) -> {
					ScriptedTransport transport = new ScriptedTransport(ScriptedTransport.status(200));
					created.add(transport);
					if (created.size() == 1) {
						throw new IllegalStateException("no threads left");
					}
					return transport;
				});
		assertThat(failure(client)).isEqualTo(Reason.CONNECTION_FAILED);
		Flux.range(0, 20).flatMap((i) -> client.issueToken(ALICE)).blockLast();
		assertThat(created).hasSize(2);
		client.close();
		assertThat(((ScriptedTransport) created.get(1)).isClosed()).isTrue();
		assertThat(((ScriptedTransport) created.get(1)).isWarm()).isTrue();
	}

	@Test
	void noCallerWaitsWhileTheClientIsBuiltAndACallThatIsNotSentDoesNotCount() throws Exception {
		RawServer server = manage(RawServer.answering(OK));
		HeldTrust held = manage(new HeldTrust());
		SocialPlusTokenClient client = coldClient(server.getUrl(), SHORT);
		client.setTls(held.getTls());
		var warm = client.warmUp().toFuture();
		held.awaitBuilding();
		for (int i = 0; i < 2 * UserOutcomes.MIN_USERS; i++) {
			assertThatExceptionOfType(SocialPlusException.class).isThrownBy(client.issueToken(ALICE)::block)
				.withMessageContaining("still starting")
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.TIMEOUT));
		}
		assertThat(held.isHeld()).as("no caller has waited for it").isTrue();
		held.release();
		warm.get(30, TimeUnit.SECONDS);
		assertThat(client.issueToken(ALICE).block()).as("no breaker has learnt from it").isNotNull();
	}

	@Test
	void theDeadlineBeginsWhenTheClientIsReady() throws Exception {
		RawServer server = manage(RawServer.answering(OK));
		HeldTrust held = manage(new HeldTrust());
		SocialPlusTokenClient client = coldClient(server.getUrl(), LONG);
		client.setTls(held.getTls());
		var token = client.issueToken(ALICE).toFuture();
		held.awaitBuilding();
		this.clock.advance(Duration.ofMinutes(1));
		held.release();
		assertThat(token.get(30, TimeUnit.SECONDS).getExpiresAt())
			.isEqualTo(MutableClock.START.plus(Duration.ofMinutes(11)));
	}

	@Test
	void tlsThatIsReplacedWhileTheClientIsBuiltIsTheOneUsed() throws Exception {
		HeldTrust held = manage(new HeldTrust());
		List<SocialPlusTls> built = new CopyOnWriteArrayList<>();
		SocialPlusTokenClient client = manage(new SocialPlusTokenClient(SocialPlusRegion.EU.getBaseUrl(), key(),
				SocialPlusClientSettings.defaults(), this.clock, (tls) -> {
					if (tls == held.getTls()) {
						held.hold();
					}
					built.add(tls);
					return new ScriptedTransport(ScriptedTransport.status(200));
				}));
		client.setTls(held.getTls());
		var warm = client.warmUp().toFuture();
		held.awaitBuilding();
		SocialPlusTls next = SocialPlusTls.defaults();
		client.setTls(next);
		assertThat(held.isHeld()).as("nor does this wait").isTrue();
		held.release();
		warm.get(30, TimeUnit.SECONDS);
		assertThat(built).containsExactly(held.getTls(), next);
	}

	@Test
	void noCallWaitsWhileNewTlsIsBuilt() throws Exception {
		RawServer server = manage(RawServer.answering(OK));
		HeldTrust held = manage(new HeldTrust());
		SocialPlusTokenClient client = client(server.getUrl());
		Thread update = new Thread(() -> client.setTls(held.getTls()), "update");
		update.start();
		held.awaitBuilding();
		assertThat(client.issueToken(ALICE).block()).isNotNull();
		assertThat(held.isHeld()).isTrue();
		held.release();
		update.join(30_000);
		assertThat(client.issueToken(ALICE).block()).isNotNull();
	}

	@Test
	void aClientThatIsClosedWhileItIsBuiltIsClosed() throws Exception {
		HeldTrust held = manage(new HeldTrust());
		ScriptedTransport transport = new ScriptedTransport(ScriptedTransport.status(200));
		SocialPlusTokenClient client = new SocialPlusTokenClient(SocialPlusRegion.EU.getBaseUrl(), key(),
				SocialPlusClientSettings.defaults(), this.clock, (tls) -> {
					held.hold();
					return transport;
				});
		var warm = client.warmUp().toFuture();
		held.awaitBuilding();
		client.close();
		held.release();
		warm.get(30, TimeUnit.SECONDS);
		assertThat(transport.isClosed()).isTrue();
	}

	@Test
	void closingReleasesConnectionsAndThreads() throws Exception {
		CountDownLatch hungUp = new CountDownLatch(1);
		RawServer server = manage(RawServer.answering(OK).onHangUp(hungUp::countDown));
		SocialPlusTokenClient client = client(server.getUrl());
		Thread eventLoop = client.issueToken(ALICE).map((token) -> Thread.currentThread()).block();
		assertThat(eventLoop).isNotNull().satisfies((thread) -> assertThat(thread.getName()).startsWith("socialplus"));
		client.close();
		client.close();
		assertThat(hungUp.await(2, TimeUnit.MINUTES)).isTrue();
		eventLoop.join(LONG.toMillis());
		assertThat(eventLoop.isAlive()).isFalse();
	}

	@Test
	void closingAClientThatNeverCalledStartsNothing() {
		List<HttpTransport> created = new ArrayList<>();
		SocialPlusTokenClient client = new SocialPlusTokenClient(SocialPlusRegion.EU.getBaseUrl(), key(),
				SocialPlusClientSettings.defaults(), this.clock, (tls) -> {
					created.add(new ScriptedTransport(ScriptedTransport.status(200)));
					return created.get(0);
				});
		client.close();
		assertThat(created).isEmpty();
	}

	@Test
	void noSecretIsLoggedAtAnyLevelNorThrown() throws Exception {
		RawServer good = manage(RawServer.answering(OK));
		RawServer bad = manage(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
				+ (TOKEN.length() + 2) + "\r\n\r\n\"" + TOKEN + "\""));
		RawServer gone = new RawServer((connection) -> connection.close());
		gone.close();
		RawServer redirecting = manage(RawServer
			.answering("HTTP/1.1 302 Found\r\nLocation: " + good.getUrl() + "\r\nContent-Length: 0\r\n\r\n"));
		StringBuilder seen = new StringBuilder();
		try (LogCapture log = new LogCapture("ROOT", Level.TRACE)) {
			for (String url : List.of(good.getUrl(), bad.getUrl(), gone.getUrl(), redirecting.getUrl())) {
				SocialPlusTokenClient client = client(url);
				client.issueToken(ALICE)
					.map(Object::toString)
					.onErrorResume((ex) -> Mono.just(stackTrace(ex)))
					.doOnNext(seen::append)
					.block();
				seen.append(client);
			}
			assertThat(log.everything()).as("log").isNotEmpty().doesNotContain(KEY).doesNotContain(TOKEN);
		}
		assertThat(seen).as("exceptions and values")
			.contains("SocialPlusException")
			.doesNotContain(KEY)
			.doesNotContain(TOKEN);
	}

	private static String stackTrace(Throwable failure) {
		java.io.StringWriter text = new java.io.StringWriter();
		failure.printStackTrace(new java.io.PrintWriter(text));
		return text.toString();
	}

	private WireMockServer wireMock() {
		WireMockServer server = new WireMockServer(
				WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort());
		server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok(TOKEN)));
		server.start();
		this.resources.add(server::stop);
		return server;
	}

	private SocialPlusTokenClient client(String url) {
		return client(url, key(), LONG, LONG);
	}

	private SocialPlusTokenClient client(String url, SocialPlusServerKeyProvider serverKey, Duration attemptTimeout,
			Duration callTimeout) {
		return client(url, serverKey, attemptTimeout, callTimeout, 64);
	}

	private SocialPlusTokenClient client(String url, SocialPlusServerKeyProvider serverKey, Duration attemptTimeout,
			Duration callTimeout, int maxConnections) {
		SocialPlusClientSettings settings = new SocialPlusClientSettings(LONG, attemptTimeout, callTimeout,
				maxConnections, Duration.ofMinutes(10), null);
		SocialPlusTokenClient client = manage(
				new SocialPlusTokenClient(SocialPlusBaseUrl.of(url), serverKey, settings, this.clock));
		client.warmUp().block();
		return client;
	}

	private SocialPlusTokenClient coldClient(String url, Duration callTimeout) {
		SocialPlusClientSettings settings = new SocialPlusClientSettings(Duration.ofSeconds(5), LONG, callTimeout, 64,
				Duration.ofMinutes(10), null);
		return manage(new SocialPlusTokenClient(SocialPlusBaseUrl.of(url), key(), settings, this.clock));
	}

	private static SocialPlusServerKeyProvider key() {
		return () -> List.of(ServerKey.of(KEY));
	}

	private <T extends AutoCloseable> T manage(T resource) {
		this.resources.add(resource);
		return resource;
	}

	private static Reason failure(SocialPlusTokenClient client) {
		try {
			client.issueToken(ALICE).block();
		}
		catch (SocialPlusException ex) {
			return ex.getReason();
		}
		throw new AssertionError("A token was issued");
	}

	private static void await(CountDownLatch latch) throws IOException {
		await(latch, LONG.toMillis());
	}

	private static void await(CountDownLatch latch, long millis) throws IOException {
		try {
			latch.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

}
