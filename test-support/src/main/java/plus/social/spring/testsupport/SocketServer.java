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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Accepts connections and serves each on a daemon thread of its own, until it is closed
 * together with all of them. An {@link IOException} ends only the connection that it
 * occurs on: the client hung up, a handshake was meant to fail, or the test is over.
 */
public final class SocketServer implements AutoCloseable {

	private final ServerSocket socket;

	private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

	/**
	 * Start to accept connections.
	 * @param socket the socket that listens
	 * @param acceptor is called for each connection
	 */
	public SocketServer(ServerSocket socket, Acceptor acceptor) {
		this.socket = socket;
		run(() -> {
			while (!socket.isClosed()) {
				run(acceptor.accept(closeAtEnd(socket.accept())));
			}
		});
	}

	/**
	 * Start to accept connections on a loopback port.
	 * @param acceptor is called for each connection
	 * @return the server
	 */
	public static SocketServer onLoopback(Acceptor acceptor) {
		try {
			return new SocketServer(new ServerSocket(0, 1000, InetAddress.getLoopbackAddress()), acceptor);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Close a socket together with the server, unless it is closed before.
	 * @param connection the socket
	 * @return the same socket
	 */
	public Socket closeAtEnd(Socket connection) {
		this.connections.add(connection);
		return connection;
	}

	/**
	 * Run a task on a daemon thread of its own.
	 * @param task the task
	 */
	public static void run(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// Ends this connection only.
			}
		}, "socket-server");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Return the port that the server listens on.
	 * @return the port
	 */
	public int getPort() {
		return this.socket.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
		for (Socket connection : this.connections) {
			connection.close();
		}
	}

	/**
	 * Decides how a connection is served.
	 */
	public interface Acceptor {

		/**
		 * Accept a connection. Called on one thread, connection by connection, in the
		 * order in which they are made.
		 * @param connection the connection
		 * @return serves the connection on a thread of its own
		 * @throws IOException if no more connections can be accepted
		 */
		Task accept(Socket connection) throws IOException;

	}

	/**
	 * Something that runs on a thread of its own.
	 */
	public interface Task {

		/**
		 * Run the task.
		 * @throws IOException if the connection ends
		 */
		void run() throws IOException;

	}

}
