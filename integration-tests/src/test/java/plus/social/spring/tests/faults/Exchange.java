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

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * A request to a {@link FaultServer}, and its connection.
 */
final class Exchange {

	private final FaultServer server;

	private final Socket socket;

	private final int connection;

	private final int number;

	private final TokenRequest request;

	Exchange(FaultServer server, Socket socket, int connection, int number, TokenRequest request) {
		this.server = server;
		this.socket = socket;
		this.connection = connection;
		this.number = number;
		this.request = request;
	}

	/**
	 * Return the number of the connection at this server, from one.
	 */
	int getConnection() {
		return this.connection;
	}

	/**
	 * Return the number of the request on this connection, from one.
	 */
	int getNumber() {
		return this.number;
	}

	/**
	 * Return the server key that the request came with.
	 */
	String getServerKey() {
		return this.request.serverKey();
	}

	/**
	 * Make a token for the user that this request asks for.
	 */
	String mint() {
		return this.server.mint(this.request.userId());
	}

	void answer(int status, String contentType, String body, String... headers) throws IOException {
		answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), headers);
	}

	private void answer(int status, String contentType, byte[] body, String... headers) throws IOException {
		StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\nContent-Type: " + contentType
				+ "\r\nContent-Length: " + body.length + "\r\n");
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		answer.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
		answer.write(body);
		write(answer.toByteArray());
	}

	void answerCompressed(String body) throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(body.getBytes(StandardCharsets.UTF_8));
		}
		answer(200, "text/plain", compressed.toByteArray(), "Content-Encoding: gzip");
	}

	void write(String text) throws IOException {
		write(text.getBytes(StandardCharsets.UTF_8));
	}

	private void write(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.socket.getOutputStream().flush();
	}

	/**
	 * Let time pass.
	 * @throws IOException if the server was closed meanwhile
	 */
	void wait(int millis) throws IOException {
		this.server.awaitEnd(millis);
	}

	/**
	 * Let time pass, unless the client hangs up.
	 * @throws IOException if the client is gone
	 */
	void waitForClient(int millis) throws IOException {
		this.socket.setSoTimeout(millis);
		try {
			this.socket.getInputStream().read();
			throw new EOFException("The client hung up, or sends more than a request");
		}
		catch (SocketTimeoutException ex) {
			this.socket.setSoTimeout(0);
		}
	}

	/**
	 * Wait until the server is closed.
	 */
	void waitForever() throws IOException {
		while (true) {
			wait(60_000);
		}
	}

	/**
	 * Close the connection in order.
	 */
	void hangUp() throws IOException {
		this.socket.close();
	}

	/**
	 * Break the connection.
	 */
	void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

}
