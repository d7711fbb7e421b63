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
 * The connection of a visitor.
 */
final class Visit {

	private static final int MOST_RECEIVED = 16 * 1024;

	private final Visitor visitor;

	private final SocketChannel channel;

	private final ByteBuffer received = ByteBuffer.allocate(MOST_RECEIVED);

	private long sentAt;

	private boolean open = true;

	Visit(Visitor visitor, InetSocketAddress address, Selector selector) throws IOException {
		this.visitor = visitor;
		this.channel = SocketChannel.open(address);
		this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		this.channel.configureBlocking(false);
		this.channel.register(selector, SelectionKey.OP_READ, this);
	}

	boolean isOpen() {
		return this.open;
	}

	/**
	 * Send the next request, or leave.
	 */
	void send() {
		String request = this.visitor.nextRequest();
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
	 * Take what has arrived, and send the next request once the answer is complete.
	 */
	void receive() {
		Answer answer = read();
		if (answer != null) {
			this.visitor.answered(answer, System.nanoTime() - this.sentAt);
			send();
		}
	}

	private @Nullable Answer read() {
		try {
			if (this.channel.read(this.received) > 0) {
				return Answer
					.read(new String(this.received.array(), 0, this.received.position(), StandardCharsets.ISO_8859_1));
			}
		}
		catch (IOException ex) {
			// The same as an early end.
		}
		giveUp();
		return null;
	}

	/**
	 * Leave without an answer.
	 */
	void giveUp() {
		if (this.open) {
			this.visitor.answered(Answer.NONE, System.nanoTime() - this.sentAt);
			close();
		}
	}

	private void close() {
		this.open = false;
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// It is of no use any more, closed or not.
		}
	}

}
