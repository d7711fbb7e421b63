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
 * Budget for second attempts: one for ten calls, so that an upstream that is down does
 * not receive twice the calls.
 */
final class RetryBudget {

	private static final int RETRY_COST = 10;

	/**
	 * Maximum balance: ten retries, for a burst after good times.
	 */
	private static final int MAX_BALANCE = 10 * RETRY_COST;

	// Starts with one retry, for the first call.
	private int balance = RETRY_COST;

	/**
	 * Count a call, which earns a tenth of a retry.
	 */
	synchronized void deposit() {
		this.balance = Math.min(this.balance + 1, MAX_BALANCE);
	}

	/**
	 * Withdraw a retry.
	 * @return whether the balance was sufficient
	 */
	synchronized boolean tryWithdraw() {
		if (this.balance < RETRY_COST) {
			return false;
		}
		this.balance -= RETRY_COST;
		return true;
	}

}
