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

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.testsupport.TestCertificates;
import plus.social.spring.testsupport.TlsServer;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SocialPlusTls} in {@link SocialPlusTokenClient}, by handshakes with a
 * real server.
 */
class MutualTlsTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final Duration LONG = Duration.ofMinutes(10);

	private final List<AutoCloseable> resources = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable resource : this.resources) {
			resource.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void aTrustedServerTakesTheClientCertificate(String protocol) {
		TlsServer server = manage(new TlsServer("server", true, protocol));
		assertThat(mint(server, TestTls.client("client"))).isEqualTo(TlsServer.TOKEN);
		assertThat(server.getClients()).containsExactly("CN=client");
	}

	@ParameterizedTest
	@CsvSource({ "TLSv1.2, ''", "TLSv1.2, foreign-client", "TLSv1.3, ''", "TLSv1.3, foreign-client" })
	void aClientCertificateThatIsMissingOrForeignIsSaid(String protocol, String client) {
		TlsServer server = manage(new TlsServer("server", true, protocol));
		SocialPlusTls tls = client.isEmpty() ? TestTls.trusting("ca") : TestTls.client(client);
		assertTlsFailed(() -> mint(server, tls), "check that the client certificate is one of those");
		assertThat(server.getAccepted()).as("tried again").isOne();
	}

	// On a machine whose clock is late.
	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void aClientCertificateThatTheServerFindsExpiredIsSaid(String protocol) {
		TlsServer server = manage(new TlsServer("server", true, protocol));
		SocialPlusTokenClient client = client(server.getUrl(), Clock.offset(Clock.systemUTC(), Duration.ofDays(-25)));
		client.setTls(TestTls.client("expired-client"));
		assertTlsFailed(() -> mint(client), "check that the client certificate is one of those");
		assertThat(server.getAccepted()).as("tried again").isOne();
	}

	@ParameterizedTest
	@CsvSource({ "expired-client, expired at ", "future-client, is not valid before " })
	void aClientCertificateThatIsNotValidNowMakesNoConnection(String alias, String problem) {
		TlsServer server = manage(new TlsServer("server", true, "TLSv1.3"));
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> mint(server, TestTls.client(alias)))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.CLIENT_CERTIFICATE_INVALID))
			.withMessageContaining(problem)
			.withMessageContaining("Settings > Security");
		assertThat(server.getAccepted()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "TLSv1.2, unknown-server, is not trusted", "TLSv1.2, other-server, is for another name",
			"TLSv1.2, expired-server, has expired", "TLSv1.3, unknown-server, is not trusted",
			"TLSv1.3, other-server, is for another name", "TLSv1.3, expired-server, has expired" })
	void aServerCertificateThatCannotBeTrustedIsSaid(String protocol, String alias, String problem) {
		TlsServer server = manage(new TlsServer(alias, false, protocol));
		assertTlsFailed(() -> mint(server, TestTls.trusting("ca")), "Social Plus's certificate " + problem);
		assertThat(server.getAccepted()).as("tried again").isOne();
		assertThat(server.getClients()).as("got the server key").isEmpty();
	}

	@Test
	void withoutATrustStoreTheJvmDecides() {
		TlsServer server = manage(new TlsServer("server", false, "TLSv1.3"));
		assertTlsFailed(() -> mint(server, SocialPlusTls.defaults()), "is not trusted");
	}

	@Test
	void aChoiceOfProtocolsIsKept() {
		TlsServer server = manage(new TlsServer("server", false, "TLSv1.3"));
		SocialPlusTls tls = TestTls.trusting("ca").withOptions(List.of(), List.of("TLSv1.2"));
		assertTlsFailed(() -> mint(server, tls), "The TLS handshake with Social Plus failed");
	}

	@Test
	void aChoiceOfCiphersIsKept() {
		TlsServer server = manage(new TlsServer("server", false, "TLSv1.3"));
		SocialPlusTls tls = TestTls.trusting("ca").withOptions(List.of("TLS_AES_128_GCM_SHA256"), List.of());
		mint(server, tls);
		assertThat(server.getCipherSuites()).containsExactly("TLS_AES_128_GCM_SHA256");
	}

	// As some load balancers refuse a client certificate.
	@Test
	void aServerThatHangsUpAfterTheHandshakeMakesOneThinkOfTheClientCertificate() {
		TlsServer server = manage(new TlsServer("server", true, "TLSv1.3"));
		server.beforeAnswer(TlsServer::hangUp);
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> mint(server, TestTls.client("client")))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.CONNECTION_FAILED))
			.withMessageContaining("check the client certificate");
	}

	@Test
	void aCertificateIsRenewedUnderLoadWithoutLosingACall() throws Exception {
		CountDownLatch oldConnectionsClosed = new CountDownLatch(1);
		TlsServer server = manage(new TlsServer("server", true, "TLSv1.3")).onClose((name) -> {
			if (name.equals("CN=client")) {
				oldConnectionsClosed.countDown();
			}
		});
		SocialPlusTokenClient client = client(server.getUrl(), Clock.systemUTC());
		client.setTls(TestTls.client("client"));
		AtomicInteger minted = new AtomicInteger();
		AtomicBoolean renewed = new AtomicBoolean();
		Mono<SocialPlusAuthToken> mint = client.issueToken(ALICE).doOnNext((token) -> minted.incrementAndGet());
		Flux.range(0, 400).flatMap((i) -> mint, 16).doOnNext((token) -> {
			if (minted.get() >= 200 && renewed.compareAndSet(false, true)) {
				client.setTls(TestTls.client("next-client"));
			}
		}).blockLast(LONG);
		assertThat(minted).hasValue(400);
		assertThat(server.getClients()).hasSize(400).contains("CN=client").last().isEqualTo("CN=next-client");
		assertThat(oldConnectionsClosed.await(2, TimeUnit.MINUTES)).isTrue();
		mint.block();
		assertThat(server.getClosed()).containsOnly("CN=client");
	}

	@Test
	void aCallUnderWayFinishesOnTheConnectionThatItHas() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		TlsServer server = manage(new TlsServer("server", true, "TLSv1.3")).beforeAnswer((connection) -> {
			asked.countDown();
			await(answer);
		}).onClose((name) -> closed.countDown());
		SocialPlusTokenClient client = client(server.getUrl(), Clock.systemUTC());
		client.setTls(TestTls.client("client"));
		var underWay = client.issueToken(ALICE).toFuture();
		assertThat(asked.await(2, TimeUnit.MINUTES)).isTrue();
		client.setTls(TestTls.client("next-client"));
		assertThat(closed.getCount()).isOne();
		answer.countDown();
		assertThat(underWay.get(2, TimeUnit.MINUTES).getTokenValue()).isEqualTo(TlsServer.TOKEN);
		assertThat(closed.await(2, TimeUnit.MINUTES)).as("the old pool drains").isTrue();
		mint(client);
		assertThat(server.getClients()).containsExactly("CN=client", "CN=next-client");
	}

	@Test
	void aCertificateThatComesBeforeTheFirstCallIsTheOneUsed() {
		TlsServer server = manage(new TlsServer("server", true, "TLSv1.3"));
		SocialPlusTokenClient client = client(server.getUrl(), Clock.systemUTC());
		client.setTls(TestTls.client("foreign-client"));
		client.setTls(TestTls.client("client"));
		mint(client);
		assertThat(server.getClients()).containsExactly("CN=client");
	}

	@Test
	void anExpiredCertificateIsReplacedWithoutARestart() {
		TlsServer server = manage(new TlsServer("server", true, "TLSv1.3"));
		SocialPlusTokenClient client = client(server.getUrl(), Clock.systemUTC());
		client.setTls(TestTls.client("expired-client"));
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> mint(client));
		client.setTls(TestTls.client("client"));
		assertThat(mint(client)).isEqualTo(TlsServer.TOKEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void aHandshakeSurvivesTheCallThatBeganItAndJoinsThePool(String protocol) throws Exception {
		CountDownLatch connected = new CountDownLatch(1);
		CountDownLatch held = new CountDownLatch(1);
		TlsServer server = manage(new TlsServer("server", true, protocol)).beforeHandshake(() -> {
			connected.countDown();
			await(held);
		});
		SocialPlusTokenClient client = client(server.getUrl(), LONG, 1);
		client.setTls(TestTls.client("client"));
		Disposable call = client.issueToken(ALICE).subscribe();
		assertThat(connected.await(30, TimeUnit.SECONDS)).isTrue();
		call.dispose();
		var next = client.issueToken(ALICE).toFuture();
		held.countDown();
		assertThat(next.get(30, TimeUnit.SECONDS).getTokenValue()).isEqualTo(TlsServer.TOKEN);
		assertThat(server.getAccepted()).isOne();
		assertThat(server.getHandshakes()).isOne();
	}

	@Test
	void aBurstOnAnEmptyPoolMakesFewHandshakesAtOnceAndSharesTheirConnections() throws Exception {
		CountDownLatch connecting = new CountDownLatch(ConnectionPermits.MAX_CONNECTING);
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		TlsServer server = manage(new TlsServer("server", true, "TLSv1.3")).beforeHandshake(() -> {
			connecting.countDown();
			await(held);
		}).beforeAnswer((connection) -> await(answer));
		SocialPlusTokenClient client = client(server.getUrl(), LONG, 64);
		client.setTls(TestTls.client("client"));
		client.warmUp().block();
		var burst = Flux.range(0, 64).flatMap((i) -> client.issueToken(ALICE), 64).collectList().toFuture();
		assertThat(connecting.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(server.getAccepted()).isEqualTo(ConnectionPermits.MAX_CONNECTING);
		assertThat(server.getHandshakes()).isZero();
		held.countDown();
		answer.countDown();
		assertThat(burst.get(30, TimeUnit.SECONDS)).hasSize(64);
		assertThat(server.getClients()).as("no second attempts").hasSize(64);
		assertThat(server.getHandshakes()).isLessThanOrEqualTo(64);
	}

	@Test
	void handshakesThatTakeLongDoNotKeepOthersFromBeingMade() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		AtomicInteger handshakes = new AtomicInteger();
		TlsServer server = manage(new TlsServer("server", true, "TLSv1.3")).beforeHandshake(() -> {
			if (handshakes.incrementAndGet() <= ConnectionPermits.MAX_CONNECTING) {
				await(held);
			}
		});
		SocialPlusTokenClient client = client(server.getUrl(), Duration.ofSeconds(1), 64);
		client.setTls(TestTls.client("client"));
		client.warmUp().block();
		Flux.range(0, ConnectionPermits.MAX_CONNECTING)
			.flatMap((i) -> client.issueToken(ALICE).onErrorResume((ex) -> Mono.empty()))
			.blockLast();
		client.reset();
		assertThat(client.issueToken(ALICE).retry(20).block(LONG)).isNotNull();
		assertThat(held.getCount()).isOne();
		held.countDown();
	}

	@Test
	void aHandshakeThatIsComputedForLongHoldsUpNoOther() throws Exception {
		TlsServer server = manage(new TlsServer("server", true, "TLSv1.3"));
		CountDownLatch computing = new CountDownLatch(1);
		CountDownLatch computed = new CountDownLatch(1);
		SocialPlusTokenClient client = client(server.getUrl(), LONG, 64);
		client.setTls(TestTls.client("client").withTrust(SlowTrust.of(TestCertificates.trust("ca"), () -> {
			if (computing.getCount() > 0) {
				computing.countDown();
				await(computed);
			}
		})));
		client.warmUp().block();
		var first = client.issueToken(ALICE).toFuture();
		assertThat(computing.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(mint(client)).isEqualTo(TlsServer.TOKEN);
		assertThat(first).isNotDone();
		computed.countDown();
		assertThat(first.get(30, TimeUnit.SECONDS)).isNotNull();
	}

	private static void assertTlsFailed(ThrowingCallable call, String message) {
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(call)
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.TLS_FAILED));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(2, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String mint(TlsServer server, SocialPlusTls tls) {
		SocialPlusTokenClient client = client(server.getUrl(), Clock.systemUTC());
		client.setTls(tls);
		return mint(client);
	}

	private static String mint(SocialPlusTokenClient client) {
		return String.valueOf(client.issueToken(ALICE).map(SocialPlusAuthToken::getTokenValue).block());
	}

	private SocialPlusTokenClient client(String url, Clock clock) {
		return client(url, clock, LONG, 64);
	}

	private SocialPlusTokenClient client(String url, Duration callTimeout, int maxConnections) {
		return client(url, Clock.systemUTC(), callTimeout, maxConnections);
	}

	private SocialPlusTokenClient client(String url, Clock clock, Duration callTimeout, int maxConnections) {
		SocialPlusClientSettings settings = new SocialPlusClientSettings(LONG, LONG, callTimeout, maxConnections,
				Duration.ofMinutes(10), null);
		return manage(new SocialPlusTokenClient(SocialPlusBaseUrl.of(url), () -> List.of(ServerKey.of("k3y")), settings,
				clock));
	}

	private <T extends AutoCloseable> T manage(T resource) {
		this.resources.add(resource);
		return resource;
	}

}
