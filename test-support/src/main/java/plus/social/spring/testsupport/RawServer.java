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
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A server on a raw loopback socket, for responses that no HTTP server would send.
 * Requests have a JSON body without nested objects: a request ends with its brace.
 */
public final class RawServer implements AutoCloseable {

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final AtomicInteger accepted = new AtomicInteger();

	private volatile RequestBehaviour behaviour;

	private volatile Runnable hangUp = () -> {
	};

	private final SocketServer server;

	/**
	 * Start a server.
	 * @param behaviour answers each request
	 */
	public RawServer(Behaviour behaviour) {
		this((connection, request) -> behaviour.answer(connection));
	}

	/**
	 * Start a server whose responses depend on the request.
	 * @param behaviour answers each request
	 */
	public RawServer(RequestBehaviour behaviour) {
		this.behaviour = behaviour;
		this.server = SocketServer.onLoopback((connection) -> {
			this.accepted.incrementAndGet();
			return () -> serve(connection);
		});
	}

	/**
	 * Return a response.
	 * @param status the status
	 * @param contentType the media type
	 * @param body the body, in ASCII
	 * @return the whole response
	 */
	public static String response(int status, String contentType, String body) {
		return "HTTP/1.1 " + status + " Status\r\nContent-Type: " + contentType + "\r\nContent-Length: " + body.length()
				+ "\r\n\r\n" + body;
	}

	/**
	 * Start a server that gives the same response to all requests.
	 * @param response the response, from the status line on
	 * @return the server
	 */
	public static RawServer answering(String response) {
		return new RawServer(sending(response));
	}

	private static RequestBehaviour sending(String response) {
		byte[] bytes = response.getBytes(StandardCharsets.ISO_8859_1);
		return (connection, request) -> connection.getOutputStream().write(bytes);
	}

	/**
	 * Set what runs when a client closes its connection.
	 * @param action the action
	 * @return this server
	 */
	public RawServer onHangUp(Runnable action) {
		this.hangUp = action;
		return this;
	}

	/**
	 * Give the same response to all requests from now on.
	 * @param response the response, from the status line on
	 */
	public void answerAll(String response) {
		this.behaviour = sending(response);
	}

	private void serve(Socket connection) throws IOException {
		InputStream in = connection.getInputStream();
		for (String request = readRequest(in); request != null; request = readRequest(in)) {
			this.requests.add(request);
			this.behaviour.answer(connection, request);
		}
		this.hangUp.run();
	}

	/**
	 * Read up to the brace that ends a request.
	 * @param in the stream to read from
	 * @return the request, or {@code null} at the end of the stream
	 * @throws IOException if the connection fails
	 */
	static @Nullable String readRequest(InputStream in) throws IOException {
		StringBuilder request = new StringBuilder();
		for (int read = in.read(); read != -1; read = in.read()) {
			request.append((char) read);
			if (read == '}') {
				return request.toString();
			}
		}
		return null;
	}

	/**
	 * Return the URL of the server.
	 * @return the URL, without a path
	 */
	public String getUrl() {
		return "http://127.0.0.1:" + this.server.getPort();
	}

	/**
	 * Return all requests so far.
	 * @return the requests, from the request line on
	 */
	public List<String> getRequests() {
		return this.requests;
	}

	/**
	 * Return the number of connections so far.
	 * @return the number of connections
	 */
	public int getAccepted() {
		return this.accepted.get();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	/**
	 * Answers every request in the same way.
	 */
	public interface Behaviour {

		/**
		 * Answer a request, or do something else with its connection.
		 * @param connection the connection
		 * @throws IOException if the connection ends
		 */
		void answer(Socket connection) throws IOException;

	}

	/**
	 * Answers a request according to what it holds.
	 */
	public interface RequestBehaviour {

		/**
		 * Answer a request, or do something else with its connection.
		 * @param connection the connection
		 * @param request the request, from the request line on
		 * @throws IOException if the connection ends
		 */
		void answer(Socket connection, String request) throws IOException;

	}

}
