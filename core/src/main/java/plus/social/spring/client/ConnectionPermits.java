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
 * Decides how many connections there are, and how many are made at once. With a bound on
 * the latter, the calls of a burst do not each wait for a handshake of their own, all of
 * which share the processor: they take the connections of those that were first.
 */
final class ConnectionPermits implements ConnectionProvider.AllocationStrategy<ConnectionPermits> {

	/**
	 * Maximum number of connections that are made at once. A handshake with a client
	 * certificate takes 5 to 10 ms of processor time, so that the first of eight is there
	 * after 20 to 40 ms on two cores.
	 */
	static final int MAX_CONNECTING = 8;

	private final int maxConnections;

	private int granted;

	/**
	 * How many of those granted are not being made any more.
	 */
	private int made;

	ConnectionPermits(int maxConnections) {
		this.maxConnections = maxConnections;
	}

	/**
	 * A connection is ready, or takes so long that others are not to wait for it.
	 */
	synchronized void made() {
		this.made++;
	}

	/**
	 * A connection that was {@link #made()} is closed.
	 */
	synchronized void closed() {
		this.made--;
	}

	@Override
	public synchronized int estimatePermitCount() {
		int connecting = Math.max(0, this.granted - this.made);
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
