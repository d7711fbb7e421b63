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
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server with TLS on a loopback socket that answers every request with the same text,
 * and can require a client certificate of the authority. Requests end as those to a
 * {@link RawServer} do.
 */
public final class TlsServer implements AutoCloseable {

	/**
	 * The text of every response: a token with a word that tests can look for in logs.
	 */
	public static final String TOKEN = "t0ken-canary-0123456789abcdef0123456789ab";

	private static final byte[] RESPONSE = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
			+ TOKEN.length() + "\r\n\r\n" + TOKEN)
		.getBytes(StandardCharsets.US_ASCII);

	private final List<String> clients = new CopyOnWriteArrayList<>();

	private final List<BigInteger> serialNumbers = new CopyOnWriteArrayList<>();

	private final List<String> closed = new CopyOnWriteArrayList<>();

	private final List<String> cipherSuites = new CopyOnWriteArrayList<>();

	private final AtomicInteger accepted = new AtomicInteger();

	private final AtomicInteger handshakes = new AtomicInteger();

	private volatile Runnable beforeHandshake = () -> {
	};

	private volatile Consumer<SSLSocket> beforeAnswer = (connection) -> {
	};

	private volatile Consumer<String> onClose = (client) -> {
	};

	private final SocketServer server;

	/**
	 * Start a server.
	 * @param alias the name of its {@linkplain TestCertificates certificate}
	 * @param clientAuthentication whether it requires a client certificate
	 * @param protocols the protocols to enable, or none for those of the JDK
	 */
	public TlsServer(String alias, boolean clientAuthentication, String... protocols) {
		SSLServerSocket socket = listen(alias, clientAuthentication);
		if (protocols.length > 0) {
			socket.setEnabledProtocols(protocols);
		}
		this.server = new SocketServer(socket, (connection) -> {
			this.accepted.incrementAndGet();
			return () -> serve((SSLSocket) connection);
		});
	}

	/**
	 * Listen on a loopback port with TLS.
	 * @param alias the name of the server's {@linkplain TestCertificates certificate}
	 * @param clientAuthentication whether to require a client certificate
	 * @return the socket
	 */
	public static SSLServerSocket listen(String alias, boolean clientAuthentication) {
		try {
			SSLServerSocket socket = (SSLServerSocket) TestCertificates.context(alias)
				.getServerSocketFactory()
				.createServerSocket(0, 200, InetAddress.getLoopbackAddress());
			socket.setNeedClientAuth(clientAuthentication);
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Set what runs before each handshake.
	 * @param action the action
	 * @return this server
	 */
	public TlsServer beforeHandshake(Runnable action) {
		this.beforeHandshake = action;
		return this;
	}

	/**
	 * Set what runs after each request and before its response.
	 * @param action the action, which is given the connection
	 * @return this server
	 */
	public TlsServer beforeAnswer(Consumer<SSLSocket> action) {
		this.beforeAnswer = action;
		return this;
	}

	/**
	 * Set what runs when a connection is closed.
	 * @param action the action, which is given the name in the client's certificate
	 * @return this server
	 */
	public TlsServer onClose(Consumer<String> action) {
		this.onClose = action;
		return this;
	}

	private void serve(SSLSocket connection) throws IOException {
		try (connection) {
			this.beforeHandshake.run();
			connection.startHandshake();
			this.handshakes.incrementAndGet();
			this.cipherSuites.add(connection.getSession().getCipherSuite());
			String client = connection.getNeedClientAuth() ? connection.getSession().getPeerPrincipal().getName() : "";
			try {
				while (RawServer.readRequest(connection.getInputStream()) != null) {
					noteClient(connection, client);
					this.beforeAnswer.accept(connection);
					connection.getOutputStream().write(RESPONSE);
				}
			}
			finally {
				this.closed.add(client);
				this.onClose.accept(client);
			}
		}
	}

	private void noteClient(SSLSocket connection, String client) throws IOException {
		if (connection.getNeedClientAuth()) {
			X509Certificate certificate = (X509Certificate) connection.getSession().getPeerCertificates()[0];
			this.serialNumbers.add(certificate.getSerialNumber());
		}
		this.clients.add(client);
	}

	/**
	 * Close a connection at once, without a TLS alert.
	 * @param connection the connection
	 */
	public static void hangUp(Socket connection) {
		try {
			connection.setSoLinger(true, 0);
			connection.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the URL of the server.
	 * @return the URL, without a path
	 */
	public String getUrl() {
		return "https://127.0.0.1:" + this.server.getPort();
	}

	/**
	 * Return the clients of all requests.
	 * @return the names in their certificates, empty without one
	 */
	public List<String> getClients() {
		return this.clients;
	}

	/**
	 * Return the client certificates of all requests.
	 * @return their serial numbers
	 */
	public List<BigInteger> getSerialNumbers() {
		return this.serialNumbers;
	}

	/**
	 * Return the clients of connections that were closed.
	 * @return the names in their certificates, empty without one
	 */
	public List<String> getClosed() {
		return this.closed;
	}

	/**
	 * Return the cipher suite of each handshake.
	 * @return the names of the cipher suites
	 */
	public List<String> getCipherSuites() {
		return this.cipherSuites;
	}

	/**
	 * Return the number of handshakes that were completed.
	 * @return the number of handshakes
	 */
	public int getHandshakes() {
		return this.handshakes.get();
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

}
