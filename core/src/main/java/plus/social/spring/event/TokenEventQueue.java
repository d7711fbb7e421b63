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

package plus.social.spring.event;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.log.LogThrottle;

/**
 * Bounded queue of events, with one thread that calls listeners. Adding an event takes no
 * lock and never waits, since event loops and virtual threads do it. The thread starts
 * with the first event.
 */
final class TokenEventQueue {

	/**
	 * Maximum number of waiting events. Further ones are dropped, and counted.
	 */
	static final int CAPACITY = 10_000;

	private static final Log logger = LogFactory.getLog(TokenEventQueue.class);

	private final Consumer<SocialPlusTokenEvent> listeners;

	private final @Nullable ClassLoader classLoader;

	private final Queue<SocialPlusTokenEvent> events = new ConcurrentLinkedQueue<>();

	private final AtomicInteger size = new AtomicInteger();

	private final LongAdder dropped = new LongAdder();

	private final AtomicReference<@Nullable Worker> worker = new AtomicReference<>();

	private volatile boolean running = true;

	private final LogThrottle warnings = LogThrottle.once(1);

	/**
	 * Create a queue.
	 * @param listeners calls the listeners of an event
	 * @param classLoader the context class loader for listeners
	 */
	TokenEventQueue(Consumer<SocialPlusTokenEvent> listeners, @Nullable ClassLoader classLoader) {
		this.listeners = listeners;
		this.classLoader = classLoader;
	}

	void add(SocialPlusTokenEvent event) {
		if (!this.running || !tryReserve()) {
			this.dropped.increment();
			return;
		}
		this.events.add(event);
		Worker current = this.worker.get();
		if (current != null) {
			current.wakeUp();
		}
		else {
			startWorker();
		}
	}

	private boolean tryReserve() {
		int current = this.size.get();
		while (current < CAPACITY) {
			if (this.size.compareAndSet(current, current + 1)) {
				return true;
			}
			current = this.size.get();
		}
		return false;
	}

	private void startWorker() {
		Worker created = new Worker();
		if (!this.worker.compareAndSet(null, created)) {
			return;
		}
		try {
			created.start();
		}
		catch (OutOfMemoryError ex) {
			// There is no thread left. The next event tries again; the login goes on.
			this.worker.set(null);
		}
	}

	boolean isRunning() {
		return this.running;
	}

	void start() {
		this.running = true;
	}

	/**
	 * Stop once the waiting events are delivered.
	 * @param maxWait the maximum time to wait for that; the rest is dropped
	 */
	void stop(Duration maxWait) {
		this.running = false;
		Worker current = this.worker.getAndSet(null);
		if (current != null) {
			current.stop(maxWait);
		}
		int undelivered = 0;
		while (poll() != null) {
			undelivered++;
		}
		if (undelivered > 0) {
			this.dropped.add(undelivered);
			logger.warn(undelivered + " events about Social Plus tokens were not delivered before the shutdown");
		}
	}

	long getDroppedCount() {
		return this.dropped.sum();
	}

	private @Nullable SocialPlusTokenEvent poll() {
		SocialPlusTokenEvent event = this.events.poll();
		if (event != null) {
			this.size.decrementAndGet();
		}
		return event;
	}

	private void deliver(SocialPlusTokenEvent event) {
		try {
			this.listeners.accept(event);
		}
		catch (Throwable ex) {
			// An error of a listener, too, must not keep others from later events.
			report(ex);
		}
		// A listener may have interrupted its thread, which could then no longer wait.
		Thread.interrupted();
	}

	// The message of a foreign exception may contain anything.
	private void report(Throwable failure) {
		if (this.warnings.tryAcquire("listener")) {
			logger.warn("A listener for events about Social Plus tokens has failed; logins are not affected. ["
					+ failure.getClass().getName() + "] Further failures are logged at debug level only.");
		}
		logger.debug("A listener for events about Social Plus tokens has failed", failure);
	}

	/**
	 * The thread that calls listeners.
	 */
	private final class Worker implements Runnable {

		private final Thread thread;

		private volatile boolean draining;

		private volatile boolean cancelled;

		// Inherits nothing of the login that happens to be the first, such as its
		// security context.
		Worker() {
			this.thread = new Thread(null, this, "socialplus-events", 0, false);
			this.thread.setDaemon(true);
			this.thread.setContextClassLoader(TokenEventQueue.this.classLoader);
		}

		void start() {
			this.thread.start();
		}

		void wakeUp() {
			LockSupport.unpark(this.thread);
		}

		@Override
		public void run() {
			while (!this.cancelled) {
				SocialPlusTokenEvent event = poll();
				if (event != null) {
					deliver(event);
				}
				else if (this.draining) {
					return;
				}
				else {
					LockSupport.park(TokenEventQueue.this);
				}
			}
		}

		void stop(Duration maxWait) {
			this.draining = true;
			wakeUp();
			// A listener may close the application.
			if (this.thread != Thread.currentThread()) {
				join(maxWait);
			}
			this.cancelled = true;
			if (this.thread.isAlive() && this.thread != Thread.currentThread()) {
				this.thread.interrupt();
			}
		}

		private void join(Duration maxWait) {
			try {
				this.thread.join(maxWait.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
