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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Server for a single request on a loopback port, so that a transport can warm up with a
 * real exchange that never leaves this machine.
 */
final class LoopbackServer implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 5000;

	private static final byte[] RESPONSE = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\nConnection: close\r\n\r\nwarm"
		.getBytes(StandardCharsets.US_ASCII);

	private final ServerSocket socket;

	LoopbackServer() throws IOException {
		this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
		Thread thread = new Thread(this::respond, "socialplus-warm-up");
		thread.setDaemon(true);
		thread.start();
	}

	URI getUri() {
		String host = this.socket.getInetAddress().getHostAddress();
		return URI
			.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + this.socket.getLocalPort());
	}

	private void respond() {
		try (Socket connection = this.socket.accept()) {
			connection.setSoTimeout(TIMEOUT_MILLIS);
			readRequest(connection.getInputStream());
			OutputStream out = connection.getOutputStream();
			out.write(RESPONSE);
			out.flush();
		}
		catch (IOException ex) {
			// The exchange fails, and only the warm-up depends on it.
		}
	}

	// The only client sends "{}", and its headers contain no brace.
	private static void readRequest(InputStream in) throws IOException {
		int read;
		do {
			read = in.read();
		}
		while (read != -1 && read != '}');
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
