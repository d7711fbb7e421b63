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
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Connection of a {@link VirtualUser}.
 */
final class VirtualUserConnection {

	private static final int MAX_RECEIVED = 16 * 1024;

	private final VirtualUser user;

	private final SocketChannel channel;

	private final ByteBuffer received = ByteBuffer.allocate(MAX_RECEIVED);

	private long sentAt;

	private boolean open = true;

	VirtualUserConnection(VirtualUser user, InetSocketAddress address, Selector selector) throws IOException {
		this.user = user;
		this.channel = SocketChannel.open(address);
		this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		this.channel.configureBlocking(false);
		this.channel.register(selector, SelectionKey.OP_READ, this);
	}

	boolean isOpen() {
		return this.open;
	}

	/**
	 * Send the next request, or close the connection if there is none.
	 */
	void send() {
		String request = this.user.nextRequest();
		if (request == null) {
			close();
			return;
		}
		ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1));
		this.received.clear();
		this.sentAt = System.nanoTime();
		try {
			while (bytes.hasRemaining()) {
				this.channel.write(bytes);
			}
		}
		catch (IOException ex) {
			giveUp();
		}
	}

	/**
	 * Read the available data, and send the next request once the response is complete.
	 */
	void receive() {
		Response response = read();
		if (response != null) {
			this.user.onResponse(response, System.nanoTime() - this.sentAt);
			send();
		}
	}

	private @Nullable Response read() {
		try {
			if (this.channel.read(this.received) > 0) {
				return Response
					.read(new String(this.received.array(), 0, this.received.position(), StandardCharsets.ISO_8859_1));
			}
		}
		catch (IOException ex) {
			// Handled like a premature end of the stream.
		}
		giveUp();
		return null;
	}

	/**
	 * Close the connection without a response.
	 */
	void giveUp() {
		if (this.open) {
			this.user.onResponse(Response.NONE, System.nanoTime() - this.sentAt);
			close();
		}
	}

	private void close() {
		this.open = false;
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// The connection is no longer used, closed or not.
		}
	}

}
