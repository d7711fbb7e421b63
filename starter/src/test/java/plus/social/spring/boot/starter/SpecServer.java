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

package plus.social.spring.boot.starter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import plus.social.spring.testsupport.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A plain HTTP server that answers as Social Plus's specification says, until it is told
 * otherwise.
 */
final class SpecServer implements AutoCloseable {

	static final String SERVER_KEY = "s3rver-key-canary";

	private static final Pattern USER_ID = Pattern.compile("\\{\"userId\":\"(.*)\"}");

	private static final Duration PATIENCE = Browser.PATIENCE.multipliedBy(5);

	/**
	 * Long enough for a body to last longer than a browser waits.
	 */
	private static final Duration DRIP = Browser.PATIENCE.dividedBy(20);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Map<String, String> minted = new ConcurrentHashMap<>();

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final List<String> userIds = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	private volatile Weather weather = Weather.FAIR;

	private volatile CountDownLatch release = new CountDownLatch(1);

	SpecServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	String getUrl() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	void setWeather(Weather weather) {
		this.weather = weather;
		this.release = new CountDownLatch(1);
	}

	/**
	 * Let a {@link Weather#LATE} answer go.
	 */
	void release() {
		this.release.countDown();
	}

	void forget() {
		setWeather(Weather.FAIR);
		this.minted.clear();
		this.calls.clear();
		this.userIds.clear();
	}

	List<String> getCalls() {
		return this.calls;
	}

	/**
	 * Wait until a token was asked for.
	 * @param userId the user
	 */
	void awaitCallFor(String userId) {
		Instant deadline = Instant.now().plus(PATIENCE);
		synchronized (this.userIds) {
			while (!this.userIds.contains(userId)) {
				assertThat(Instant.now()).as("no call for %s", userId).isBefore(deadline);
				try {
					this.userIds.wait(1000);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}
	}

	List<String> getCallsFor(String userId) {
		return this.userIds.stream().filter(userId::equals).toList();
	}

	String getMintedFor(String userId) {
		return this.minted.getOrDefault(userId, "none");
	}

	private void handle(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		Matcher matcher = USER_ID.matcher(body);
		this.calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
		synchronized (this.userIds) {
			this.userIds.add(matcher.matches() ? matcher.group(1) : "");
			this.userIds.notifyAll();
		}
		switch (this.weather) {
			case FAIR -> mint(exchange, matcher);
			case LATE -> {
				await(this.release);
				mint(exchange, matcher);
			}
			case HANGING -> await(this.closed);
			case DRIPPING -> drip(exchange);
			case HTML -> answer(exchange, 200, "text/html", "<html><body>Welcome to the proxy</body></html>");
		}
	}

	private void mint(HttpExchange exchange, Matcher userId) throws IOException {
		boolean isToken = exchange.getRequestMethod().equals("POST")
				&& exchange.getRequestURI().toString().equals("/api/v4/authentication/token");
		if (!isToken || !userId.matches()) {
			answer(exchange, 422, "application/json", "{\"status\":\"error\",\"code\":500000}");
		}
		else if (!SERVER_KEY.equals(exchange.getRequestHeaders().getFirst("x-server-key"))) {
			answer(exchange, 401, "text/plain", "Unauthorized");
		}
		else {
			String token = "%08x".formatted(this.calls.size()) + "t0ken-canary-0123456789abcdef01234";
			this.minted.put(userId.group(1), token);
			answer(exchange, 200, "text/plain", token);
		}
	}

	private void drip(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().add("Content-Type", "text/plain");
		exchange.sendResponseHeaders(200, 42);
		for (int i = 0; i < 42 && this.closed.getCount() > 0; i++) {
			exchange.getResponseBody().write('x');
			exchange.getResponseBody().flush();
			await(this.closed, DRIP);
		}
	}

	private static void answer(HttpExchange exchange, int status, String contentType, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", contentType);
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private static void await(CountDownLatch latch) throws IOException {
		await(latch, PATIENCE);
	}

	private static void await(CountDownLatch latch, Duration atMost) throws IOException {
		try {
			latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.release.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	enum Weather {

		FAIR, LATE, HANGING, DRIPPING, HTML

	}

}
