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

package plus.social.spring;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

import com.sun.management.ThreadMXBean;

/**
 * Counts the bytes that an action allocates on its thread. Unlike its time, this does not
 * depend on the machine.
 */
public final class AllocatedBytes {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final int WARM_UP = 3000;

	private static final int RUNS = 200;

	private static final int ROUNDS = 9;

	private AllocatedBytes() {
	}

	/**
	 * Return how many bytes an action allocates.
	 * @param action the action
	 * @return the bytes of one run, the median of several rounds
	 * @throws Exception if the action fails
	 */
	public static long of(Callable<?> action) throws Exception {
		run(action, WARM_UP);
		long[] rounds = new long[ROUNDS];
		for (int i = 0; i < ROUNDS; i++) {
			rounds[i] = run(action, RUNS) / RUNS;
		}
		return LongStream.of(rounds).sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
	}

	private static long run(Callable<?> action, int times) throws Exception {
		long before = THREADS.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < times; i++) {
			action.call();
		}
		return THREADS.getCurrentThreadAllocatedBytes() - before;
	}

}
