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
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An HTTP proxy that asks for a password.
 */
final class ProxyServer implements AutoCloseable {

	private static final Pattern TARGET = Pattern.compile("CONNECT ([^: ]+):(\\d+) HTTP/1\\.1\r\n");

	private static final String USERNAME = "application";

	private final AtomicInteger tunnels = new AtomicInteger();

	private final AtomicInteger refusals = new AtomicInteger();

	private final String password;

	private final ServerSocket socket;

	/**
	 * Start a proxy.
	 * @param password the password that it asks for
	 */
	ProxyServer(String password) throws IOException {
		this.password = password;
		this.socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		daemon(() -> {
			while (!this.socket.isClosed()) {
				Socket client = this.socket.accept();
				daemon(() -> serve(client));
			}
		});
	}

	/**
	 * Return what an application needs that knows this password.
	 */
	Stream<String> getProperties(String knownPassword) {
		String proxy = "socialplus.http.proxy.";
		return Stream.of(proxy + "host=127.0.0.1", proxy + "port=" + this.socket.getLocalPort(),
				proxy + "username=" + USERNAME, proxy + "password=" + knownPassword);
	}

	int getTunnels() {
		return this.tunnels.get();
	}

	int getRefusals() {
		return this.refusals.get();
	}

	private void serve(Socket client) throws IOException {
		try (client) {
			String head = readHead(client.getInputStream());
			Matcher target = TARGET.matcher(head);
			if (!target.find()) {
				return;
			}
			byte[] credentials = (USERNAME + ":" + this.password).getBytes(StandardCharsets.UTF_8);
			if (!head.contains("Basic " + Base64.getEncoder().encodeToString(credentials) + "\r\n")) {
				this.refusals.incrementAndGet();
				answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");
				return;
			}
			try (Socket server = new Socket(target.group(1), Integer.parseInt(target.group(2)))) {
				this.tunnels.incrementAndGet();
				answer(client, "200 Connection established");
				daemon(() -> server.getInputStream().transferTo(client.getOutputStream()));
				client.getInputStream().transferTo(server.getOutputStream());
			}
		}
	}

	private static String readHead(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		int read = in.read();
		while (read != -1) {
			head.append((char) read);
			read = (head.indexOf("\r\n\r\n") == -1) ? in.read() : -1;
		}
		return head.toString();
	}

	private static void answer(Socket client, String status) throws IOException {
		client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
	}

	private static void daemon(Action action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (IOException ex) {
				// One side has hung up.
			}
		}, "proxy-server");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private interface Action {

		void run() throws IOException;

	}

}
