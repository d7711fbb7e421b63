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

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;

/**
 * Calls at a constant rate, regardless of their duration.
 */
final class SteadyCalls implements AutoCloseable {

	private final ReactiveSocialPlusTokenService tokenService;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final long beganAt = System.nanoTime();

	private final AtomicInteger started = new AtomicInteger();

	private final Latencies succeeded = new Latencies();

	private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();

	SteadyCalls(ReactiveSocialPlusTokenService tokenService, int perSecond) {
		this.tokenService = tokenService;
		long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
		this.clock.scheduleAtFixedRate(this::call, 0, interval, TimeUnit.NANOSECONDS);
	}

	private void call() {
		long startedAt = System.nanoTime();
		this.tokenService.issueToken(SocialPlusUser.of("user" + this.started.incrementAndGet()))
			.subscribe((token) -> succeed(System.nanoTime() - startedAt), this::fail);
	}

	private synchronized void succeed(long nanos) {
		this.succeeded.add(nanos);
	}

	private void fail(Throwable failure) {
		long second = Duration.ofNanos(System.nanoTime() - this.beganAt).toSeconds();
		this.failures.merge("second " + second + ": " + failure.getMessage(), 1, Integer::sum);
	}

	int getStarted() {
		return this.started.get();
	}

	synchronized int getSucceeded() {
		return this.succeeded.count();
	}

	/**
	 * Stop making calls.
	 */
	@Override
	public void close() throws InterruptedException {
		this.clock.shutdown();
		// The maximum duration of a call.
		Pause.of(Duration.ofSeconds(4));
	}

	@Override
	public synchronized String toString() {
		return "%d calls, %d tokens: %s, failures %s".formatted(getStarted(), getSucceeded(), this.succeeded,
				this.failures);
	}

}
