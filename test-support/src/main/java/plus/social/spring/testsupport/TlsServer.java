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
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server with TLS on a loopback socket that mints tokens, and can ask for a client
 * certificate of the authority.
 */
public final class TlsServer implements AutoCloseable {

	public static final String TOKEN = "t0ken-canary-0123456789abcdef0123456789ab";

	private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
			+ TOKEN.length() + "\r\n\r\n" + TOKEN)
		.getBytes(StandardCharsets.US_ASCII);

	private final SSLServerSocket socket;

	private final List<Socket> connections = new CopyOnWriteArrayList<>();

	private final List<String> clients = new CopyOnWriteArrayList<>();

	private final List<String> closed = new CopyOnWriteArrayList<>();

	private final AtomicInteger accepted = new AtomicInteger();

	private final List<String> cipherSuites = new CopyOnWriteArrayList<>();

	private final AtomicInteger handshakes = new AtomicInteger();

	private volatile Runnable beforeHandshake = () -> {
	};

	private volatile Consumer<SSLSocket> beforeAnswer = (connection) -> {
	};

	private volatile Consumer<String> onClose = (client) -> {
	};

	/**
	 * Start a server.
	 * @param alias the name of its certificate
	 * @param clientAuthentication whether it asks for a client certificate
	 * @param protocol the protocol
	 */
	public TlsServer(String alias, boolean clientAuthentication, String protocol) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(TestCertificates.keys(alias).getKeyManagers(), TestCertificates.trust("ca").getTrustManagers(),
					null);
			this.socket = (SSLServerSocket) context.getServerSocketFactory()
				.createServerSocket(0, 200, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		this.socket.setNeedClientAuth(clientAuthentication);
		this.socket.setEnabledProtocols(new String[] { protocol });
		daemon(() -> {
			while (!this.socket.isClosed()) {
				SSLSocket connection = (SSLSocket) this.socket.accept();
				this.connections.add(connection);
				this.accepted.incrementAndGet();
				daemon(() -> serve(connection));
			}
		});
	}

	public TlsServer beforeHandshake(Runnable action) {
		this.beforeHandshake = action;
		return this;
	}

	public TlsServer beforeAnswer(Consumer<SSLSocket> action) {
		this.beforeAnswer = action;
		return this;
	}

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
				while (readRequest(connection.getInputStream())) {
					this.clients.add(client);
					this.beforeAnswer.accept(connection);
					connection.getOutputStream().write(ANSWER);
				}
			}
			finally {
				this.closed.add(client);
				this.onClose.accept(client);
			}
		}
	}

	/**
	 * Close a connection at once, without a word of TLS.
	 * @param connection the connection
	 */
	public static void hangUp(SSLSocket connection) {
		try {
			connection.setSoLinger(true, 0);
			connection.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean readRequest(InputStream in) throws IOException {
		int read;
		do {
			read = in.read();
		}
		while (read != -1 && read != '}');
		return read != -1;
	}

	public String getUrl() {
		return "https://127.0.0.1:" + this.socket.getLocalPort();
	}

	/**
	 * Return the clients of all requests.
	 * @return the names in their certificates
	 */
	public List<String> getClients() {
		return this.clients;
	}

	/**
	 * Return the clients of connections that were closed.
	 * @return the names in their certificates
	 */
	public List<String> getClosed() {
		return this.closed;
	}

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

	public int getAccepted() {
		return this.accepted.get();
	}

	private static void daemon(Action action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (IOException ex) {
				// The test is over, its client hung up, or a handshake is to fail.
			}
		}, "tls-server");
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
