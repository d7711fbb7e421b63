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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.net.SocketFactory;

/**
 * Token call that is written to a socket: the least that a call can cost.
 */
final class SocketTokenCaller implements TokenCaller {

	private static final String LENGTH = "content-length: ";

	private final URI uri;

	private final SocketFactory sockets;

	private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

	SocketTokenCaller(URI uri, SocketFactory sockets) {
		this.uri = uri;
		this.sockets = sockets;
	}

	@Override
	public String request(String userId) throws IOException {
		Connection connection = this.idle.poll();
		if (connection == null) {
			connection = new Connection(this.uri, this.sockets);
		}
		String token = connection.exchange(TokenCallers.body(userId));
		this.idle.add(connection);
		return token;
	}

	@Override
	public void close() {
		this.idle.forEach(Connection::close);
	}

	/**
	 * A connection that is kept alive.
	 */
	private static final class Connection {

		private final Socket socket;

		private final InputStream in;

		private final OutputStream out;

		private final String head;

		Connection(URI uri, SocketFactory sockets) throws IOException {
			this.socket = sockets.createSocket(uri.getHost(), uri.getPort());
			this.socket.setTcpNoDelay(true);
			this.in = new BufferedInputStream(this.socket.getInputStream());
			this.out = this.socket.getOutputStream();
			this.head = "POST " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n"
					+ TokenCallers.KEY_HEADER + ": " + SocialPlusServer.SERVER_KEY
					+ "\r\nContent-Type: application/json\r\nAccept: text/plain\r\nContent-Length: ";
		}

		String exchange(String body) throws IOException {
			this.out.write((this.head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
			int length = -1;
			for (String line = readLine(); !line.isEmpty(); line = readLine()) {
				if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
					length = Integer.parseInt(line.substring(LENGTH.length()));
				}
			}
			return new String(this.in.readNBytes(length), StandardCharsets.US_ASCII);
		}

		private String readLine() throws IOException {
			StringBuilder line = new StringBuilder();
			for (int read = this.in.read(); read != '\n'; read = this.in.read()) {
				if (read == -1) {
					throw new IOException("The connection has ended");
				}
				if (read != '\r') {
					line.append((char) read);
				}
			}
			return line.toString();
		}

		void close() {
			try {
				this.socket.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
