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
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LoopbackServer}.
 */
class LoopbackServerTests {

	@Test
	void answersOneRequestOnLoopback() throws IOException {
		try (LoopbackServer server = new LoopbackServer(); Socket socket = connect(server.getUri())) {
			assertThat(socket.getInetAddress().isLoopbackAddress()).isTrue();
			socket.getOutputStream().write("POST / HTTP/1.1\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
				.startsWith("HTTP/1.1 200 OK\r\n")
				.endsWith("\r\n\r\nwarm");
		}
	}

	@Test
	void outlivesACallerThatHangsUp() throws IOException {
		try (LoopbackServer server = new LoopbackServer(); Socket socket = connect(server.getUri())) {
			socket.shutdownOutput();
			assertThat(socket.getInputStream().readAllBytes()).isNotNull();
		}
	}

	@Test
	void isGoneWhenItIsClosed() throws Exception {
		LoopbackServer server = new LoopbackServer();
		URI uri = server.getUri();
		server.close();
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			if (thread.getName().equals("socialplus-warm-up")) {
				thread.join(120_000);
				assertThat(thread.isAlive()).isFalse();
			}
		}
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(uri).close());
	}

	private static Socket connect(URI uri) throws IOException {
		return new Socket(uri.getHost().replace("[", "").replace("]", ""), uri.getPort());
	}

}
