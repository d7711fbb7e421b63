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

package plus.social.spring.benchmarks.application;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

import com.sun.management.ThreadMXBean;

/**
 * Bytes that the threads of this process have allocated, summed up by thread. What a
 * thread has allocated between the last reading and its end is missing.
 */
public final class AllocatedBytes {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private Map<Long, Long> byThread = Map.of();

	private long total;

	/**
	 * Return the bytes allocated since the first reading.
	 * @return the number of bytes, 0 at the first reading
	 */
	public long read() {
		Map<Long, Long> before = this.byThread;
		this.byThread = readByThread();
		if (!before.isEmpty()) {
			this.byThread.forEach((thread, bytes) -> this.total += bytes - before.getOrDefault(thread, 0L));
		}
		return this.total;
	}

	private static Map<Long, Long> readByThread() {
		long[] ids = THREADS.getAllThreadIds();
		long[] sizes = THREADS.getThreadAllocatedBytes(ids);
		Map<Long, Long> bytes = new HashMap<>();
		for (int i = 0; i < ids.length; i++) {
			// Negative for a thread that has just ended.
			if (sizes[i] >= 0) {
				bytes.put(ids[i], sizes[i]);
			}
		}
		return bytes;
	}

}
