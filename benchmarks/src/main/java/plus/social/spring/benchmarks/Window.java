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

/**
 * Time window in which a load is measured, after a time to settle.
 */
final class Window {

	private final Duration settling;

	private final Duration length;

	private final long opensAt;

	Window(Duration settling, Duration length) {
		this.settling = settling;
		this.length = length;
		this.opensAt = System.nanoTime() + settling.toNanos();
	}

	boolean isOpen() {
		long open = System.nanoTime() - this.opensAt;
		return open >= 0 && open < this.length.toNanos();
	}

	/**
	 * Return whether the load continues.
	 * @return {@code true} until the end of the window
	 */
	boolean isNotOver() {
		return System.nanoTime() - this.opensAt < this.length.toNanos();
	}

	/**
	 * Return the total time.
	 * @return the time to settle plus the length of the window
	 */
	Duration getTotal() {
		return this.settling.plus(this.length);
	}

	double perSecond(int count) {
		return count / (this.length.toMillis() / 1000.0);
	}

}
