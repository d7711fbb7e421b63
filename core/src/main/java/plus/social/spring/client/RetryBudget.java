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

package plus.social.spring.client;

/**
 * Bounds the second attempts by the first ones: one for ten calls, so that an upstream
 * that is down is not called twice as often for it.
 */
final class RetryBudget {

	private static final int RETRY = 10;

	/**
	 * What is saved at most: ten retries, for a burst after good times.
	 */
	private static final int MAX_SAVED = 10 * RETRY;

	// One retry is there from the beginning: the first call deserves it too.
	private int saved = RETRY;

	/**
	 * Count a call, which earns a tenth of a retry.
	 */
	synchronized void deposit() {
		this.saved = Math.min(this.saved + 1, MAX_SAVED);
	}

	/**
	 * Pay for a retry.
	 * @return whether there was enough
	 */
	synchronized boolean tryWithdraw() {
		if (this.saved < RETRY) {
			return false;
		}
		this.saved -= RETRY;
		return true;
	}

}
