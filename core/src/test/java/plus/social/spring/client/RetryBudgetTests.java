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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryBudget}.
 */
class RetryBudgetTests {

	private final RetryBudget budget = new RetryBudget();

	@Test
	void theFirstCallMayBeRetried() {
		assertThat(this.budget.tryWithdraw()).isTrue();
		assertThat(this.budget.tryWithdraw()).isFalse();
	}

	@Test
	void tenCallsEarnOneRetry() {
		this.budget.tryWithdraw();
		deposit(9);
		assertThat(this.budget.tryWithdraw()).isFalse();
		deposit(1);
		assertThat(this.budget.tryWithdraw()).isTrue();
		assertThat(this.budget.tryWithdraw()).isFalse();
	}

	@Test
	void neverMoreThanATenthIsRetried() {
		int retries = 0;
		for (int i = 0; i < 1000; i++) {
			deposit(1);
			retries += this.budget.tryWithdraw() ? 1 : 0;
		}
		assertThat(retries).as("and the one from the beginning").isEqualTo(101);
	}

	@Test
	void savesTenAtMost() {
		deposit(10_000);
		for (int i = 0; i < 10; i++) {
			assertThat(this.budget.tryWithdraw()).isTrue();
		}
		assertThat(this.budget.tryWithdraw()).isFalse();
	}

	private void deposit(int times) {
		for (int i = 0; i < times; i++) {
			this.budget.deposit();
		}
	}

}
