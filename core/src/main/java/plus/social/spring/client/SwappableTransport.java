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
 * {@link HttpTransport} whose delegate can be replaced while calls are in progress. These
 * finish on the old delegate, which is closed after the last of them.
 */
final class SwappableTransport implements HttpTransport {

	private volatile Counted current;

	private boolean closed;

	SwappableTransport(HttpTransport first) {
		this.current = new Counted(first);
	}

	/**
	 * Replace the delegate for further calls.
	 * @param next the new delegate
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
	public Mono<HttpResponse> send(HttpRequest request, Runnable onSent) {
		return Mono.defer(() -> {
			Counted used = acquire();
			return used.transport.send(request, onSent).doFinally((signal) -> used.release());
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
	 * A transport with its reference count: one for each call, and one while it is the
	 * delegate.
	 */
	private static final class Counted {

		private final HttpTransport transport;

		private final AtomicInteger references = new AtomicInteger(1);

		Counted(HttpTransport transport) {
			this.transport = transport;
		}

		boolean tryAcquire() {
			return this.references.getAndUpdate((count) -> (count > 0) ? count + 1 : 0) > 0;
		}

		void release() {
			if (this.references.decrementAndGet() == 0) {
				this.transport.close();
			}
		}

	}

}
