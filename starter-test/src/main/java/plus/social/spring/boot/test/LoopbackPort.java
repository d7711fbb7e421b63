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

package plus.social.spring.boot.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

import org.jspecify.annotations.Nullable;

/**
 * Port of the loopback address that stays reserved while no server listens on it:
 * connections are refused, and the system does not assign the port to an outgoing
 * connection.
 */
final class LoopbackPort {

	static final String ADDRESS = "127.0.0.1";

	private final int number;

	private @Nullable Socket holder;

	/**
	 * Reserve a port.
	 * @param number the port, or 0 for any free one
	 * @throws UncheckedIOException if the port is in use
	 */
	LoopbackPort(int number) {
		Socket holder = bind(number);
		this.holder = holder;
		this.number = holder.getLocalPort();
	}

	int number() {
		return this.number;
	}

	void hold() {
		if (this.holder == null) {
			this.holder = bind(this.number);
		}
	}

	void release() {
		if (this.holder != null) {
			close(this.holder);
			this.holder = null;
		}
	}

	private static Socket bind(int number) {
		Socket socket = new Socket();
		try {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), number));
			return socket;
		}
		catch (IOException ex) {
			close(socket);
			throw new UncheckedIOException("Port " + number + " of " + ADDRESS + " is not available", ex);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
