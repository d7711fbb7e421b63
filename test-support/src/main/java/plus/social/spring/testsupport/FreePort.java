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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Finds a port for a server that has to have a certain one.
 */
public final class FreePort {

	private FreePort() {
	}

	/**
	 * Return a port without a listener. It is below the range that the system hands out
	 * by itself, so no other process gets it before it is used.
	 * @return the port
	 */
	public static int find() {
		for (int port : new Random().ints(100, 10_000, 32_000).toArray()) {
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// The port is in use: try the next one.
			}
		}
		throw new IllegalStateException("No port is free");
	}

}
