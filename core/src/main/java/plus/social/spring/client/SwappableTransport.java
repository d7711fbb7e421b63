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

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import reactor.core.publisher.Mono;

/**
 * A transport that another one can take the place of while calls are under way. They
 * finish where they began; the old transport is closed after the last of them.
 */
final class SwappableTransport implements HttpTransport {

	private volatile Counted current;

	private boolean closed;

	SwappableTransport(HttpTransport first) {
		this.current = new Counted(first);
	}

	/**
	 * Use another transport for calls from now on.
	 * @param next the transport
	 * @param wanted whether it is still wanted; otherwise it is closed
	 */
	void swap(HttpTransport next, BooleanSupplier wanted) {
		Counted replaced = replace(new Counted(next), wanted);
		replaced.release();
	}

	private synchronized Counted replace(Counted next, BooleanSupplier wanted) {
		if (this.closed || !wanted.getAsBoolean()) {
			return next;
		}
		Counted previous = this.current;
		this.current = next;
		return previous;
	}

	@Override
	public Mono<HttpAnswer> send(HttpCall call, Runnable onSent) {
		return Mono.defer(() -> {
			Counted used = acquire();
			return used.transport.send(call, onSent).doFinally((signal) -> used.release());
		});
	}

	private Counted acquire() {
		Counted used = this.current;
		while (!used.tryAcquire()) {
			Counted closed = used;
			used = this.current;
			if (used == closed) {
				throw new IllegalStateException("The client is closed");
			}
		}
		return used;
	}

	@Override
	public void warmUp() {
		this.current.transport.warmUp();
	}

	@Override
	public void close() {
		end().transport.close();
	}

	private synchronized Counted end() {
		this.closed = true;
		return this.current;
	}

	/**
	 * A transport and how many use it: its calls, and the place that it has here.
	 */
	private static final class Counted {

		private final HttpTransport transport;

		private final AtomicInteger users = new AtomicInteger(1);

		Counted(HttpTransport transport) {
			this.transport = transport;
		}

		boolean tryAcquire() {
			return this.users.getAndUpdate((count) -> (count > 0) ? count + 1 : 0) > 0;
		}

		void release() {
			if (this.users.decrementAndGet() == 0) {
				this.transport.close();
			}
		}

	}

}
