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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Addresses at which no connection can be made.
 */
final class Networks {

	// More than a backlog of one takes.
	private static final int FILLERS = 8;

	private Networks() {
	}

	static Upstream unknownHost() {
		return new Upstream.Nobody("https://socialplus.invalid", () -> {
		});
	}

	/**
	 * A port that is taken by a socket that does not listen, so that nobody else can.
	 */
	static Upstream refusing() {
		try {
			Socket taken = new Socket();
			taken.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
			return new Upstream.Nobody("http://localhost:" + taken.getLocalPort(), () -> close(List.of(taken)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A port whose backlog is full of connections that nobody accepts: packets for more
	 * get no answer.
	 */
	static Upstream blackHole() {
		try {
			List<AutoCloseable> sockets = new ArrayList<>();
			ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
			sockets.add(server);
			for (int i = 0; i < FILLERS; i++) {
				SocketChannel filler = SocketChannel.open();
				filler.configureBlocking(false);
				filler.connect(server.getLocalSocketAddress());
				sockets.add(filler);
			}
			return new Upstream.Nobody("http://localhost:" + server.getLocalPort(), () -> close(sockets));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void close(List<? extends AutoCloseable> sockets) {
		for (AutoCloseable socket : sockets) {
			try {
				socket.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

}
