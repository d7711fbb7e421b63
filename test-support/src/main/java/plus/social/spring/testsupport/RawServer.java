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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A server on a raw loopback socket, for responses that no HTTP server would send.
 */
public final class RawServer implements AutoCloseable {

	private final ServerSocket socket;

	private final List<Socket> connections = new CopyOnWriteArrayList<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private volatile Runnable hangUp = () -> {
	};

	private final AtomicInteger accepted = new AtomicInteger();

	private volatile RequestBehaviour behaviour;

	public RawServer(Behaviour behaviour) {
		this((connection, request) -> behaviour.answer(connection));
	}

	public RawServer(RequestBehaviour behaviour) {
		this.behaviour = behaviour;
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		daemon(() -> {
			while (!this.socket.isClosed()) {
				Socket connection = this.socket.accept();
				this.connections.add(connection);
				this.accepted.incrementAndGet();
				daemon(() -> serve(connection));
			}
		});
	}

	public static RawServer answering(String answer) {
		return new RawServer(
				(connection) -> connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1)));
	}

	public RawServer onHangUp(Runnable action) {
		this.hangUp = action;
		return this;
	}

	/**
	 * Respond from now on, whatever it did before.
	 */
	public void answerAll(String answer) {
		this.behaviour = (connection, request) -> connection.getOutputStream()
			.write(answer.getBytes(StandardCharsets.ISO_8859_1));
	}

	private void serve(Socket connection) throws IOException {
		for (String request = readRequest(connection.getInputStream()); request != null; request = readRequest(
				connection.getInputStream())) {
			this.behaviour.answer(connection, request);
		}
		this.hangUp.run();
	}

	private @Nullable String readRequest(InputStream in) throws IOException {
		StringBuilder request = new StringBuilder();
		for (int read = in.read(); read != -1; read = in.read()) {
			request.append((char) read);
			if (read == '}') {
				this.requests.add(request.toString());
				return request.toString();
			}
		}
		return null;
	}

	public String getUrl() {
		return "http://127.0.0.1:" + this.socket.getLocalPort();
	}

	public List<String> getRequests() {
		return this.requests;
	}

	public int getAccepted() {
		return this.accepted.get();
	}

	private static void daemon(Action action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (IOException ex) {
				// The test is over, or its client hung up.
			}
		}, "raw-server");
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

	public interface RequestBehaviour {

		void answer(Socket connection, String request) throws IOException;

	}

	public interface Behaviour {

		void answer(Socket connection) throws IOException;

	}

	private interface Action {

		void run() throws IOException;

	}

}
