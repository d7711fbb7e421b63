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

package plus.social.spring.benchmarks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.X509Bundle;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Social Plus with mTLS on a loopback port. It accepts two client certificates and two
 * server keys at a time.
 */
final class MutualTlsServer implements AutoCloseable {

	/**
	 * Delay of each response, so that some calls are in progress at any time.
	 */
	private static final Duration DELAY = Duration.ofMillis(50);

	private final RotatingCredentials<String> keys;

	private final AtomicInteger refusedKeys = new AtomicInteger();

	private final AtomicInteger connections = new AtomicInteger();

	private final DisposableServer server;

	MutualTlsServer(X509Bundle certificate, RotatingCredentials<String> keys, ActiveCertificates certificates)
			throws Exception {
		this.keys = keys;
		SslContext context = SslContextBuilder.forServer(certificate.toKeyManagerFactory())
			.trustManager(certificates)
			.clientAuth(ClientAuth.REQUIRE)
			.build();
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.doOnChannelInit((observer, channel, address) -> this.connections.incrementAndGet())
			.secure((spec) -> spec.sslContext(context))
			.route((routes) -> routes.post("/api/v4/authentication/token", this::mint))
			.bindNow();
	}

	private Publisher<Void> mint(HttpServerRequest request, HttpServerResponse response) {
		boolean accepted = this.keys.accept(String.valueOf(request.requestHeaders().get("x-server-key")));
		if (!accepted) {
			this.refusedKeys.incrementAndGet();
			response.status(401);
		}
		response.header("Content-Type", "text/plain");
		return request.receive()
			.aggregate()
			.then(Mono.delay(DELAY))
			.then(response.sendString(Mono.just(accepted ? "token" : "Unauthorized")).then());
	}

	String getBaseUrl() {
		return "https://127.0.0.1:" + this.server.port();
	}

	/**
	 * Return the number of connections since the start, and so of handshakes.
	 * @return the number of connections
	 */
	int getConnections() {
		return this.connections.get();
	}

	int getRefusedKeys() {
		return this.refusedKeys.get();
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

}
