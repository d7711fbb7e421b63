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
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Social Plus on a loopback port. It issues tokens that contain the user id, after a
 * delay, and counts requests and open sockets.
 */
final class SocialPlusServer implements AutoCloseable {

	static final String SERVER_KEY = "benchmark-server-key";

	private static final Pattern USER_ID = Pattern.compile("\"userId\":\"([^\"]+)\"");

	/**
	 * Minimum lifetime of a socket to be counted. Reactor's pool releases the permit of a
	 * connection just before it closes it, so that there are two sockets while one is
	 * replaced.
	 */
	private static final Duration MIN_LIFETIME = Duration.ofMillis(50);

	/**
	 * Number of sockets up to which the server's own count is used, which may include
	 * some that the client has closed already.
	 */
	private static final int EXPECTED_SOCKETS = 64;

	private final AtomicInteger requests = new AtomicInteger();

	private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

	private final AtomicInteger maxSockets = new AtomicInteger();

	private final AtomicInteger connections = new AtomicInteger();

	private final boolean secured;

	private final DisposableServer server;

	private volatile Duration delay = Duration.ZERO;

	private volatile boolean down;

	SocialPlusServer() {
		this(null);
	}

	/**
	 * Create a server that may require mTLS.
	 * @param sslContext the TLS settings, or {@code null} for none
	 */
	SocialPlusServer(@Nullable SslContext sslContext) {
		this.secured = sslContext != null;
		HttpServer server = HttpServer.create();
		this.server = ((sslContext != null) ? server.secure((spec) -> spec.sslContext(sslContext)) : server)
			.host("127.0.0.1")
			.port(0)
			.doOnChannelInit((observer, channel, address) -> count(channel))
			.route((routes) -> routes.post("/api/v4/authentication/token", this::mint))
			.bindNow();
	}

	/**
	 * Return the prefix of a user's tokens.
	 * @param userId the id of the user
	 * @return the prefix
	 */
	static String tokenPrefix(String userId) {
		return "token-of-" + userId + "-";
	}

	// Asking the operating system takes milliseconds, as it lists closed sockets for a
	// minute: for each connection of a login storm, it would take a second in all.
	private void count(Channel channel) {
		this.connections.incrementAndGet();
		this.channels.add(channel);
		channel.closeFuture().addListener((closed) -> this.channels.remove(channel));
		int open = this.channels.size();
		if (open <= EXPECTED_SOCKETS) {
			this.maxSockets.accumulateAndGet(open, Math::max);
		}
		else {
			Set<String> peers = openSockets();
			channel.eventLoop().schedule(() -> noticeSockets(peers), MIN_LIFETIME.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void noticeSockets(Set<String> before) {
		Set<String> open = new HashSet<>(before);
		open.retainAll(openSockets());
		this.maxSockets.accumulateAndGet(open.size(), Math::max);
	}

	private Set<String> openSockets() {
		return EstablishedSockets.peers(getPort())
			.orElseGet(() -> this.channels.stream()
				.map((channel) -> channel.id().asLongText())
				.collect(Collectors.toSet()));
	}

	private Publisher<Void> mint(HttpServerRequest request, HttpServerResponse response) {
		if (this.down) {
			return Mono.never();
		}
		int number = this.requests.incrementAndGet();
		response.header("Content-Type", "text/plain");
		return request.receive()
			.aggregate()
			.asString()
			.delayUntil((body) -> this.delay.isZero() ? Mono.empty() : Mono.delay(this.delay))
			.flatMap((body) -> response.sendString(Mono.just(tokenPrefix(userId(body)) + number)).then());
	}

	private static String userId(String body) {
		Matcher matcher = USER_ID.matcher(body);
		return matcher.find() ? matcher.group(1) : "nobody";
	}

	void setDelay(Duration delay) {
		this.delay = delay;
	}

	/**
	 * Start or end an outage.
	 * @param down whether there is an outage
	 */
	void setDown(boolean down) {
		this.down = down;
	}

	int getPort() {
		return this.server.port();
	}

	String getBaseUrl() {
		return (this.secured ? "https" : "http") + "://127.0.0.1:" + getPort();
	}

	int getRequests() {
		return this.requests.get();
	}

	/**
	 * Return the number of connections since the start, and so of handshakes over mTLS.
	 * @return the number of connections
	 */
	int getConnections() {
		return this.connections.get();
	}

	/**
	 * Return the maximum number of sockets that were open concurrently since the last
	 * call, not counting short-lived ones.
	 * @return the maximum number of sockets
	 */
	int takeMaxSockets() {
		return this.maxSockets.getAndSet(this.channels.size());
	}

	/**
	 * Stop listening, and close all connections.
	 */
	@Override
	public void close() {
		this.server.disposeNow();
		this.channels.forEach(Channel::close);
	}

}
