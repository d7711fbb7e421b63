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

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection to a Redis, apart from those of the nodes. Texts are what their bytes are
 * in ISO-8859-1.
 */
final class RedisConnection implements AutoCloseable {

	private final Socket socket;

	private final InputStream in;

	RedisConnection(int port) {
		try {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
			this.in = new BufferedInputStream(this.socket.getInputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	List<String> list(String... command) {
		return (List<String>) call(command);
	}

	long number(String... command) {
		return (Long) call(command);
	}

	Object call(String... command) {
		try {
			ByteArrayOutputStream request = new ByteArrayOutputStream();
			request.writeBytes(bytes("*" + command.length + "\r\n"));
			for (String part : command) {
				byte[] bytes = bytes(part);
				request.writeBytes(bytes("$" + bytes.length + "\r\n"));
				request.writeBytes(bytes);
				request.writeBytes(bytes("\r\n"));
			}
			request.writeTo(this.socket.getOutputStream());
			return read();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Object read() throws IOException {
		String line = readLine();
		String rest = line.substring(1);
		return switch (line.charAt(0)) {
			case '+' -> rest;
			case ':' -> Long.valueOf(rest);
			case '$' -> readText(Integer.parseInt(rest));
			case '*' -> {
				List<Object> parts = new ArrayList<>();
				for (int i = 0; i < Integer.parseInt(rest); i++) {
					parts.add(read());
				}
				yield parts;
			}
			default -> throw new IOException(line);
		};
	}

	private String readText(int length) throws IOException {
		String text = new String(this.in.readNBytes(length), StandardCharsets.ISO_8859_1);
		readLine();
		return text;
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = this.in.read(); c != '\n'; c = this.in.read()) {
			if (c < 0) {
				throw new IOException("The connection was closed");
			}
			line.append((char) c);
		}
		return line.substring(0, line.length() - 1);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
