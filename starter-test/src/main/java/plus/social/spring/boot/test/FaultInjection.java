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

package plus.social.spring.boot.test;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Faults and delays that are currently injected into the emulated service.
 */
final class FaultInjection {

	private @Nullable SocialPlusFault fault;

	private int remaining;

	private Duration delay = Duration.ZERO;

	/**
	 * Inject a fault.
	 * @param fault the fault
	 * @param calls the number of calls to fail
	 */
	synchronized void fail(SocialPlusFault fault, int calls) {
		this.fault = fault;
		this.remaining = calls;
	}

	synchronized void delay(Duration delay) {
		this.delay = delay;
	}

	synchronized Duration delay() {
		return this.delay;
	}

	/**
	 * Return the fault of the next call, and count the call.
	 * @return the fault, or {@code null} if there is none
	 */
	synchronized @Nullable SocialPlusFault next() {
		if (this.remaining == 0) {
			return null;
		}
		this.remaining--;
		return this.fault;
	}

	synchronized void clear() {
		this.remaining = 0;
		this.delay = Duration.ZERO;
	}

}
