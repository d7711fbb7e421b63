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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plus.social.spring.testsupport.RawServer;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CancellableConnectionProvider} with the pool of
 * {@link ReactorNettyTransport}.
 */
class CancellableConnectionProviderTests {

	private static final Duration LONG = Duration.ofMinutes(2);

	private static final int CONNECTIONS = 2;

	private static final String TOKEN = RawServer.response(200, "text/plain", "token");

	/**
	 * All connections are in use when a response is sent.
	 */
	private final CyclicBarrier together = new CyclicBarrier(CONNECTIONS);

	private final RawServer server = new RawServer((connection, request) -> {
		if (request.contains("\"together\"")) {
			await(this.together);
		}
		if (!request.contains("\"never\"")) {
			connection.getOutputStream().write(TOKEN.getBytes(StandardCharsets.US_ASCII));
		}
	});

	private final ReactorNettyTransport transport = new ReactorNettyTransport(
			new SocialPlusClientSettings(LONG, LONG, LONG, CONNECTIONS, LONG, null), SocialPlusTls.defaults());

	@AfterEach
	void close() throws Exception {
		this.transport.close();
		this.server.close();
	}

	@Test
	void aCallThatIsCancelledWhileItGetsAConnectionSendsNothing() throws Exception {
		useAllConnections();
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch free = new CountDownLatch(1);
		// Keeps the thread of all connections busy.
		CompletableFuture<HttpResponse> first = this.transport.send(request("first"), () -> {
			busy.countDown();
			await(free);
		}).toFuture();
		await(busy);
		Disposable cancelled = this.transport.send(request("never")).subscribe();
		cancelled.dispose();
		free.countDown();
		get(first);
		useAllConnections();
		assertThat(this.server.getRequests()).noneMatch((request) -> request.contains("never"));
	}

	@Test
	void aCallThatIsCancelledWhileItWaitsForAConnectionTakesNone() throws Exception {
		CountDownLatch sent = new CountDownLatch(CONNECTIONS);
		CompletableFuture<HttpResponse> first = this.transport.send(request("together"), sent::countDown).toFuture();
		CompletableFuture<HttpResponse> unanswered = this.transport.send(request("never"), sent::countDown).toFuture();
		await(sent);
		Disposable cancelled = this.transport.send(request("never, either")).subscribe();
		cancelled.dispose();
		unanswered.cancel(true);
		get(this.transport.send(request("together")).toFuture());
		get(first);
		useAllConnections();
		assertThat(this.server.getRequests()).noneMatch((request) -> request.contains("either"));
		// One more instead of the one that the other cancelled call closed.
		assertThat(this.server.getAccepted()).isEqualTo(CONNECTIONS + 1);
	}

	@Test
	void aCancelledCallClosesTheConnectionOnWhichItWaits() throws Exception {
		CountDownLatch sent = new CountDownLatch(1);
		Disposable cancelled = this.transport.send(request("never"), sent::countDown).subscribe();
		await(sent);
		cancelled.dispose();
		useAllConnections();
	}

	private void useAllConnections() throws Exception {
		CompletableFuture<HttpResponse> first = this.transport.send(request("together")).toFuture();
		CompletableFuture<HttpResponse> second = this.transport.send(request("together")).toFuture();
		get(first);
		get(second);
	}

	private HttpRequest request(String userId) {
		byte[] body = "{\"userId\":\"%s\"}".formatted(userId).getBytes(StandardCharsets.UTF_8);
		return new HttpRequest(URI.create(this.server.getUrl()), Map.of(), body);
	}

	private static void get(CompletableFuture<HttpResponse> response) throws Exception {
		assertThat(response.get(30, TimeUnit.SECONDS).getStatus()).isEqualTo(200);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (BrokenBarrierException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
