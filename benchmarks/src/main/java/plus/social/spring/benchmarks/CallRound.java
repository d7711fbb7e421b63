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

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

import com.sun.management.OperatingSystemMXBean;
import plus.social.spring.benchmarks.application.AllocatedBytes;

/**
 * One round of calls by one client.
 *
 * @param calls the number of calls that returned the right token
 * @param nanos the duration
 * @param cpuNanos the processor time of this process
 * @param bytes the bytes that the threads alive at the end have allocated
 * @param handshakes the number of TLS handshakes at the server
 */
record CallRound(long calls, long nanos, long cpuNanos, long bytes, long handshakes) {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private static final long USERS = 1000;

	static CallRound ofCalls(TokenCaller caller, int threads, long calls) throws Exception {
		AtomicLong left = new AtomicLong(calls);
		return run(caller, threads, (done) -> left.decrementAndGet() >= 0);
	}

	static CallRound ofOneSecond(TokenCaller caller, int threads) throws Exception {
		long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
		return run(caller, threads, (done) -> System.nanoTime() < end);
	}

	private static CallRound run(TokenCaller caller, int threads, LongPredicate more) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			long startedAt = System.nanoTime();
			long cpu = SYSTEM.getProcessCpuTime();
			AllocatedBytes allocated = new AllocatedBytes();
			allocated.read();
			AtomicLong calls = new AtomicLong();
			Future<?>[] futures = new Future<?>[threads];
			for (int i = 0; i < threads; i++) {
				int first = i;
				futures[i] = executor.submit(() -> call(caller, first, more, calls));
			}
			for (Future<?> future : futures) {
				future.get();
			}
			return new CallRound(calls.get(), System.nanoTime() - startedAt, SYSTEM.getProcessCpuTime() - cpu,
					allocated.read(), 0);
		}
		finally {
			executor.shutdown();
		}
	}

	private static Void call(TokenCaller caller, int first, LongPredicate more, AtomicLong calls) throws Exception {
		long done = 0;
		while (more.test(done)) {
			String userId = "user" + (first * 31L + done) % USERS;
			String token = caller.request(userId);
			if (!token.startsWith(SocialPlusServer.tokenPrefix(userId))) {
				throw new IllegalStateException("Not the token of " + userId);
			}
			done++;
		}
		calls.addAndGet(done);
		return null;
	}

	CallRound withHandshakes(long handshakes) {
		return new CallRound(this.calls, this.nanos, this.cpuNanos, this.bytes, handshakes);
	}

	double rate() {
		return this.calls / (this.nanos / 1e9);
	}

	double cpuMicros() {
		return this.cpuNanos / 1e3 / this.calls;
	}

	double kilobytes() {
		return this.bytes / 1024.0 / this.calls;
	}

}
