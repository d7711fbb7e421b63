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

package plus.social.spring.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import plus.social.spring.client.HeldTrust;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusBaseUrl;
import plus.social.spring.client.SocialPlusClientSettings;
import plus.social.spring.client.SocialPlusTokenClient;

/**
 * A client that is being built for as long as a test wants, and what it calls then.
 */
final class HeldClient implements AutoCloseable {

	static final String TOKEN = "t0ken-of-the-server";

	private final HeldTrust trust = new HeldTrust();

	private final HttpServer server;

	private final SocialPlusTokenClient client;

	HeldClient(Clock clock) throws IOException, InterruptedException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			exchange.getRequestBody().readAllBytes();
			exchange.getResponseHeaders().set("Content-Type", "text/plain");
			exchange.sendResponseHeaders(200, TOKEN.length());
			exchange.getResponseBody().write(TOKEN.getBytes());
			exchange.close();
		});
		this.server.start();
		Duration time = Duration.ofSeconds(30);
		this.client = new SocialPlusTokenClient(
				SocialPlusBaseUrl.of("http://127.0.0.1:" + this.server.getAddress().getPort()),
				() -> List.of(ServerKey.of("k3y")),
				new SocialPlusClientSettings(time, time, time, 64, Duration.ofMinutes(10), null), clock);
		this.client.setTls(this.trust.getTls());
		this.client.warmUp().subscribe();
		this.trust.awaitBuilding();
	}

	SocialPlusTokenClient getClient() {
		return this.client;
	}

	/**
	 * Return whether the client is still being built, so that nobody has waited for it.
	 * @return whether it is held
	 */
	boolean isHeld() {
		return this.trust.isHeld();
	}

	void release() {
		this.trust.release();
	}

	@Override
	public void close() {
		this.trust.close();
		this.client.close();
		this.server.stop(0);
	}

}
