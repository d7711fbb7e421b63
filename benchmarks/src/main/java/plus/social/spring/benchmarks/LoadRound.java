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

import plus.social.spring.benchmarks.application.Usage;

/**
 * One round of requests to one application.
 *
 * @param requests the number of requests with the expected response
 * @param nanos the duration
 * @param cpuNanos the processor time of the application
 * @param bytes the bytes that the application has allocated
 */
record LoadRound(long requests, long nanos, long cpuNanos, long bytes) {

	static LoadRound of(long requests, long nanos, Usage before, Usage after) {
		return new LoadRound(requests, nanos, after.cpuNanos() - before.cpuNanos(),
				after.allocatedBytes() - before.allocatedBytes());
	}

	double rate() {
		return this.requests / (this.nanos / 1e9);
	}

	double cpuMicros() {
		return this.cpuNanos / 1e3 / this.requests;
	}

	double kilobytes() {
		return this.bytes / 1024.0 / this.requests;
	}

}
