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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.testsupport.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecoveryRateLimiter}.
 */
class RecoveryRateLimiterTests {

	private final MutableClock clock = new MutableClock();

	private final RecoveryRateLimiter limiter = new RecoveryRateLimiter(this.clock, new TokenOutageLog(this.clock));

	@Test
	void doesNotLimitAnythingBeforeAnOutage() {
		assertThat(begunInASecond(true)).isEqualTo(1000);
	}

	@Test
	void doesNotLimitAnythingDuringAnOutage() {
		answer(100, 60);
		this.limiter.shortCircuited();
		assertThat(begunInASecond(true)).isEqualTo(1000);
		assertThat(this.limiter.isLimiting()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 12, 60, 100, 400 })
	void lessThanTwiceAsManyBeginInAMinuteAfterAnOutageAsWereAnsweredBefore(int rate) {
		answer(rate, 300);
		outage(Duration.ofMinutes(10));
		for (int second = 0; second < 60; second++) {
			assertThat(begunInASecond(true)).isBetween((int) (1.6 * rate), (int) (1.95 * rate));
		}
	}

	@Test
	void whatWasMeasuredForSecondsOnlyIsNotTooLow() {
		answer(60, 12);
		outage(Duration.ofSeconds(18));
		assertThat(begunInASecond(true)).isBetween(95, 118);
	}

	@Test
	void aNodeThatHasJustStartedIsNotLimited() {
		outage(Duration.ofSeconds(5));
		assertThat(begunInASecond(true)).isEqualTo(1000);
		answer(60, 8);
		outage(Duration.ofSeconds(5));
		assertThat(begunInASecond(true)).isEqualTo(1000);
	}

	@Test
	void whatANodeDoesThatHasAnsweredFewIsLimitedForSecondsOnly() {
		answer(1, 60);
		outage(Duration.ofSeconds(18));
		assertThat(begunInASecond(true)).isBetween(19, 31);
		for (int second = 0; second < 10; second++) {
			begunInASecond(true);
		}
		assertThat(begunInASecond(true)).isGreaterThan(500);
	}

	@Test
	void itIsOverInFiveSecondsIfItIsNotUsedUp() {
		answer(100, 60);
		outage(Duration.ofSeconds(18));
		for (int i = 0; i < 100 * 6; i++) {
			this.clock.advance(Duration.ofMillis(10));
			this.limiter.tryAcquire(false);
		}
		assertThat(this.limiter.isLimiting()).isFalse();
		assertThat(begunInASecond(true)).isEqualTo(1000);
	}

	@Test
	void itGoesOnWhileItIsUsedUp() {
		answer(100, 60);
		outage(Duration.ofSeconds(18));
		for (int second = 0; second < 30; second++) {
			begunInASecond(true);
		}
		assertThat(this.limiter.isLimiting()).isTrue();
	}

	@Test
	void whatStillWaitsAfterTwoMinutesHasComeLaterAndIsSoonNotLimited() {
		answer(10, 60);
		outage(Duration.ofSeconds(18));
		for (int second = 0; second < 120; second++) {
			assertThat(begunInASecond(true)).isLessThanOrEqualTo(22);
		}
		for (int second = 0; second < 16; second++) {
			begunInASecond(true);
		}
		assertThat(begunInASecond(true)).isEqualTo(1000);
		assertThat(this.limiter.isLimiting()).isFalse();
	}

	@Test
	void anOutageSoonAfterAnotherOneChangesNothing() {
		answer(100, 300);
		for (int i = 0; i < 3; i++) {
			outage(Duration.ofMinutes(5));
		}
		assertThat(begunInASecond(true)).isBetween(160, 195);
	}

	@Test
	void aCallThatWasNotMadeIsNotCounted() {
		answer(100, 60);
		outage(Duration.ofSeconds(18));
		this.clock.advance(Duration.ofMillis(6));
		for (int i = 0; i < 100; i++) {
			assertThat(this.limiter.tryAcquire(true)).isTrue();
			this.limiter.refund();
		}
	}

	private void outage(Duration duration) {
		this.limiter.shortCircuited();
		this.clock.advance(duration);
		this.limiter.succeeded();
	}

	private void answer(int inASecond, int seconds) {
		for (int i = 0; i <= seconds * inASecond; i++) {
			this.clock.advance(Duration.ofNanos(1_000_000_000 / inASecond));
			this.limiter.succeeded();
		}
	}

	private int begunInASecond(boolean othersWait) {
		int begun = 0;
		for (int i = 0; i < 1000; i++) {
			this.clock.advance(Duration.ofMillis(1));
			begun += this.limiter.tryAcquire(othersWait) ? 1 : 0;
		}
		return begun;
	}

}
