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

package plus.social.spring.tests.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before Social Plus, and keeps the answers to calls of users whose logins stop
 * {@linkplain Point#DURING_THE_MINT during the mint}.
 */
final class HeldAnswers implements AutoCloseable {

	private static final Pattern USER = Pattern.compile("userId\"?[=:] ?\"?([a-z_]+-[0-9]+)");

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final URI target;

	private volatile Consumer<String> listener = (user) -> {
	};

	HeldAnswers(URI target) throws IOException {
		this.target = target;
		this.threads.execute(this::accept);
	}

	String getUrl() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	/**
	 * Set who is told whose answer is kept.
	 */
	void whenHeld(Consumer<String> listener) {
		this.listener = listener;
	}

	private void accept() {
		try {
			while (true) {
				Socket caller = this.server.accept();
				this.threads.execute(() -> connect(caller));
			}
		}
		catch (IOException ex) {
			// It is closed.
		}
	}

	private void connect(Socket caller) {
		try (caller; Socket upstream = new Socket(this.target.getHost(), this.target.getPort())) {
			Exchange exchange = new Exchange(caller, upstream);
			this.threads.execute(exchange::answer);
			exchange.ask();
		}
		catch (IOException ex) {
			// The node has died.
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.threads.shutdownNow();
	}

	/**
	 * A connection through which requests go one after the other.
	 */
	private final class Exchange {

		private final Socket caller;

		private final Socket upstream;

		private volatile String held;

		Exchange(Socket caller, Socket upstream) {
			this.caller = caller;
			this.upstream = upstream;
		}

		void ask() throws IOException {
			copy(this.caller.getInputStream(), this.upstream.getOutputStream(), (text) -> {
				Matcher user = USER.matcher(text);
				if (user.find() && Point.DURING_THE_MINT.concerns(user.group(1))) {
					this.held = user.group(1);
				}
				return true;
			});
		}

		void answer() {
			try {
				copy(this.upstream.getInputStream(), this.caller.getOutputStream(), (text) -> {
					if (this.held != null) {
						HeldAnswers.this.listener.accept(this.held);
					}
					return this.held == null;
				});
			}
			catch (IOException ex) {
				// The node has died.
			}
		}

		private void copy(InputStream in, OutputStream out, java.util.function.Predicate<String> filter)
				throws IOException {
			byte[] buffer = new byte[16 * 1024];
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				if (filter.test(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))) {
					out.write(buffer, 0, length);
				}
			}
		}

	}

}
