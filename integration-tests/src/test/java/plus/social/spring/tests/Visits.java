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

package plus.social.spring.tests;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts the requests that ask for a token, when they begin.
 */
public class Visits {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private int number;

	public synchronized void add() {
		this.number++;
		notifyAll();
	}

	/**
	 * Wait until so many have begun.
	 */
	public synchronized void await(int expected) throws InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (this.number < expected && System.nanoTime() < deadline) {
			wait(PATIENCE.toMillis());
		}
		assertThat(this.number).isGreaterThanOrEqualTo(expected);
	}

}
