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

package plus.social.spring.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on a loopback socket that makes tunnels to this machine, whatever the
 * name of the host.
 */
public final class ConnectProxy implements AutoCloseable {

	private final ServerSocket socket;

	private final @Nullable String authorization;

	private final List<Socket> connections = new CopyOnWriteArrayList<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	/**
	 * Start a proxy.
	 * @param authorization the {@code Proxy-Authorization} that it asks for, if any
	 */
	public ConnectProxy(@Nullable String authorization) {
		this.authorization = authorization;
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		daemon(() -> {
			while (!this.socket.isClosed()) {
				Socket connection = accept(this.socket.accept());
				daemon(() -> serve(connection));
			}
		});
	}

	private Socket accept(Socket connection) {
		this.connections.add(connection);
		return connection;
	}

	private void serve(Socket connection) throws IOException {
		try (connection) {
			String request = readRequest(connection.getInputStream());
			this.requests.add(request);
			if (this.authorization != null
					&& !request.toLowerCase().contains("proxy-authorization: " + this.authorization.toLowerCase())) {
				answer(connection, "407 Proxy Authentication Required\r\nContent-Length: 0");
				return;
			}
			int port = Integer.parseInt(request.replaceFirst("(?s)CONNECT \\S+:(\\d+) .*", "$1"));
			try (Socket target = accept(new Socket(InetAddress.getLoopbackAddress(), port))) {
				answer(connection, "200 Connection Established");
				daemon(() -> target.getInputStream().transferTo(connection.getOutputStream()));
				connection.getInputStream().transferTo(target.getOutputStream());
			}
		}
	}

	private static String readRequest(InputStream in) throws IOException {
		StringBuilder request = new StringBuilder();
		while (request.indexOf("\r\n\r\n") == -1) {
			int read = in.read();
			if (read == -1) {
				throw new IOException("No request");
			}
			request.append((char) read);
		}
		return request.toString();
	}

	private static void answer(Socket connection, String answer) throws IOException {
		OutputStream out = connection.getOutputStream();
		out.write(("HTTP/1.1 " + answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	public int getPort() {
		return this.socket.getLocalPort();
	}

	public List<String> getRequests() {
		return this.requests;
	}

	private static void daemon(Action action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (IOException ex) {
				// The test is over, or one of the two ends hung up.
			}
		}, "connect-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
		for (Socket connection : this.connections) {
			connection.close();
		}
	}

	private interface Action {

		void run() throws IOException;

	}

}
