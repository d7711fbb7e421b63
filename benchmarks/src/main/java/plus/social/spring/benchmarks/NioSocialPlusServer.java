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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * Social Plus on one thread that does as little as possible, since it shares the
 * processors with the application whose rate is measured. {@link SocialPlusServer} takes
 * several times as much for a token.
 */
final class NioSocialPlusServer implements AutoCloseable {

	private static final int MAX_REQUEST = 8 * 1024;

	private static final int IDLE_MILLIS = 100;

	/**
	 * Time after which no more calls are expected. The calls of logins follow each other.
	 */
	private static final Duration QUIET = Duration.ofSeconds(3);

	private final Selector selector = Selector.open();

	private final ServerSocketChannel listening = ServerSocketChannel.open();

	private final Queue<Delayed> delayed = new ArrayDeque<>();

	private volatile long tokens;

	private volatile long delayNanos;

	private volatile boolean down;

	private volatile boolean closed;

	NioSocialPlusServer() throws IOException {
		this.listening.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1024);
		this.listening.configureBlocking(false);
		this.listening.register(this.selector, SelectionKey.OP_ACCEPT);
		Thread thread = new Thread(this::run, "Social Plus");
		thread.setDaemon(true);
		thread.start();
	}

	private void run() {
		try {
			while (!this.closed) {
				this.selector.select(this::handle, getWaitMillis());
				sendDue();
			}
			for (SelectionKey key : this.selector.keys()) {
				key.channel().close();
			}
			this.selector.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private long getWaitMillis() {
		Delayed next = this.delayed.peek();
		return (next != null) ? Math.max(1, (next.dueAt - System.nanoTime()) / 1_000_000) : IDLE_MILLIS;
	}

	private void handle(SelectionKey key) {
		try {
			if (key.isAcceptable()) {
				accept();
			}
			else {
				receive(key);
			}
		}
		catch (IOException ex) {
			close(key);
		}
	}

	private void accept() throws IOException {
		for (SocketChannel channel = this.listening.accept(); channel != null; channel = this.listening.accept()) {
			channel.configureBlocking(false);
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			channel.register(this.selector, SelectionKey.OP_READ, ByteBuffer.allocate(MAX_REQUEST));
		}
	}

	private void receive(SelectionKey key) throws IOException {
		SocketChannel channel = (SocketChannel) key.channel();
		ByteBuffer received = (ByteBuffer) key.attachment();
		if (channel.read(received) == -1) {
			close(key);
			return;
		}
		String body = TokenRequest
			.readBody(new String(received.array(), 0, received.position(), StandardCharsets.ISO_8859_1));
		if (body == null) {
			return;
		}
		received.clear();
		if (!this.down) {
			this.tokens++;
			respond(channel, TokenRequest.respond(body, this.tokens));
		}
	}

	private void respond(SocketChannel channel, byte[] response) throws IOException {
		if (this.delayNanos == 0) {
			channel.write(ByteBuffer.wrap(response));
		}
		else {
			this.delayed.add(new Delayed(System.nanoTime() + this.delayNanos, channel, response));
		}
	}

	// In the order of requests, as all wait for the same time.
	private void sendDue() {
		for (Delayed next = this.delayed.peek(); next != null
				&& next.dueAt <= System.nanoTime(); next = this.delayed.peek()) {
			this.delayed.remove();
			next.send();
		}
	}

	private static void close(SelectionKey key) {
		try {
			key.channel().close();
		}
		catch (IOException ex) {
			// The channel is no longer used, closed or not.
		}
	}

	String getBaseUrl() throws IOException {
		return "http://127.0.0.1:" + ((InetSocketAddress) this.listening.getLocalAddress()).getPort();
	}

	/**
	 * Return the number of tokens issued since the start.
	 * @return the number of tokens
	 */
	long getTokens() {
		return this.tokens;
	}

	/**
	 * Wait until a number of tokens have been issued since the start, or until none is
	 * requested any more.
	 * @param number the number
	 */
	void awaitTokens(long number) throws InterruptedException {
		long last = this.tokens;
		long lastAt = System.nanoTime();
		while (last < number && System.nanoTime() - lastAt < QUIET.toNanos()) {
			Pause.of(Duration.ofMillis(1));
			if (this.tokens != last) {
				last = this.tokens;
				lastAt = System.nanoTime();
			}
		}
	}

	void setDelay(Duration delay) {
		this.delayNanos = delay.toNanos();
	}

	/**
	 * Start or end an outage, in which no request gets a response.
	 * @param down whether there is an outage
	 */
	void setDown(boolean down) {
		this.down = down;
	}

	@Override
	public void close() {
		this.closed = true;
		this.selector.wakeup();
	}

	/**
	 * Response that is sent later.
	 *
	 * @param dueAt when to send it
	 * @param channel the connection
	 * @param response the response
	 */
	private record Delayed(long dueAt, SocketChannel channel, byte[] response) {

		void send() {
			try {
				this.channel.write(ByteBuffer.wrap(this.response));
			}
			catch (IOException ex) {
				// The client has given up.
			}
		}

	}

	/**
	 * Request for a token.
	 */
	static final class TokenRequest {

		private static final String END_OF_HEAD = "\r\n\r\n";

		private static final String LENGTH = "content-length: ";

		private static final String USER_ID = "\"userId\":\"";

		private TokenRequest() {
		}

		/**
		 * Return the body of a request.
		 * @param received the data received so far
		 * @return the body, or {@code null} if it is incomplete
		 */
		static @Nullable String readBody(String received) {
			int end = received.indexOf(END_OF_HEAD);
			if (end == -1) {
				return null;
			}
			String body = received.substring(end + END_OF_HEAD.length());
			return (body.length() >= readLength(received, end)) ? body : null;
		}

		private static int readLength(String received, int end) {
			for (int line = received.indexOf("\r\n"); line < end; line = received.indexOf("\r\n", line + 2)) {
				if (received.regionMatches(true, line + 2, LENGTH, 0, LENGTH.length())) {
					int value = line + 2 + LENGTH.length();
					return Integer.parseInt(received.substring(value, received.indexOf("\r\n", value)));
				}
			}
			return 0;
		}

		static byte[] respond(String body, long number) {
			int start = body.indexOf(USER_ID) + USER_ID.length();
			String token = SocialPlusServer.tokenPrefix(body.substring(start, body.indexOf('"', start))) + number;
			return ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + token.length() + "\r\n\r\n"
					+ token)
				.getBytes(StandardCharsets.US_ASCII);
		}

	}

}
