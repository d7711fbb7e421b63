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

package plus.social.spring.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import plus.social.spring.testsupport.SocketServer;

/**
 * A server on a raw loopback socket, with or without TLS, that has a fault.
 */
final class FaultServer implements Upstream {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final String url;

	private final Behaviour behaviour;

	private final OpenConnections open = new OpenConnections();

	private final Map<String, List<String>> tokens = new ConcurrentHashMap<>();

	private final AtomicInteger unused = new AtomicInteger();

	private final Counter connections = new Counter();

	private final Counter requests = new Counter();

	private final Counter answered = new Counter();

	private final CountDownLatch end = new CountDownLatch(1);

	private final SocketServer server;

	FaultServer(ServerSocket socket, String scheme, Behaviour behaviour) {
		this.url = scheme + "://localhost:" + socket.getLocalPort();
		this.behaviour = behaviour;
		this.server = new SocketServer(socket, this::accept);
	}

	static FaultServer http(Behaviour behaviour) {
		try {
			return new FaultServer(new ServerSocket(0, 1000, InetAddress.getByName("127.0.0.1")), "http", behaviour);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private SocketServer.Task accept(Socket accepted) {
		this.open.add(accepted);
		this.unused.incrementAndGet();
		int number = this.connections.increment();
		return () -> serve(accepted, number);
	}

	private void serve(Socket accepted, int connection) throws IOException {
		try (accepted) {
			TokenRequest request = TokenRequest.read(accepted.getInputStream());
			for (int number = 1; request != null; number++) {
				this.requests.increment();
				if (number == 1) {
					this.unused.decrementAndGet();
				}
				this.behaviour.answer(new Exchange(this, accepted, connection, number, request));
				this.answered.increment();
				request = accepted.isClosed() ? null : TokenRequest.read(accepted.getInputStream());
			}
		}
		finally {
			this.open.remove(accepted);
		}
	}

	String mint(String userId) {
		List<String> minted = this.tokens.computeIfAbsent(userId,
				(key) -> Collections.synchronizedList(new ArrayList<>()));
		synchronized (minted) {
			minted.add(Canary.secret("token-" + userId + "-" + minted.size()));
			return minted.get(minted.size() - 1);
		}
	}

	void awaitEnd(int millis) throws IOException {
		try {
			if (this.end.await(millis, TimeUnit.MILLISECONDS)) {
				throw new SocketTimeoutException("The server was closed");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String getUrl() {
		return this.url;
	}

	@Override
	public int getCalls() {
		return this.requests.get() + this.unused.get();
	}

	/**
	 * Wait until so many requests have arrived.
	 */
	void awaitRequests(int number) {
		this.requests.await(number, PATIENCE);
	}

	/**
	 * Wait until so many requests have been answered, but not for too long.
	 */
	void awaitAnswers(int number, Duration atMost) {
		this.answered.await(number, atMost);
	}

	int getAnswered() {
		return this.answered.get();
	}

	int getRequests() {
		return this.requests.get();
	}

	int getConnections() {
		return this.connections.get();
	}

	/**
	 * Say how many connections must be open at once at most.
	 */
	FaultServer withLimit(int limit) {
		this.open.setLimit(limit);
		return this;
	}

	/**
	 * Return how many connections have been open at once at most.
	 */
	int getMostOpen() {
		return this.open.getMost();
	}

	@Override
	public List<String> getTokens(String userId) {
		return List.copyOf(this.tokens.getOrDefault(userId, List.of()));
	}

	@Override
	public void close() {
		this.end.countDown();
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
