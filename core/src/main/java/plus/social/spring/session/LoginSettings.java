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

package plus.social.spring.session;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Settings for when logins receive their tokens and how long to wait for them.
 *
 * @param mode when a login receives its token
 * @param budget the maximum time that a login waits for its token
 * @param deadline the maximum time that an explicit request for a token waits
 * @since 0.1.0
 */
public record LoginSettings(LoginMode mode, Duration budget, Duration deadline) {

	/**
	 * Create settings.
	 * @param mode when a login receives its token
	 * @param budget the maximum time that a login waits for its token
	 * @param deadline the maximum time that an explicit request for a token waits
	 * @throws IllegalArgumentException if the budget is negative or the deadline is not
	 * positive
	 */
	public LoginSettings {
		Assert.notNull(mode, "'mode' must not be null");
		Assert.notNull(budget, "'budget' must not be null");
		Assert.isTrue(!budget.isNegative(), "'budget' must not be negative");
		Assert.notNull(deadline, "'deadline' must not be null");
		Assert.isTrue(!deadline.isZero() && !deadline.isNegative(), "'deadline' must be positive");
	}

}
