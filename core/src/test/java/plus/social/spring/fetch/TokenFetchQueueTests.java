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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.MutableClock;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenFetchQueue}, on a clock of their own.
 */
class TokenFetchQueueTests {

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private final MutableClock clock = new MutableClock();

	private final FakeTokenService service = new FakeTokenService(this.clock);

	private final TokenFetchQueue queue = new TokenFetchQueue(this.service, 2, new TokenOutageLog(this.clock),
			this.clock);

	private final List<TokenFetch> tokens = new ArrayList<>();

	private VirtualTimeScheduler time;

	@BeforeEach
	void holdTheClock() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void releaseTheClock() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void makesABoundedNumberOfCallsAtOnce() {
		add(5);
		assertThat(this.service.getCalls()).isEqualTo(2);
		this.service.answer(0);
		this.time.advanceTime();
		assertThat(this.service.getCalls()).isEqualTo(3);
		this.service.fail(1, Reason.USER_REFUSED);
		this.time.advanceTime();
		assertThat(this.service.getCalls()).isEqualTo(4);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVER_ERROR", "INVALID_RESPONSE", "CONNECTION_FAILED", "TLS_FAILED", "TIMEOUT" })
	void whileSocialPlusIsNotCalledTheOthersGoOnWaiting(Reason reason) {
		add(10);
		this.service.fail(0, notCalled(reason));
		this.service.fail(1, notCalled(reason));
		this.time.advanceTimeBy(PAUSE.minusMillis(1));
		assertThat(this.service.getCalls()).isEqualTo(2);
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.service.getCalls()).as("one tries").isEqualTo(3);
		this.service.fail(2, reason);
		this.time.advanceTimeBy(PAUSE);
		assertThat(this.service.getCalls()).as("and another one").isEqualTo(4);
		assertThat(this.tokens.subList(4, 10)).allSatisfy((token) -> assertThat(token.getFuture()).isNotDone());
		this.service.answer(3);
		this.time.advanceTime();
		assertThat(this.service.getCalls()).as("it is back, and not called by all at once").isEqualTo(4);
		advance(Duration.ofMillis(50));
		assertThat(this.service.getCalls()).isEqualTo(5);
		advance(Duration.ofMillis(50));
		assertThat(this.service.getCalls()).isEqualTo(6);
		advance(Duration.ofMillis(50));
		assertThat(this.service.getCalls()).as("two are under way").isEqualTo(6);
		this.service.answer(4);
		this.time.advanceTime();
		assertThat(this.service.getCalls()).isEqualTo(7);
	}

	@Test
	void whoeverComesMeanwhileIsToldAtOnce() {
		add(3);
		this.service.fail(0, notCalled(Reason.TIMEOUT));
		add(1);
		assertThat(this.service.getCalls()).isEqualTo(3);
		this.service.fail(2, notCalled(Reason.TIMEOUT));
		assertThat(this.tokens.get(3).getFuture()).isCompletedExceptionally();
		assertThat(this.tokens.get(2).getFuture()).as("waits").isNotDone();
		this.time.advanceTimeBy(PAUSE);
		assertThat(this.service.getCalls()).isEqualTo(4);
	}

	@Test
	void whoeverComesMeanwhileAndSucceedsEndsThePause() {
		add(3);
		this.service.fail(0, notCalled(Reason.TIMEOUT));
		this.service.answer(1);
		advance(Duration.ofMillis(50));
		assertThat(this.service.getCalls()).isEqualTo(3);
		this.time.advanceTimeBy(PAUSE);
		assertThat(this.service.getCalls()).as("nobody waits any more").isEqualTo(3);
	}

	@ParameterizedTest
	@EnumSource(names = { "RATE_LIMITED", "USER_REFUSED", "SERVER_KEY_REFUSED" })
	void whatConcernsOneUserOrTheKeysDoesNotPauseTheOthers(Reason reason) {
		add(3);
		this.service.fail(0, notCalled(reason));
		this.time.advanceTime();
		assertThat(this.service.getCalls()).isEqualTo(3);
	}

	@Test
	void whileTooManyWaitThereIsNoRoomUntilTheEldestIsLost() {
		add(2 + TokenFetchQueue.MAX_WAITING - 1);
		assertThat(isFull()).isFalse();
		add(1);
		assertThat(isFull()).isTrue();
		this.clock.advance(TokenFetcher.LOST_AFTER.minusMillis(1));
		assertThat(isFull()).isTrue();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(isFull()).isFalse();
		add(1);
		assertThat(this.tokens.get(2).getFuture()).as("the eldest gives way").isCompletedExceptionally();
		assertThat(this.tokens.get(3).getFuture()).isNotDone();
		assertThat(this.service.getCalls()).isEqualTo(2);
	}

	@Test
	void whoeverGaveWayIsNotFetchedAndTheNextEldestHasItsTime() {
		add(3);
		this.clock.advance(Duration.ofSeconds(1));
		add(TokenFetchQueue.MAX_WAITING - 1);
		this.clock.advance(TokenFetcher.LOST_AFTER.minusSeconds(1));
		assertThat(isFull()).isFalse();
		add(1);
		assertThat(this.tokens.get(2).getFuture()).isCompletedExceptionally();
		assertThat(isFull()).as("the next eldest has a second left").isTrue();
		this.service.answer(0);
		this.time.advanceTime();
		assertThat(this.service.getUser(2)).isEqualTo(SocialPlusUser.of("user3"));
	}

	@Test
	void afterAnOutageOneThatHasToWaitForThePaceIsNotForgotten() {
		add(2);
		this.service.fail(0, notCalled(Reason.TIMEOUT));
		this.service.answer(1);
		add(1);
		assertThat(this.service.getCalls()).isEqualTo(2);
		advance(Duration.ofMillis(50));
		assertThat(this.service.getCalls()).isEqualTo(3);
	}

	@Test
	void thereIsRoomAgainWhenOneIsFetched() {
		add(2 + TokenFetchQueue.MAX_WAITING);
		this.service.answer(0);
		assertThat(isFull()).isFalse();
		add(1);
		assertThat(isFull()).isTrue();
	}

	@Test
	void thereIsRoomAgainWhenOneIsRemoved() {
		add(2 + TokenFetchQueue.MAX_WAITING);
		assertThat(this.queue.remove(this.tokens.get(5))).isTrue();
		assertThat(isFull()).isFalse();
	}

	@Test
	void thoseThatSomebodyWaitsForTakeNoRoom() {
		add(2 + TokenFetchQueue.MAX_WAITING);
		this.queue.promote(this.tokens.get(5));
		assertThat(isFull()).isFalse();
		assertThat(this.queue.remove(this.tokens.get(5))).isTrue();
		assertThat(this.queue.remove(this.tokens.get(5))).isFalse();
	}

	@Test
	void afterAResetThereWasNoOutage() {
		add(3);
		this.service.fail(0, notCalled(Reason.TIMEOUT));
		this.queue.reset();
		this.service.answer(1);
		this.time.advanceTime();
		assertThat(this.service.getCalls()).isEqualTo(3);
		add(1);
		assertThat(this.service.getCalls()).as("at once").isEqualTo(4);
	}

	private void advance(Duration duration) {
		this.clock.advance(duration);
		this.time.advanceTimeBy(duration);
	}

	private boolean isFull() {
		return this.queue.isFull(this.clock.instant());
	}

	private static SocialPlusException notCalled(Reason reason) {
		return new SocialPlusException(reason, "Not called", null, PAUSE);
	}

	private void add(int number) {
		for (int i = 0; i < number; i++) {
			TokenFetch token = new TokenFetch(SocialPlusUser.of("user" + this.tokens.size()), this.clock);
			this.tokens.add(token);
			this.queue.add(token);
		}
	}

}
