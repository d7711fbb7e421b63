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

package plus.social.spring.log;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import plus.social.spring.testsupport.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LogThrottle}.
 */
class LogThrottleTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final MutableClock clock = new MutableClock();

	private final LogThrottle throttle = new LogThrottle(this.clock, MINUTE, 2);

	@Test
	void permitsEachMessageOnceInAnInterval() {
		assertThat(this.throttle.tryAcquire("a")).isTrue();
		assertThat(this.throttle.tryAcquire("b")).isTrue();
		this.clock.advance(MINUTE.minusNanos(1));
		assertThat(this.throttle.tryAcquire("a")).isFalse();
		assertThat(this.throttle.isRecent("a")).isTrue();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.throttle.isRecent("a")).isFalse();
		assertThat(this.throttle.tryAcquire("a")).isTrue();
		assertThat(this.throttle.tryAcquire("a")).isFalse();
	}

	@Test
	void aRefusalDoesNotExtendTheInterval() {
		this.throttle.tryAcquire("a");
		this.clock.advance(MINUTE.minusSeconds(1));
		this.throttle.tryAcquire("a");
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.throttle.tryAcquire("a")).isTrue();
	}

	@Test
	void forgetsTheMessageWhoseLastPermitIsTheEldest() {
		LogThrottle three = new LogThrottle(this.clock, MINUTE, 3);
		three.tryAcquire("a");
		this.clock.advance(Duration.ofSeconds(30));
		three.tryAcquire("b");
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(three.tryAcquire("a")).isTrue();
		three.tryAcquire("c");
		assertThat(three.tryAcquire("d")).isTrue();
		assertThat(three.tryAcquire("a")).isFalse();
		assertThat(three.tryAcquire("b")).as("forgotten").isTrue();
	}

	@Test
	void aClockThatIsSetBackSilencesNothing() {
		this.throttle.tryAcquire("a");
		this.clock.advance(Duration.ofDays(-1));
		assertThat(this.throttle.tryAcquire("a")).isTrue();
		assertThat(this.throttle.tryAcquire("a")).isFalse();
	}

	@Test
	void oncePermitsNoMessageTwiceAndNoMoreThanItCanRemember() {
		LogThrottle once = LogThrottle.once(2);
		assertThat(once.tryAcquire("a")).isTrue();
		assertThat(once.tryAcquire("b")).isTrue();
		assertThat(once.tryAcquire("c")).isFalse();
		assertThat(once.tryAcquire("a")).isFalse();
	}

	@Test
	void oneOfSeveralConcurrentCallersGetsThePermit() {
		for (int i = 0; i < 200; i++) {
			String message = "message " + i;
			assertThat(IntStream.range(0, 64).parallel().filter((caller) -> this.throttle.tryAcquire(message)).count())
				.isEqualTo(1);
		}
	}

	@Test
	void refusesInvalidArguments() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LogThrottle(this.clock, MINUTE, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new LogThrottle(null, MINUTE, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new LogThrottle(this.clock, null, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.throttle.tryAcquire(null));
	}

}
