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

package plus.social.spring.client;

import reactor.netty.resources.ConnectionProvider;

/**
 * Bounds the number of connections, and of those being established concurrently. Without
 * the latter, each call of a burst would wait for a handshake of its own, all of which
 * share the processor. With it, the calls use the connections that are established first.
 */
final class ConnectionPermits implements ConnectionProvider.AllocationStrategy<ConnectionPermits> {

	/**
	 * Maximum number of connections being established concurrently. A handshake with a
	 * client certificate takes 5 to 10 ms of processor time, so the first of eight is
	 * complete after 20 to 40 ms on two cores.
	 */
	static final int MAX_CONNECTING = 8;

	private final int maxConnections;

	private int granted;

	/**
	 * Number of granted permits whose connections are no longer being established.
	 */
	private int established;

	ConnectionPermits(int maxConnections) {
		this.maxConnections = maxConnections;
	}

	/**
	 * Record that a connection is ready, or takes so long that others must not wait for
	 * it.
	 */
	synchronized void established() {
		this.established++;
	}

	/**
	 * Record that an {@linkplain #established() established} connection is closed.
	 */
	synchronized void closed() {
		this.established--;
	}

	@Override
	public synchronized int estimatePermitCount() {
		int connecting = Math.max(0, this.granted - this.established);
		return Math.max(0, Math.min(this.maxConnections - this.granted, MAX_CONNECTING - connecting));
	}

	@Override
	public synchronized int getPermits(int desired) {
		if (desired < 1 || estimatePermitCount() == 0) {
			return 0;
		}
		this.granted++;
		return 1;
	}

	@Override
	public synchronized void returnPermits(int returned) {
		this.granted -= returned;
	}

	@Override
	public synchronized int permitGranted() {
		return this.granted;
	}

	@Override
	public int permitMinimum() {
		return 0;
	}

	@Override
	public int permitMaximum() {
		return this.maxConnections;
	}

	// All connections of a transport have the same bounds.
	@Override
	public ConnectionPermits copy() {
		return this;
	}

}
