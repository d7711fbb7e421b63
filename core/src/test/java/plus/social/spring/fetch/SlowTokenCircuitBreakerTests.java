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

package plus.social.spring.fetch;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import plus.social.spring.fetch.SlowTokenCircuitBreaker.Measurement;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlowTokenCircuitBreaker}.
 */
class SlowTokenCircuitBreakerTests {

	private static final Duration BUDGET = Duration.ofMillis(250);

	private final MutableClock clock = new MutableClock();

	private int users;

	private final SlowTokenCircuitBreaker slowTokens = new SlowTokenCircuitBreaker(BUDGET, this.clock);

	@Test
	void isThereFromTheBeginning() {
		assertThat(this.slowTokens.isInTime()).isTrue();
	}

	@Test
	void isLostAfterThreeLateTokens() {
		take(BUDGET.plusMillis(1));
		take(BUDGET.plusMillis(1));
		assertThat(this.slowTokens.isInTime()).isTrue();
		take(BUDGET.plusMillis(1));
		assertThat(this.slowTokens.isInTime()).isFalse();
	}

	@Test
	void isKeptWhenTokensComeJustInTime() {
		for (int i = 0; i < 20; i++) {
			take(BUDGET);
		}
		assertThat(this.slowTokens.isInTime()).isTrue();
	}

	@Test
	void isLostByHalfOfTheLastTen() {
		for (int i = 0; i < 10; i++) {
			take(Duration.ZERO);
		}
		for (int i = 0; i < 4; i++) {
			take(BUDGET.plusMillis(1));
		}
		assertThat(this.slowTokens.isInTime()).isTrue();
		take(BUDGET.plusMillis(1));
		assertThat(this.slowTokens.isInTime()).isFalse();
	}

	@Test
	void doesNotWaitForTheEndOfACallToKnowThatItIsLate() {
		Measurement[] calls = { begin(), begin(), begin() };
		this.clock.advance(BUDGET);
		assertThat(this.slowTokens.isInTime()).isTrue();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.slowTokens.isInTime()).isFalse();
		for (Measurement call : calls) {
			call.end(true);
		}
		assertThat(this.slowTokens.isInTime()).isFalse();
	}

	@Test
	void doesNotLookAtFailuresInTime() {
		for (int i = 0; i < 3; i++) {
			begin().end(false);
		}
		take(BUDGET.plusMillis(1));
		take(BUDGET.plusMillis(1));
		assertThat(this.slowTokens.isInTime()).as("two of two are not enough to tell").isTrue();
		Measurement late = begin();
		this.clock.advance(BUDGET.plusMillis(1));
		late.end(false);
		assertThat(this.slowTokens.isInTime()).as("a late failure is late").isFalse();
	}

	@Test
	void closesAfterThreeTokensInTimeThatNoLoginWaitedFor() {
		lose();
		this.clock.advance(SlowTokenCircuitBreaker.OPEN_DURATION);
		assertThat(this.slowTokens.begin(newUser())).as("a pause").isNull();
		this.clock.advance(Duration.ofMillis(1));
		for (int i = 0; i < SlowTokenCircuitBreaker.HALF_OPEN_CALLS; i++) {
			assertThat(this.slowTokens.isInTime()).isFalse();
			begin().end(true);
		}
		assertThat(this.slowTokens.isInTime()).isTrue();
	}

	@Test
	void doesNotComeBackWhileTokensAreLate() {
		lose();
		for (int round = 0; round < 5; round++) {
			this.clock.advance(SlowTokenCircuitBreaker.OPEN_DURATION.plusMillis(1));
			for (int i = 0; i < SlowTokenCircuitBreaker.HALF_OPEN_CALLS; i++) {
				take(BUDGET.plusMillis(1));
			}
			assertThat(this.slowTokens.isInTime()).isFalse();
		}
	}

	@Test
	void doesNotComeBackByFailuresInTime() {
		lose();
		this.clock.advance(SlowTokenCircuitBreaker.OPEN_DURATION.plusMillis(1));
		for (int i = 0; i < 20; i++) {
			begin().end(false);
		}
		assertThat(this.slowTokens.isInTime()).isFalse();
	}

	@Test
	void isNeverThereWithoutABudget() {
		SlowTokenCircuitBreaker none = new SlowTokenCircuitBreaker(Duration.ZERO, this.clock);
		none.begin(newUser()).end(true);
		assertThat(none.isInTime()).isFalse();
	}

	@Test
	void oneUserWhoseTokensAreLateChangesNothing() {
		SocialPlusUser mallory = SocialPlusUser.of("mallory");
		for (int i = 0; i < 20; i++) {
			Measurement call = this.slowTokens.begin(mallory);
			assertThat(call).isNotNull();
			this.clock.advance(BUDGET.plusMillis(1));
			call.end(true);
		}
		assertThat(this.slowTokens.isInTime()).isTrue();
	}

	@Test
	void fiveUsersWhoseTokensAreLateDoNotKeepOthersFromWaiting() {
		for (int i = 0; i < 200; i++) {
			Measurement call = this.slowTokens.begin(SocialPlusUser.of("mallory" + i % 5));
			this.clock.advance(BUDGET.plusMillis(1));
			if (call != null) {
				call.end(true);
			}
			Measurement other = this.slowTokens.begin(newUser());
			if (other != null) {
				other.end(true);
			}
		}
		assertThat(this.slowTokens.isInTime()).isTrue();
	}

	private SocialPlusUser newUser() {
		return SocialPlusUser.of("user" + this.users++);
	}

	private void lose() {
		for (int i = 0; i < 3; i++) {
			take(BUDGET.plusMillis(1));
		}
		assertThat(this.slowTokens.isInTime()).isFalse();
	}

	private void take(Duration time) {
		Measurement call = begin();
		this.clock.advance(time);
		call.end(true);
	}

	private Measurement begin() {
		Measurement call = this.slowTokens.begin(newUser());
		assertThat(call).isNotNull();
		return call;
	}

}
