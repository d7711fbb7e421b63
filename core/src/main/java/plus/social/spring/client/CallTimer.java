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

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Timer for a timeout that all calls have, and that nearly all of them cancel. As all
 * have the same duration, they expire in the order in which they begin, so one delayed
 * task waits for the first of them. A timeout of its own for each call would wake up a
 * thread for each call.
 */
final class CallTimer {

	/**
	 * How long the delayed task may be late. Reactor drops the tasks of a scheduler that
	 * is shut down or replaced, and that must not end all timeouts.
	 */
	private static final long LOST_AFTER = Duration.ofSeconds(1).toNanos();

	private final Duration duration;

	private final LongSupplier nanoTime;

	private final Queue<Timeout> timeouts = new ConcurrentLinkedQueue<>();

	private final AtomicReference<@Nullable Wait> wait = new AtomicReference<>();

	CallTimer(Duration duration) {
		this(duration, System::nanoTime);
	}

	CallTimer(Duration duration, LongSupplier nanoTime) {
		this.duration = duration;
		this.nanoTime = nanoTime;
	}

	/**
	 * Return a signal that begins to wait when it is subscribed to.
	 * @return emits a value once the duration is over
	 */
	Mono<Boolean> start() {
		return Mono.create((sink) -> sink.onDispose(schedule(() -> sink.success(true))));
	}

	/**
	 * Apply the timeout to a call. Unlike {@link Mono#timeout}, this does not look for
	 * the name of the call each time, which takes longer than all the rest.
	 * @param call the call
	 * @param <T> the type of its result
	 * @return the result, or a {@link TimeoutException}
	 */
	<T> Mono<T> limit(Mono<T> call) {
		return Mono.firstWithSignal(call,
				Mono.create((sink) -> sink.onDispose(schedule(() -> sink.error(new TimeoutException())))));
	}

	private Disposable schedule(Runnable task) {
		removeCancelled();
		Timeout timeout = new Timeout(task, this.nanoTime.getAsLong() + this.duration.toNanos());
		this.timeouts.add(timeout);
		waitForFirst();
		return timeout;
	}

	private void removeCancelled() {
		for (Timeout first = this.timeouts.peek(); first != null && first.isDisposed(); first = this.timeouts.peek()) {
			this.timeouts.remove(first);
		}
	}

	private void waitForFirst() {
		Timeout first = this.timeouts.peek();
		Wait current = this.wait.get();
		long now = this.nanoTime.getAsLong();
		if (first != null && (current == null || now - current.until() > LOST_AFTER)) {
			Wait next = new Wait(Math.max(now, first.expiresAt));
			if (this.wait.compareAndSet(current, next)) {
				begin(next, now);
			}
		}
	}

	private void begin(Wait next, long now) {
		try {
			Schedulers.parallel().schedule(() -> expire(next), next.until() - now, TimeUnit.NANOSECONDS);
		}
		catch (RuntimeException ex) {
			this.wait.compareAndSet(next, null);
			throw ex;
		}
	}

	private void expire(Wait ended) {
		removeCancelled();
		long now = this.nanoTime.getAsLong();
		for (Timeout first = this.timeouts.peek(); first != null
				&& (first.isDisposed() || first.expiresAt - now <= 0); first = this.timeouts.peek()) {
			this.timeouts.remove(first);
			// On a thread of its own: what follows one timeout must not delay the others.
			Schedulers.parallel().schedule(first);
		}
		if (this.wait.compareAndSet(ended, null)) {
			waitForFirst();
		}
	}

	/**
	 * The delayed task.
	 *
	 * @param until when it is due
	 */
	private record Wait(long until) {

	}

	/**
	 * Forgets its task, and so the call, when it is cancelled.
	 */
	private static final class Timeout implements Runnable, Disposable {

		private final AtomicReference<@Nullable Runnable> task;

		private final long expiresAt;

		Timeout(Runnable task, long expiresAt) {
			this.task = new AtomicReference<>(task);
			this.expiresAt = expiresAt;
		}

		@Override
		public void run() {
			Runnable task = this.task.getAndSet(null);
			if (task != null) {
				task.run();
			}
		}

		@Override
		public void dispose() {
			this.task.set(null);
		}

		@Override
		public boolean isDisposed() {
			return this.task.get() == null;
		}

	}

}
