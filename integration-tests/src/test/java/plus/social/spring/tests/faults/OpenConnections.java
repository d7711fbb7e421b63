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

import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The connections of a server that are open, and how many there have been at most.
 */
final class OpenConnections {

	private static final Duration SETTLED = Duration.ofSeconds(30);

	private final Set<Socket> open = new HashSet<>();

	private int limit = Integer.MAX_VALUE;

	private int most;

	/**
	 * Say how many there must be at most.
	 */
	synchronized void setLimit(int limit) {
		this.limit = limit;
	}

	/**
	 * Add one. Where there are more than there must be, one that its client has closed
	 * before may still be counted, so wait a little for it to go.
	 */
	synchronized void add(Socket socket) {
		this.open.add(socket);
		long deadline = System.nanoTime() + SETTLED.toNanos();
		long left = SETTLED.toNanos();
		try {
			while (this.open.size() > this.limit && left > 0) {
				TimeUnit.NANOSECONDS.timedWait(this, left);
				left = deadline - System.nanoTime();
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		this.most = Math.max(this.most, this.open.size());
	}

	synchronized void remove(Socket socket) {
		this.open.remove(socket);
		notifyAll();
	}

	synchronized int getMost() {
		return this.most;
	}

}
