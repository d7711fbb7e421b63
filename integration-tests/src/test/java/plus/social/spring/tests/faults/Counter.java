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

package plus.social.spring.tests.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A number that goes up, and that can be waited for.
 */
final class Counter {

	private int value;

	synchronized int increment() {
		this.value++;
		notifyAll();
		return this.value;
	}

	synchronized int get() {
		return this.value;
	}

	/**
	 * Wait until it has reached a value, but not for too long.
	 */
	synchronized void await(int expected, Duration atMost) {
		long deadline = System.nanoTime() + atMost.toNanos();
		long left = atMost.toNanos();
		try {
			while (this.value < expected && left > 0) {
				TimeUnit.NANOSECONDS.timedWait(this, left);
				left = deadline - System.nanoTime();
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
