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

package plus.social.spring.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import plus.social.spring.testsupport.MutableClock;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A clock that a simulation moves, and all of Reactor's schedulers on it. Everything runs
 * on the thread that moves it, in the order of its time. Unlike Reactor's own scheduler
 * for tests, it forgets what is not to be run any more without looking for it, which
 * millions of timeouts need.
 */
final class VirtualTime extends Clock implements Scheduler, Schedulers.Factory, AutoCloseable {

	private final PriorityQueue<Task> tasks = new PriorityQueue<>();

	private final Schedulers.Snapshot realTime = Schedulers.setFactoryWithSnapshot(this);

	private final Thread thread = Thread.currentThread();

	private long micros;

	private long sequence;

	private long instantMicros = -1;

	private Instant instant = MutableClock.START;

	/**
	 * Return the time since the start.
	 * @return the time in microseconds
	 */
	long micros() {
		return this.micros;
	}

	/**
	 * Move the clock, and run what is due on the way.
	 * @param untilMicros the time since the start to stop at
	 */
	void advanceTo(long untilMicros) {
		Task next = this.tasks.peek();
		while (next != null && next.atMicros <= untilMicros) {
			this.tasks.poll();
			this.micros = next.atMicros;
			next.run();
			next = this.tasks.peek();
		}
		this.micros = untilMicros;
	}

	@Override
	public Disposable schedule(Runnable action) {
		return schedule(action, 0, TimeUnit.MICROSECONDS);
	}

	@Override
	public Disposable schedule(Runnable action, long delay, TimeUnit unit) {
		Task task = new Task(this.micros + unit.toMicros(delay), this.sequence++, action);
		// Another thread can only be one that an earlier test has left behind.
		if (Thread.currentThread() == this.thread) {
			this.tasks.add(task);
		}
		return task;
	}

	@Override
	public Worker createWorker() {
		return new Worker() {

			@Override
			public Disposable schedule(Runnable task) {
				return VirtualTime.this.schedule(task);
			}

			@Override
			public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
				return VirtualTime.this.schedule(task, delay, unit);
			}

			@Override
			public void dispose() {
				// What one worker does is not kept apart.
			}

		};
	}

	@Override
	public long now(TimeUnit unit) {
		return unit.convert(this.micros, TimeUnit.MICROSECONDS);
	}

	@Override
	public Scheduler newBoundedElastic(int threadCap, int queuedTaskCap, ThreadFactory threadFactory, int ttlSeconds) {
		return this;
	}

	@Override
	public Scheduler newParallel(int parallelism, ThreadFactory threadFactory) {
		return this;
	}

	@Override
	public Scheduler newSingle(ThreadFactory threadFactory) {
		return this;
	}

	@Override
	public Instant instant() {
		if (this.instantMicros != this.micros) {
			this.instantMicros = this.micros;
			this.instant = MutableClock.START.plus(Duration.ofNanos(this.micros * 1000));
		}
		return this.instant;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

	@Override
	public void dispose() {
		this.tasks.clear();
	}

	/**
	 * Give Reactor its own schedulers back.
	 */
	@Override
	public void close() {
		this.tasks.clear();
		Schedulers.resetFrom(this.realTime);
	}

	/**
	 * Something to be run once.
	 */
	private static final class Task implements Comparable<Task>, Disposable {

		private final long atMicros;

		private final long order;

		private @Nullable Runnable action;

		Task(long atMicros, long order, Runnable action) {
			this.atMicros = atMicros;
			this.order = order;
			this.action = action;
		}

		void run() {
			Runnable action = this.action;
			this.action = null;
			if (action != null) {
				action.run();
			}
		}

		@Override
		public void dispose() {
			this.action = null;
		}

		@Override
		public boolean isDisposed() {
			return this.action == null;
		}

		@Override
		public int compareTo(Task other) {
			return (this.atMicros != other.atMicros) ? Long.compare(this.atMicros, other.atMicros)
					: Long.compare(this.order, other.order);
		}

	}

}
