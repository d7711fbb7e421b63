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
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenFetchQueue}, on a clock of their own.
 */
class TokenFetchQueueTests {

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private static final Duration WAIT = Duration.ofSeconds(3);

	private final MutableClock clock = new MutableClock();

	private final FakeTokenService service = new FakeTokenService(this.clock);

	private final TokenFetchQueue queue = new TokenFetchQueue(new ReadyTokenService(this.service), 2,
			new TokenOutageLog(this.clock), this.clock);

	private final List<TokenFetch> tokens = new ArrayList<>();

	private VirtualTimeScheduler time;

	private int before;

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
		assertThat(this.tokens.subList(2, 8)).allSatisfy((token) -> assertThat(token.getFuture()).isNotDone());
		this.service.answer(3);
		this.time.advanceTime();
		assertThat(this.service.getCalls()).as("it is back").isEqualTo(6);
	}

	@Test
	void afterAnOutageTheyAreNotCalledAllAtOnce() {
		answerForAWhile();
		add(10);
		this.service.fail(this.before, notCalled(Reason.TIMEOUT));
		this.service.answer(this.before + 1);
		this.time.advanceTime();
		assertThat(this.service.getCalls() - this.before).isEqualTo(2);
		advance(Duration.ofMillis(50));
		assertThat(this.service.getCalls() - this.before).isEqualTo(3);
		advance(Duration.ofMillis(50));
		assertThat(this.service.getCalls() - this.before).isEqualTo(4);
		advance(Duration.ofMillis(50));
		assertThat(this.service.getCalls() - this.before).as("two are under way").isEqualTo(4);
		this.service.answer(this.before + 2);
		this.time.advanceTime();
		assertThat(this.service.getCalls() - this.before).isEqualTo(5);
	}

	@Test
	void aFetchDuringAnOutageFailsAtOnce() {
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
	void aFetchThatSucceedsDuringAnOutageEndsIt() {
		add(3);
		this.service.fail(0, notCalled(Reason.TIMEOUT));
		this.service.answer(1);
		advance(Duration.ofMillis(50));
		assertThat(this.service.getCalls()).isEqualTo(3);
		this.time.advanceTimeBy(PAUSE);
		assertThat(this.service.getCalls()).as("nothing is queued any more").isEqualTo(3);
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
		assertThat(this.tokens.get(2).getFuture()).as("the eldest is dropped").isCompletedExceptionally();
		assertThat(this.tokens.get(this.tokens.size() - 1).getFuture()).isNotDone();
		assertThat(this.service.getCalls()).isEqualTo(2);
	}

	@Test
	void whoHasWaitedForAMinuteIsNotFetchedAndTheNextEldestHasItsTime() {
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
		assertThat(this.service.getUser(2)).as("the newest").isEqualTo(user(TokenFetchQueue.MAX_WAITING + 2));
	}

	@Test
	void afterAnOutageOneThatHasToWaitForThePaceIsNotForgotten() {
		answerForAWhile();
		add(2);
		this.service.fail(this.before, notCalled(Reason.TIMEOUT));
		this.service.answer(this.before + 1);
		add(1);
		assertThat(this.service.getCalls() - this.before).isEqualTo(2);
		advance(Duration.ofMillis(50));
		assertThat(this.service.getCalls() - this.before).isEqualTo(3);
	}

	@Test
	void theNewestWithAWaitingCallerIsNext() {
		add(4);
		TokenFetch eldest = addWaitedFor("eldest", true);
		TokenFetch newest = addWaitedFor("newest", true);
		this.service.answer(0);
		this.service.answer(1);
		this.time.advanceTime();
		assertThat(this.service.getUser(2)).isEqualTo(SocialPlusUser.of("newest"));
		assertThat(this.service.getUser(3)).isEqualTo(SocialPlusUser.of("eldest"));
		assertThat(newest.isUnderWay()).isTrue();
		assertThat(eldest.isUnderWay()).isTrue();
	}

	@Test
	void nothingIsFetchedForACallerWhoHasGone() {
		add(2);
		TokenFetch gone = addWaitedFor("gone", false);
		TokenFetch session = addWaitedFor("session", true);
		this.clock.advance(WAIT);
		addWaitedFor("waiting", false);
		assertThat(gone.getFuture()).isCompletedExceptionally();
		assertThat(session.getFuture()).as("the session can still use it").isNotDone();
		this.service.answer(0);
		this.service.answer(1);
		this.time.advanceTime();
		assertThat(this.service.getUser(2)).isEqualTo(SocialPlusUser.of("waiting"));
		assertThat(this.service.getUser(3)).isEqualTo(SocialPlusUser.of("session"));
	}

	@Test
	void aCallerThatWaitsAgainIsTheNewest() {
		add(2);
		TokenFetch again = addWaitedFor("again", true);
		addWaitedFor("other", true);
		again.waitFor(WAIT);
		this.queue.promote(again);
		this.service.answer(0);
		this.time.advanceTime();
		assertThat(this.service.getUser(2)).isEqualTo(SocialPlusUser.of("again"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void noMoreThanTenThousandWaitForATokenThatDoesNotCome(boolean forSession) {
		for (int i = 0; i < 3 * TokenFetchQueue.MAX_WAITING; i++) {
			this.tokens.add(addWaitedFor("user" + i, forSession));
		}
		long left = this.tokens.stream().filter((token) -> !token.getFuture().isDone()).count();
		assertThat(left).isLessThanOrEqualTo((forSession ? 2 : 1) * TokenFetchQueue.MAX_WAITING + 2);
		assertThat(this.tokens.get(this.tokens.size() - 1).getFuture()).isNotDone();
	}

	@Test
	void aUserWithManySessionsLeavesRoomForOthers() {
		TokenFetchQueue wide = new TokenFetchQueue(new ReadyTokenService(this.service), 8,
				new TokenOutageLog(this.clock), this.clock);
		List<TokenFetch> fetches = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			fetches.add(new TokenFetch(SocialPlusUser.of("mallory"), true, this.clock));
		}
		TokenFetch alices = new TokenFetch(SocialPlusUser.of("alice"), true, this.clock);
		fetches.subList(0, 100).forEach(wide::add);
		wide.add(alices);
		fetches.subList(100, 200).forEach(wide::add);
		assertThat(this.service.getCalls()).isEqualTo(8);
		this.service.answer(0);
		this.time.advanceTime();
		assertThat(this.service.getUser(8)).isEqualTo(SocialPlusUser.of("alice"));
		this.service.answer(1);
		this.time.advanceTime();
		assertThat(this.service.getUser(9)).as("no other user waits").isEqualTo(SocialPlusUser.of("mallory"));
	}

	@Test
	void theTimeoutOfAFetchBeginsBeforeItsServiceMayBlock() {
		List<Long> timers = new ArrayList<>();
		ReactiveSocialPlusTokenService blocking = (user) -> {
			timers.add(this.time.getScheduledTaskCount());
			return Mono.never();
		};
		TokenFetchQueue narrow = new TokenFetchQueue(new ReadyTokenService(blocking), 1, new TokenOutageLog(this.clock),
				this.clock);
		narrow.add(new TokenFetch(user(0), true, this.clock));
		assertThat(timers).containsExactly(1L);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theNextCallBeginsWhereTheLastOneEndedIfTheServiceNeverBlocks(boolean nonBlocking) {
		this.queue.setNonBlocking(nonBlocking);
		add(4);
		long before = this.time.getScheduledTaskCount();
		this.service.answer(0);
		this.service.fail(1, Reason.USER_REFUSED);
		assertThat(this.service.getCalls()).isEqualTo(4);
		long timeouts = 2;
		assertThat(this.time.getScheduledTaskCount() - before).isEqualTo(timeouts + (nonBlocking ? 0 : 2));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void callsThatEndImmediatelyDoNotNest(boolean nonBlocking) {
		List<Long> depths = new ArrayList<>();
		Sinks.One<SocialPlusAuthToken> first = Sinks.one();
		TokenFetchQueue narrow = new TokenFetchQueue(new ReadyTokenService((user) -> {
			depths.add(StackWalker.getInstance().walk(Stream::count));
			return (depths.size() == 1) ? first.asMono()
					: Mono.error(new SocialPlusException(Reason.USER_REFUSED, "refused"));
		}), 1, new TokenOutageLog(this.clock), this.clock);
		narrow.setNonBlocking(nonBlocking);
		for (int i = 0; i < 200; i++) {
			narrow.add(new TokenFetch(user(i), true, this.clock));
		}
		first.tryEmitError(new SocialPlusException(Reason.USER_REFUSED, "refused"));
		this.time.advanceTime();
		assertThat(depths).hasSize(200).allSatisfy((depth) -> assertThat(depth).isLessThan(depths.get(0) + 100));
	}

	@Test
	void mostOfTheCallsAreKeptFromLateFetchesWhileOthersCome() {
		TokenFetchQueue wide = new TokenFetchQueue(new ReadyTokenService(this.service), 8,
				new TokenOutageLog(this.clock), this.clock);
		for (int i = 0; i < 40; i++) {
			wide.add(new TokenFetch(user(i), true, this.clock));
		}
		this.clock.advance(TokenFetchQueue.LATE);
		for (int i = 0; i < 8; i++) {
			this.service.answer(i);
		}
		this.time.advanceTime();
		assertThat(this.service.getCalls()).isEqualTo(8 + 2);
		wide.add(new TokenFetch(SocialPlusUser.of("alice"), true, this.clock));
		assertThat(this.service.getUser(10)).isEqualTo(SocialPlusUser.of("alice"));
		this.clock.advance(TokenFetchQueue.RESERVATION);
		this.service.answer(10);
		this.time.advanceTime();
		assertThat(this.service.getCalls()).as("no other has come for long").isEqualTo(11 + 6);
	}

	@Test
	void duringAnOutageAUserWhoHasTriedInVainLetsOthersTry() {
		add(2);
		this.queue.add(new TokenFetch(SocialPlusUser.of("alice"), true, this.clock));
		this.service.fail(0, notCalled(Reason.TIMEOUT));
		this.service.fail(1, notCalled(Reason.TIMEOUT));
		for (int i = 0; i < 2; i++) {
			this.queue.add(new TokenFetch(user(0), true, this.clock));
			this.service.fail(2 + i, notCalled(Reason.TIMEOUT));
		}
		advance(PAUSE);
		assertThat(this.service.getUser(4)).isEqualTo(SocialPlusUser.of("alice"));
	}

	@Test
	void aUsersOwnFailureIsNoOutage() {
		add(4);
		this.service.fail(0, notCalled(Reason.SERVER_ERROR).forUserOnly());
		this.time.advanceTime();
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
	void fetchesWithAWaitingCallerTakeNoRoom() {
		add(2 + TokenFetchQueue.MAX_WAITING);
		this.tokens.get(5).waitFor(WAIT);
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

	private TokenFetch addWaitedFor(String user, boolean forSession) {
		TokenFetch fetch = waitedFor(user, forSession);
		this.queue.add(fetch);
		return fetch;
	}

	private TokenFetch waitedFor(String user, boolean forSession) {
		TokenFetch fetch = new TokenFetch(SocialPlusUser.of(user), forSession, this.clock);
		fetch.waitFor(WAIT);
		return fetch;
	}

	private static SocialPlusUser user(int number) {
		return SocialPlusUser.of("user" + number);
	}

	// So that it is known how many are answered: ten in a second.
	private void answerForAWhile() {
		this.service.answerAtOnce();
		for (int i = 0; i < 110; i++) {
			add(1);
			advance(Duration.ofMillis(100));
		}
		this.service.answerLater();
		this.before = this.service.getCalls();
	}

	private void add(int number) {
		for (int i = 0; i < number; i++) {
			TokenFetch token = new TokenFetch(SocialPlusUser.of("user" + this.tokens.size()), true, this.clock);
			this.tokens.add(token);
			this.queue.add(token);
		}
	}

}
