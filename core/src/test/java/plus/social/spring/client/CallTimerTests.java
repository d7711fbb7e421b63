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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallTimer}.
 */
class CallTimerTests {

	private static final Duration DURATION = Duration.ofSeconds(3);

	private final CallTimer timer = new CallTimer(DURATION, () -> Schedulers.parallel().now(TimeUnit.NANOSECONDS));

	private final List<String> expired = new ArrayList<>();

	private VirtualTimeScheduler time;

	@BeforeEach
	void startTime() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void resetTime() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void eachTimeoutExpiresAfterItsOwnDuration() {
		start("first");
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		start("second");
		this.time.advanceTimeBy(Duration.ofMillis(1999));
		assertThat(this.expired).isEmpty();
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.expired).containsExactly("first");
		this.time.advanceTimeBy(Duration.ofMillis(999));
		assertThat(this.expired).containsExactly("first");
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.expired).containsExactly("first", "second");
	}

	@Test
	void aCancelledTimeoutDoesNotExpireAndDelaysNoOther() {
		Disposable first = start("first");
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		start("second");
		first.dispose();
		this.time.advanceTimeBy(DURATION);
		assertThat(this.expired).containsExactly("second");
	}

	@Test
	void beginsAgainWhenAllTimeoutsAreOver() {
		start("first");
		this.time.advanceTimeBy(DURATION.multipliedBy(2));
		start("second");
		this.time.advanceTimeBy(DURATION);
		assertThat(this.expired).containsExactly("first", "second");
	}

	@Test
	void callsInTimeScheduleOneTaskAtATime() {
		start("first").dispose();
		for (int i = 0; i < 1000; i++) {
			start("call").dispose();
		}
		assertThat(this.time.getScheduledTaskCount()).isOne();
		this.time.advanceTimeBy(DURATION);
		assertThat(this.time.getScheduledTaskCount()).isOne();
	}

	@Test
	void aSchedulerThatIsReplacedDoesNotEndAllTimeouts() {
		AtomicLong now = new AtomicLong();
		CallTimer timer = new CallTimer(DURATION, now::get);
		timer.start().subscribe((over) -> this.expired.add("lost"));
		replaceTime();
		now.set(DURATION.plusSeconds(2).toNanos());
		timer.start().subscribe((over) -> this.expired.add("next"));
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.expired).containsExactly("lost");
		now.addAndGet(DURATION.toNanos());
		this.time.advanceTimeBy(DURATION);
		assertThat(this.expired).containsExactly("lost", "next");
	}

	private void replaceTime() {
		VirtualTimeScheduler.reset();
		this.time = VirtualTimeScheduler.getOrSet();
	}

	private Disposable start(String name) {
		return this.timer.start().subscribe((over) -> this.expired.add(name), (ex) -> {
		});
	}

}
