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

package plus.social.spring.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server on a loopback socket that mints tokens for clients with a certificate.
 */
final class TlsServer implements AutoCloseable {

	private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nt0ken"
		.getBytes(StandardCharsets.US_ASCII);

	private final SSLServerSocket socket;

	private final List<Socket> connections = new CopyOnWriteArrayList<>();

	private final List<String> clients = new CopyOnWriteArrayList<>();

	private final List<BigInteger> serialNumbers = new CopyOnWriteArrayList<>();

	/**
	 * Start a server.
	 * @param keyStore has its certificate
	 * @param trustStore has the authorities of its clients' certificates
	 */
	TlsServer(Path keyStore, Path trustStore) {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(load(keyStore), TestCertificates.PASSWORD.toCharArray());
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(load(trustStore));
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
			this.socket = (SSLServerSocket) context.getServerSocketFactory()
				.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		this.socket.setNeedClientAuth(true);
		daemon(() -> {
			while (!this.socket.isClosed()) {
				SSLSocket connection = (SSLSocket) this.socket.accept();
				this.connections.add(connection);
				daemon(() -> serve(connection));
			}
		});
	}

	private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			keyStore.load(in, TestCertificates.PASSWORD.toCharArray());
		}
		return keyStore;
	}

	private void serve(SSLSocket connection) throws IOException {
		try (connection) {
			while (readRequest(connection.getInputStream())) {
				X509Certificate certificate = (X509Certificate) connection.getSession().getPeerCertificates()[0];
				this.serialNumbers.add(certificate.getSerialNumber());
				this.clients.add(certificate.getSubjectX500Principal().getName());
				connection.getOutputStream().write(ANSWER);
			}
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

	String getUrl() {
		return "https://127.0.0.1:" + this.socket.getLocalPort();
	}

	/**
	 * Return the clients of all requests.
	 * @return the names in their certificates
	 */
	List<String> getClients() {
		return this.clients;
	}

	/**
	 * Return the certificates of all requests.
	 * @return their serial numbers
	 */
	List<BigInteger> getSerialNumbers() {
		return this.serialNumbers;
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
