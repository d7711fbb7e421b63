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

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import plus.social.spring.LogCapture;
import plus.social.spring.session.SocialPlusTokenPolicy;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TokenFetcher}.
 */
class TokenFetcherTests {

	private static final TokenFetcher.Listener NONE = TokenFetcher.Listener.NONE;

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final SocialPlusUser BOB = SocialPlusUser.of("bob");

	private static final Duration WAIT = Duration.ofSeconds(3);

	private static final int MAX_CALLS = 64;

	private static final Duration BUDGET = Duration.ofMillis(250);

	private final MutableClock clock = new MutableClock();

	private final FakeTokenService service = new FakeTokenService(this.clock);

	private final TokenFetcher pending = new TokenFetcher(this.service,
			new SocialPlusTokenPolicy(Duration.ofMinutes(2), this.clock)::isFresh, this.clock, MAX_CALLS, BUDGET);

	@Test
	void requestsOfASessionShareOneCall() {
		CompletableFuture<SocialPlusAuthToken> first = this.pending.start("s1", ALICE, NONE);
		assertThat(this.pending.start("s1", ALICE, NONE)).isSameAs(first);
		assertThat(this.pending.find("s1", ALICE)).isSameAs(first).isNotDone();
		assertThat(this.service.getCalls()).isEqualTo(1);
		SocialPlusAuthToken token = this.service.answer(0);
		assertThat(first).isCompletedWithValue(token);
		assertThat(this.pending.start("s1", ALICE, NONE)).isSameAs(first);
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void manyThreadsOfASessionShareOneCall() throws Exception {
		int threads = 16;
		CountDownLatch ready = new CountDownLatch(threads);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			for (int i = 0; i < threads; i++) {
				executor.submit(() -> {
					ready.countDown();
					ready.await();
					return this.pending.start("s1", ALICE, NONE);
				});
			}
			executor.shutdown();
			assertThat(executor.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void sessionsDoNotShare() {
		assertThat(this.pending.start("s1", ALICE, NONE)).isNotSameAs(this.pending.start("s2", ALICE, NONE));
		assertThat(this.service.getCalls()).isEqualTo(2);
		assertThat(this.pending.find("s3", ALICE)).isNull();
	}

	@Test
	void anotherOwnerNeverGetsWhatWasStartedForTheFirst() {
		CompletableFuture<SocialPlusAuthToken> alices = this.pending.start("s1", ALICE, NONE);
		assertThat(this.pending.find("s1", BOB)).isNull();
		CompletableFuture<SocialPlusAuthToken> bobs = this.pending.start("s1", BOB, NONE);
		assertThat(bobs).isNotSameAs(alices);
		this.service.answer(0);
		assertThat(bobs).isNotDone();
		assertThat(this.pending.find("s1", ALICE)).as("dropped").isNull();
	}

	@Test
	void aTokenWaitsAsLongAsItIsFresh() {
		this.pending.start("s1", ALICE, NONE);
		this.service.answer(0);
		this.clock.advance(Duration.ofMinutes(8).minusMillis(1));
		assertThat(this.pending.find("s1", ALICE)).isNotNull();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.pending.find("s1", ALICE)).isNull();
		this.pending.start("s1", ALICE, NONE);
		assertThat(this.service.getCalls()).isEqualTo(2);
	}

	@Test
	void aFailureIsSharedForFiveSeconds() {
		CompletableFuture<SocialPlusAuthToken> first = this.pending.start("s1", ALICE, NONE);
		this.clock.advance(Duration.ofSeconds(3));
		this.service.fail(0, Reason.TIMEOUT);
		this.clock.advance(Duration.ofSeconds(5).minusMillis(1));
		assertThat(this.pending.start("s1", ALICE, NONE)).isSameAs(first).isCompletedExceptionally();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.pending.find("s1", ALICE)).isNull();
		assertThat(this.pending.start("s1", ALICE, NONE)).isNotDone();
		assertThat(this.service.getCalls()).isEqualTo(2);
	}

	@Test
	void aFailureKeepsItsReason() {
		CompletableFuture<SocialPlusAuthToken> future = this.pending.start("s1", ALICE, NONE);
		this.service.fail(0, Reason.RATE_LIMITED);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(future::join)
			.havingCause()
			.isInstanceOf(SocialPlusException.class);
	}

	@Test
	void aCallThatNeverEndsIsGivenUpAfterAMinute() {
		CompletableFuture<SocialPlusAuthToken> lost = this.pending.start("s1", ALICE, NONE);
		this.clock.advance(Duration.ofMinutes(1).minusMillis(1));
		assertThat(this.pending.start("s1", ALICE, NONE)).isSameAs(lost);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.pending.start("s1", ALICE, NONE)).isNotSameAs(lost);
	}

	@Test
	void aTokenForAnotherUserOrNoneIsAFailure() {
		CompletableFuture<SocialPlusAuthToken> future = this.pending.start("s1", ALICE, NONE);
		this.service.answerWith(0, this.service.token("bob", 0));
		assertThat(future).isCompletedExceptionally();
		CompletableFuture<SocialPlusAuthToken> other = this.pending.start("s2", ALICE, NONE);
		this.service.answerNothing(1);
		assertThat(other).isCompletedExceptionally();
	}

	@Test
	void aServiceThatThrowsIsAFailure() {
		TokenFetcher throwing = new TokenFetcher((user) -> {
			throw new IllegalStateException("broken");
		}, new SocialPlusTokenPolicy(Duration.ZERO, this.clock)::isFresh, this.clock, MAX_CALLS, BUDGET);
		assertThat(throwing.start("s1", ALICE, NONE)).isCompletedExceptionally();
	}

	@Test
	void whatIsDiscardedIsForgotten() {
		this.pending.start("s1", ALICE, NONE);
		assertThat(this.pending.contains("s1")).isTrue();
		this.pending.discard("s1");
		assertThat(this.pending.contains("s1")).isFalse();
		this.service.answer(0);
		assertThat(this.pending.find("s1", ALICE)).isNull();
	}

	@Test
	void whileTooManyWaitFurtherSessionsAskAgainLater() {
		TokenFetcher narrow = narrow(1);
		for (int i = 0; i <= TokenFetchQueue.MAX_WAITING; i++) {
			narrow.start("s" + i, ALICE, NONE);
		}
		assertThat(narrow.start("late", BOB, NONE)).isCompletedExceptionally();
		assertThat(narrow.contains("late")).isFalse();
		CompletableFuture<SocialPlusAuthToken> eldest = narrow.find("s1", ALICE);
		assertThat(narrow.start("s1", ALICE, NONE)).as("those that wait go on")
			.isNotNull()
			.isSameAs(eldest)
			.isNotDone();
		narrow.discard("s2");
		assertThat(narrow.start("late", BOB, NONE)).isNotDone();
	}

	@Test
	void aWaitingCallerIsAcceptedHoweverManyWait() {
		TokenFetcher narrow = narrow(1);
		for (int i = 0; i <= TokenFetchQueue.MAX_WAITING; i++) {
			narrow.start("s" + i, ALICE, NONE);
		}
		assertThat(narrow.startAwaited("late", BOB, WAIT, NONE)).isNotDone();
		this.service.answer(0);
		this.service.awaitCalls(2);
		assertThat(this.service.getUser(1)).isEqualTo(BOB);
	}

	@Test
	void oneRequestAtATimePutsATokenIntoTheSession() {
		this.pending.start("s1", ALICE, NONE);
		SocialPlusAuthToken token = this.service.answer(0);
		assertThat(this.pending.tryReserve("s1", token)).isTrue();
		assertThat(this.pending.tryReserve("s1", token)).isFalse();
		assertThat(this.pending.tryReserve("s2", token)).as("another session").isTrue();
		assertThat(this.pending.tryReserve("s1", this.service.token("alice", 7))).as("from elsewhere").isTrue();
		this.clock.advance(TokenFetcher.FAILURE_PAUSE.minusMillis(1));
		assertThat(this.pending.tryReserve("s1", token)).isFalse();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.pending.tryReserve("s1", token)).as("the first one may have failed").isTrue();
	}

	@Test
	void aTokenIsDeliverableUntilARequestHasPutItIntoTheSession() {
		this.pending.start("s1", ALICE, NONE);
		assertThat(this.pending.isDeliverable("s1")).as("under way").isFalse();
		SocialPlusAuthToken token = this.service.answer(0);
		assertThat(this.pending.isDeliverable("s1")).isTrue();
		this.pending.tryReserve("s1", token);
		assertThat(this.pending.isDeliverable("s1")).isFalse();
		this.clock.advance(TokenFetcher.FAILURE_PAUSE);
		assertThat(this.pending.isDeliverable("s1")).isFalse();
		assertThat(this.pending.find("s1", ALICE)).as("should the session not have been stored")
			.isCompletedWithValue(token);
		this.clock.advance(TokenFetcher.DELIVERED_REMEMBERED);
		this.pending.start("s2", BOB, NONE);
		assertThat(this.pending.contains("s1")).isFalse();
	}

	@Test
	void aFailureOrAStaleTokenIsNotDeliverable() {
		this.pending.start("s1", ALICE, NONE);
		this.service.fail(0, Reason.TIMEOUT);
		assertThat(this.pending.isDeliverable("s1")).isFalse();
		this.pending.start("s2", ALICE, NONE);
		this.service.answer(1);
		this.clock.advance(Duration.ofMinutes(8));
		assertThat(this.pending.isDeliverable("s2")).isFalse();
	}

	@Test
	void whatASessionDoesNotNeedIsNotDeliverable() {
		this.pending.start("s1", ALICE, NONE);
		this.service.answer(0);
		this.pending.markDelivered("s1");
		assertThat(this.pending.isDeliverable("s1")).isFalse();
		this.pending.markDelivered("s2");
	}

	@Test
	void newTokensForHundredsOfThousandsOfUsersWaitInABoundedNumber() {
		List<CompletableFuture<SocialPlusAuthToken>> futures = new ArrayList<>();
		for (int i = 0; i < 260_000; i++) {
			futures.add(this.pending.issue(SocialPlusUser.of("user" + i), WAIT, NONE));
		}
		assertThat(futures.stream().filter((future) -> !future.isDone()).count())
			.isLessThanOrEqualTo(TokenFetchQueue.MAX_WAITING + MAX_CALLS);
	}

	@Test
	void aTokenThatIsNotThereYetIsNotReserved() {
		this.pending.start("s1", ALICE, NONE);
		SocialPlusAuthToken other = this.service.token("alice", 7);
		assertThat(this.pending.tryReserve("s1", other)).isTrue();
		assertThat(this.pending.tryReserve("s1", other)).isTrue();
	}

	@Test
	void noCallerWaitsAfterAReset() {
		TokenFetcher narrow = narrow(1);
		narrow.start("s1", ALICE, NONE);
		CompletableFuture<SocialPlusAuthToken> waiting = narrow.start("s2", ALICE, NONE);
		narrow.reset();
		assertThat(waiting).isCompletedExceptionally();
	}

	@Test
	void afterAResetCallsAreMadeAsIfThereHadBeenNoOutage() {
		this.pending.start("s1", ALICE, NONE);
		this.pending.start("s2", ALICE, NONE);
		this.service.fail(0, new SocialPlusException(Reason.TIMEOUT, "Not called", null, Duration.ofSeconds(2)));
		this.service.answer(1);
		this.pending.reset();
		this.pending.start("s3", ALICE, NONE);
		this.pending.start("s4", ALICE, NONE);
		assertThat(this.service.getCalls()).isEqualTo(4);
	}

	@Test
	void aCallerFromBeforeAnotherLoginInTheSessionGetsAFailure() {
		TokenFetcher narrow = narrow(1);
		narrow.start("s1", ALICE, NONE);
		CompletableFuture<SocialPlusAuthToken> alices = narrow.start("s2", ALICE, NONE);
		narrow.start("s2", BOB, NONE);
		assertThat(alices).isCompletedExceptionally();
	}

	@Test
	void aCallerThatHasWaitedTooLongGetsAFailure() {
		TokenFetcher narrow = narrow(1);
		narrow.start("s1", ALICE, NONE);
		CompletableFuture<SocialPlusAuthToken> waiting = narrow.start("s2", ALICE, NONE);
		this.clock.advance(TokenFetcher.LOST_AFTER);
		narrow.start("s3", ALICE, NONE);
		assertThat(waiting).isCompletedExceptionally();
	}

	@Test
	void tokensThatDoNotComeWithinTheBudgetAreNotInTime() {
		for (int i = 0; i < 3; i++) {
			this.pending.start("s" + i, SocialPlusUser.of("user" + i), NONE);
		}
		assertThat(this.pending.isInTime()).isTrue();
		this.clock.advance(BUDGET.plusMillis(1));
		assertThat(this.pending.isInTime()).isFalse();
	}

	@Test
	void callsThatEndWithinTheBudgetAreInTime() {
		for (int i = 0; i < 6; i++) {
			this.pending.start("s" + i, ALICE, NONE);
			if (i < 3) {
				this.service.answer(i);
			}
			else {
				this.service.fail(i, Reason.USER_REFUSED);
			}
		}
		this.clock.advance(BUDGET.plusMillis(1));
		assertThat(this.pending.isInTime()).isTrue();
	}

	@Test
	void logsWhenTokensAreIssuedAgain() {
		try (LogCapture log = new LogCapture(TokenOutageLog.class.getName(), Level.INFO).ofThisThread()) {
			this.pending.start("s1", ALICE, NONE);
			this.service.fail(0, Reason.TIMEOUT);
			this.pending.start("s2", ALICE, NONE);
			this.service.answer(1);
			assertThat(log.messages(Level.INFO)).hasSize(1);
		}
	}

	@Test
	void aRenewalGoesBeforeSessionsWithoutAWaitingCaller() {
		TokenFetcher narrow = narrow(1);
		narrow.start("s1", ALICE, NONE);
		narrow.start("s2", ALICE, NONE);
		assertThat(narrow.issue(BOB, WAIT, NONE)).isNotDone();
		this.service.answer(0);
		this.service.awaitCalls(2);
		assertThat(this.service.getUser(1)).isEqualTo(BOB);
	}

	@Test
	void aCallIsUnderWayWhenItIsItsTurn() {
		TokenFetcher narrow = narrow(1);
		narrow.start("s1", ALICE, NONE);
		narrow.start("s2", ALICE, NONE);
		assertThat(narrow.isUnderWay("s1")).isTrue();
		assertThat(narrow.isUnderWay("s2")).isFalse();
		assertThat(narrow.isUnderWay("s3")).isFalse();
		this.service.answer(0);
		this.service.awaitCalls(2);
		assertThat(narrow.isUnderWay("s2")).isTrue();
	}

	@Test
	void tellsWhatIsQueuedAndUnderWay() {
		TokenFetcher narrow = narrow(1);
		assertThat(narrow.getStatus()).isEqualTo(new TokenFetcher.Status(0, 0, 1, true, false, 0));
		narrow.start("s1", ALICE, NONE);
		narrow.start("s2", ALICE, NONE);
		narrow.startAwaited("s3", BOB, WAIT, NONE);
		narrow.issue(BOB, WAIT, NONE);
		assertThat(narrow.getStatus()).isEqualTo(new TokenFetcher.Status(3, 1, 1, true, false, 1));
	}

	@Test
	void tellsThatTokensAreLate() {
		for (int i = 0; i < 3; i++) {
			this.pending.start("s" + i, SocialPlusUser.of("user" + i), NONE);
		}
		this.clock.advance(BUDGET.plusMillis(1));
		this.pending.isInTime();
		assertThat(this.pending.getStatus().inTime()).isFalse();
	}

	@Test
	void tellsThatFetchesWaitForTheEndOfAnOutage() {
		this.pending.start("s1", ALICE, NONE);
		this.service.fail(0,
				new SocialPlusException(Reason.SERVER_ERROR, "Down").withRetryAfter(Duration.ofSeconds(2)));
		assertThat(this.pending.getStatus().outage()).isTrue();
	}

	@Test
	void aCallInTheBackgroundBelongsToTheTraceOfItsCaller() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler((context) -> true);
		List<Object> parents = new CopyOnWriteArrayList<>();
		TokenFetcher narrow = new TokenFetcher((user) -> Mono.deferContextual((context) -> {
			parents.add(context.get("micrometer.observation"));
			return this.service.issueToken(user);
		}), (token) -> true, this.clock, 1, BUDGET);
		narrow.setObservationRegistry(registry);
		Observation first = Observation.start("first", registry);
		Observation second = Observation.start("second", registry);
		Observation renewal = Observation.start("renewal", registry);
		first.scoped(() -> narrow.start("s1", ALICE, NONE));
		second.scoped(() -> narrow.start("s2", BOB, NONE));
		this.service.answer(0);
		this.service.awaitCalls(2);
		this.service.answer(1);
		renewal.scoped(() -> narrow.issue(ALICE, WAIT, NONE));
		this.service.awaitCalls(3);
		assertThat(parents).containsExactly(first, second, renewal);
	}

	@Test
	void aFetchForgetsTheRequestOfItsCallerWhenItsCallBegins() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler((context) -> true);
		this.pending.setObservationRegistry(registry);
		WeakReference<Observation> request = startObserved(registry);
		assertThat(this.service.getCalls()).isOne();
		this.service.answer(0);
		for (int i = 0; i < 100 && request.get() != null; i++) {
			System.gc();
		}
		assertThat(this.pending.contains("s1")).isTrue();
		assertThat(request.get()).isNull();
	}

	private WeakReference<Observation> startObserved(ObservationRegistry registry) {
		Observation request = Observation.start("request", registry);
		request.scoped(() -> this.pending.start("s1", ALICE, NONE));
		return new WeakReference<>(request);
	}

	@Test
	void theEldestIsForgottenWhenThereAreTooMany() {
		this.service.answerAtOnce();
		for (int i = 0; i <= TokenFetcher.MAX_SESSIONS; i++) {
			this.pending.start("s" + i, ALICE, NONE);
		}
		assertThat(this.pending.contains("s0")).isFalse();
		assertThat(this.pending.contains("s1")).isTrue();
		assertThat(this.pending.contains("s" + TokenFetcher.MAX_SESSIONS)).isTrue();
	}

	@Test
	void whatIsOfNoUseIsForgottenWhenAnotherCallStarts() {
		this.pending.start("failed", ALICE, NONE);
		this.service.fail(0, Reason.TIMEOUT);
		this.pending.start("stale", ALICE, NONE);
		this.service.answer(1);
		this.clock.advance(Duration.ofMinutes(8));
		this.pending.start("fresh", ALICE, NONE);
		assertThat(this.pending.contains("failed")).isFalse();
		assertThat(this.pending.findFailure("failed", ALICE)).isNull();
		assertThat(this.pending.contains("stale")).isFalse();
		assertThat(this.pending.contains("fresh")).isTrue();
		this.pending.start("another", ALICE, NONE);
		assertThat(this.pending.contains("fresh")).isTrue();
	}

	@Test
	void aThousandReadersOfASessionShareOneCallAndItsFailure() throws Exception {
		List<CompletableFuture<SocialPlusAuthToken>> futures = Collections.synchronizedList(new ArrayList<>());
		ExecutorService executor = Executors.newFixedThreadPool(8);
		for (int i = 0; i < 1000; i++) {
			executor.submit(() -> futures.add(this.pending.start("s1", ALICE, NONE)));
		}
		executor.shutdown();
		assertThat(executor.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
		assertThat(this.service.getCalls()).isEqualTo(1);
		this.service.fail(0, Reason.SERVER_ERROR);
		assertThat(futures).hasSize(1000);
		assertThat(futures.stream().map(TokenFetcherTests::failure).distinct()).hasSize(1);
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void howOftenAUserHasAskedIsForgottenWithTheRest() {
		this.service.answerAtOnce();
		for (int i = 0; i < RenewalRateLimiter.MAX_CALLS + 1; i++) {
			this.pending.issue(ALICE, WAIT, NONE);
		}
		assertThat(this.service.getCalls()).isEqualTo(RenewalRateLimiter.MAX_CALLS);
		this.pending.reset();
		this.pending.issue(ALICE, WAIT, NONE);
		assertThat(this.service.getCalls()).isEqualTo(RenewalRateLimiter.MAX_CALLS + 1);
	}

	@Test
	void sessionsWaitForTheirTurnWhenThereAreTooManyCalls() {
		TokenFetcher narrow = narrow(2);
		narrow.start("s1", ALICE, NONE);
		narrow.start("s2", ALICE, NONE);
		CompletableFuture<SocialPlusAuthToken> third = narrow.start("s3", ALICE, NONE);
		assertThat(this.service.getCalls()).isEqualTo(2);
		this.service.answer(0);
		this.service.awaitCalls(3);
		SocialPlusAuthToken token = this.service.answer(2);
		assertThat(third).succeedsWithin(Duration.ofMinutes(2)).isEqualTo(token);
	}

	@Test
	void aSessionWithAWaitingCallerIsNext() {
		TokenFetcher narrow = narrow(1);
		narrow.start("s1", ALICE, NONE);
		narrow.start("s2", ALICE, NONE);
		narrow.startAwaited("s3", BOB, WAIT, NONE);
		this.service.answer(0);
		this.service.awaitCalls(2);
		assertThat(this.service.getUser(1)).isEqualTo(BOB);
	}

	@Test
	void aSessionThatEndsWhileItWaitsMakesNoCall() {
		TokenFetcher narrow = narrow(1);
		narrow.start("s1", ALICE, NONE);
		CompletableFuture<SocialPlusAuthToken> ended = narrow.start("s2", ALICE, NONE);
		narrow.start("s3", BOB, NONE);
		narrow.discard("s2");
		assertThat(ended).failsWithin(Duration.ofMinutes(2))
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(SocialPlusException.class);
		this.service.answer(0);
		this.service.awaitCalls(2);
		assertThat(this.service.getUser(1)).isEqualTo(BOB);
	}

	@Test
	void callsThatEndAtOnceDoNotNest() {
		TokenFetcher narrow = narrow(1);
		narrow.start("first", ALICE, NONE);
		List<CompletableFuture<SocialPlusAuthToken>> futures = IntStream.range(0, 9000)
			.mapToObj((i) -> narrow.start("s" + i, ALICE, NONE))
			.toList();
		this.service.answerAtOnce();
		this.service.answer(0);
		assertThat(CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)))
			.succeedsWithin(Duration.ofMinutes(2));
	}

	private TokenFetcher narrow(int maxCalls) {
		return new TokenFetcher(this.service, new SocialPlusTokenPolicy(Duration.ofMinutes(2), this.clock)::isFresh,
				this.clock, maxCalls, BUDGET);
	}

	private static @Nullable Throwable failure(CompletableFuture<SocialPlusAuthToken> future) {
		return future.handle((token, failure) -> failure).join();
	}

	@Test
	void theMessageOfAForeignExceptionIsNotLogged() {
		try (LogCapture log = new LogCapture("plus.social.spring", Level.INFO)) {
			this.pending.start("s1", ALICE, NONE);
			this.service.fail(0, new IllegalStateException("canary"));
			assertThat(log.messages(Level.WARN)).singleElement().asString().contains("java.lang.IllegalStateException");
			assertThat(log.everything()).doesNotContain("canary");
		}
	}

}
