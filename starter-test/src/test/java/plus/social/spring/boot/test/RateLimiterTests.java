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

package plus.social.spring.boot.test;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import plus.social.spring.testsupport.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimiter}.
 */
class RateLimiterTests {

	private final MutableClock clock = new MutableClock();

	private final RateLimiter limiter = new RateLimiter(this.clock, RateLimiter.LIMIT, RateLimiter.WINDOW);

	@Test
	void admitsOneHundredRequestsOfEachUser() {
		assertThat(admitted("alice", 150)).isEqualTo(100);
		assertThat(admitted("bob", 150)).isEqualTo(100);
	}

	@Test
	void slidesItsWindowOfFiveSeconds() {
		admitted("alice", 40);
		this.clock.advance(Duration.ofSeconds(3));
		admitted("alice", 60);
		this.clock.advance(Duration.ofSeconds(2).minusNanos(1));
		assertThat(admitted("alice", 1)).isZero();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(admitted("alice", 100)).isEqualTo(40);
	}

	@Test
	void admitsExactlyItsLimitOfConcurrentCallers() {
		RateLimiter large = new RateLimiter(this.clock, 20_000, RateLimiter.WINDOW);
		assertThat(IntStream.range(0, 40_000).parallel().filter((i) -> large.admits("alice")).count())
			.isEqualTo(20_000);
	}

	@Test
	void admitsAgainWhenCleared() {
		admitted("alice", 100);
		this.limiter.clear();
		assertThat(admitted("alice", 1)).isOne();
	}

	private long admitted(String userId, int requests) {
		return IntStream.range(0, requests).filter((i) -> this.limiter.admits(userId)).count();
	}

}
