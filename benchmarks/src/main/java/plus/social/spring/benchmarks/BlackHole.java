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

package plus.social.spring.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * Port that never establishes a connection: it listens and accepts nothing, and its queue
 * is full.
 */
final class BlackHole implements AutoCloseable {

	private static final int UNANSWERED_MILLIS = 300;

	private static final int MAX_QUEUED = 64;

	private final ServerSocket server;

	private final List<Socket> queued = new ArrayList<>();

	BlackHole(int port) throws IOException {
		this.server = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
		while (connects()) {
			if (this.queued.size() > MAX_QUEUED) {
				throw new IllegalStateException("The queue of a listening port does not fill up on this system");
			}
		}
	}

	private boolean connects() throws IOException {
		Socket socket = new Socket();
		try {
			socket.connect(new InetSocketAddress(this.server.getInetAddress(), this.server.getLocalPort()),
					UNANSWERED_MILLIS);
			return this.queued.add(socket);
		}
		catch (SocketTimeoutException ex) {
			socket.close();
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		for (Socket socket : this.queued) {
			socket.close();
		}
		this.server.close();
	}

}
