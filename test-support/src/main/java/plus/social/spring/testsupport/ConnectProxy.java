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
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on a loopback socket. It makes tunnels to ports of this machine, whatever
 * the name of the host.
 */
public final class ConnectProxy implements AutoCloseable {

	private static final Pattern TARGET = Pattern.compile("CONNECT \\S+:(\\d+) HTTP/1\\.1\r\n");

	private final @Nullable String authorization;

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final AtomicInteger tunnels = new AtomicInteger();

	private final AtomicInteger refusals = new AtomicInteger();

	private final SocketServer server;

	/**
	 * Start a proxy.
	 * @param authorization the {@code Proxy-Authorization} that it requires, if any
	 */
	public ConnectProxy(@Nullable String authorization) {
		this.authorization = authorization;
		this.server = SocketServer.onLoopback((connection) -> () -> serve(connection));
	}

	/**
	 * Return the header for a user name and a password.
	 * @param username the user name
	 * @param password the password
	 * @return the value of {@code Proxy-Authorization}
	 */
	public static String basic(String username, String password) {
		return "Basic "
				+ Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	private void serve(Socket connection) throws IOException {
		try (connection) {
			String request = readRequest(connection.getInputStream());
			this.requests.add(request);
			Matcher target = TARGET.matcher(request);
			if (!isAuthorized(request)) {
				this.refusals.incrementAndGet();
				answer(connection, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
						+ "Content-Length: 0");
			}
			else if (target.find()) {
				tunnel(connection, Integer.parseInt(target.group(1)));
			}
		}
	}

	private boolean isAuthorized(String request) {
		if (this.authorization == null) {
			return true;
		}
		return request.lines().anyMatch(("Proxy-Authorization: " + this.authorization)::equalsIgnoreCase);
	}

	private void tunnel(Socket connection, int port) throws IOException {
		try (Socket target = this.server.closeAtEnd(new Socket(InetAddress.getLoopbackAddress(), port))) {
			this.tunnels.incrementAndGet();
			answer(connection, "200 Connection Established");
			SocketServer.run(() -> target.getInputStream().transferTo(connection.getOutputStream()));
			connection.getInputStream().transferTo(target.getOutputStream());
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

	private static void answer(Socket connection, String response) throws IOException {
		connection.getOutputStream().write(("HTTP/1.1 " + response + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Return the port of the proxy.
	 * @return the port
	 */
	public int getPort() {
		return this.server.getPort();
	}

	/**
	 * Return all requests so far.
	 * @return the requests with their headers
	 */
	public List<String> getRequests() {
		return this.requests;
	}

	/**
	 * Return the number of tunnels that were made.
	 * @return the number of tunnels
	 */
	public int getTunnels() {
		return this.tunnels.get();
	}

	/**
	 * Return the number of requests without the required authorization.
	 * @return the number of requests
	 */
	public int getRefusals() {
		return this.refusals.get();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
