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
import plus.social.spring.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecoveryRateLimiter}.
 */
class RecoveryRateLimiterTests {

	private final MutableClock clock = new MutableClock();

	private final RecoveryRateLimiter pace = new RecoveryRateLimiter(this.clock);

	@Test
	void doesNotHoldAnythingBackBeforeAnOutage() {
		assertThat(begunInASecond(true)).isEqualTo(1000);
	}

	@Test
	void doesNotHoldAnythingBackDuringAnOutage() {
		this.pace.down();
		assertThat(begunInASecond(true)).isEqualTo(1000);
	}

	@Test
	void lessThanTwiceAsManyBeginAfterAnOutageAsWereAnsweredBefore() {
		answer(100);
		this.pace.down();
		this.clock.advance(Duration.ofMinutes(10));
		this.pace.answered();
		for (int second = 0; second < 90; second++) {
			assertThat(begunInASecond(true)).isBetween(160, 176);
		}
	}

	@Test
	void aNodeThatHasAnsweredFewMakesTwentyCallsInASecond() {
		this.pace.down();
		this.pace.answered();
		assertThat(begunInASecond(true)).isBetween(19, 21);
	}

	@Test
	void itIsOverAfterAMinuteWhenNoneWaits() {
		this.pace.down();
		this.pace.answered();
		this.clock.advance(RecoveryRateLimiter.TIME.minusMillis(1));
		assertThat(this.pace.tryBegin(false)).isTrue();
		assertThat(this.pace.tryBegin(false)).isFalse();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.pace.tryBegin(true)).as("others wait").isFalse();
		assertThat(begunInASecond(false)).isEqualTo(1000);
	}

	@Test
	void anOutageSoonAfterAnotherOneChangesNothing() {
		answer(100);
		for (int i = 0; i < 3; i++) {
			this.pace.down();
			this.clock.advance(Duration.ofMinutes(5));
			this.pace.answered();
		}
		assertThat(begunInASecond(true)).isBetween(160, 176);
	}

	// For five minutes, so that the average is settled.
	private void answer(int inASecond) {
		for (int i = 0; i < 300 * inASecond; i++) {
			this.clock.advance(Duration.ofNanos(1_000_000_000 / inASecond));
			this.pace.answered();
		}
	}

	private int begunInASecond(boolean othersWait) {
		int begun = 0;
		for (int i = 0; i < 1000; i++) {
			this.clock.advance(Duration.ofMillis(1));
			begun += this.pace.tryBegin(othersWait) ? 1 : 0;
		}
		return begun;
	}

}
