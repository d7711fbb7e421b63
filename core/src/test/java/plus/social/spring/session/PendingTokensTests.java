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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import plus.social.spring.LogCapture;
import plus.social.spring.MutableClock;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PendingTokens}.
 */
class PendingTokensTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final SocialPlusUser BOB = SocialPlusUser.of("bob");

	private final MutableClock clock = new MutableClock();

	private final FakeTokenService service = new FakeTokenService(this.clock);

	private final PendingTokens pending = new PendingTokens(this.service,
			new SocialPlusTokenPolicy(Duration.ofMinutes(2), this.clock), this.clock);

	@Test
	void requestsOfASessionShareOneCall() {
		CompletableFuture<SocialPlusAuthToken> first = this.pending.start("s1", ALICE);
		assertThat(this.pending.start("s1", ALICE)).isSameAs(first);
		assertThat(this.pending.find("s1", ALICE)).isSameAs(first).isNotDone();
		assertThat(this.service.getCalls()).isEqualTo(1);
		SocialPlusAuthToken token = this.service.answer(0);
		assertThat(first).isCompletedWithValue(token);
		assertThat(this.pending.start("s1", ALICE)).isSameAs(first);
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
					return this.pending.start("s1", ALICE);
				});
			}
			executor.shutdown();
			assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void sessionsDoNotShare() {
		assertThat(this.pending.start("s1", ALICE)).isNotSameAs(this.pending.start("s2", ALICE));
		assertThat(this.service.getCalls()).isEqualTo(2);
		assertThat(this.pending.find("s3", ALICE)).isNull();
	}

	@Test
	void anotherOwnerNeverGetsWhatWasStartedForTheFirst() {
		CompletableFuture<SocialPlusAuthToken> alices = this.pending.start("s1", ALICE);
		assertThat(this.pending.find("s1", BOB)).isNull();
		CompletableFuture<SocialPlusAuthToken> bobs = this.pending.start("s1", BOB);
		assertThat(bobs).isNotSameAs(alices);
		this.service.answer(0);
		assertThat(bobs).isNotDone();
		assertThat(this.pending.find("s1", ALICE)).as("dropped").isNull();
	}

	@Test
	void aTokenWaitsAsLongAsItIsFresh() {
		this.pending.start("s1", ALICE);
		this.service.answer(0);
		this.clock.advance(Duration.ofMinutes(8).minusMillis(1));
		assertThat(this.pending.find("s1", ALICE)).isNotNull();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.pending.find("s1", ALICE)).isNull();
		this.pending.start("s1", ALICE);
		assertThat(this.service.getCalls()).isEqualTo(2);
	}

	@Test
	void aFailureIsSharedForFiveSeconds() {
		CompletableFuture<SocialPlusAuthToken> first = this.pending.start("s1", ALICE);
		this.clock.advance(Duration.ofSeconds(3));
		this.service.fail(0, Reason.TIMEOUT);
		this.clock.advance(Duration.ofSeconds(5).minusMillis(1));
		assertThat(this.pending.start("s1", ALICE)).isSameAs(first).isCompletedExceptionally();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.pending.find("s1", ALICE)).isNull();
		assertThat(this.pending.start("s1", ALICE)).isNotDone();
		assertThat(this.service.getCalls()).isEqualTo(2);
	}

	@Test
	void aFailureKeepsItsReason() {
		CompletableFuture<SocialPlusAuthToken> future = this.pending.start("s1", ALICE);
		this.service.fail(0, Reason.RATE_LIMITED);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(future::join)
			.havingCause()
			.isInstanceOf(SocialPlusException.class);
	}

	@Test
	void aCallThatNeverEndsIsGivenUpAfterAMinute() {
		CompletableFuture<SocialPlusAuthToken> lost = this.pending.start("s1", ALICE);
		this.clock.advance(Duration.ofMinutes(1).minusMillis(1));
		assertThat(this.pending.start("s1", ALICE)).isSameAs(lost);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.pending.start("s1", ALICE)).isNotSameAs(lost);
	}

	@Test
	void aTokenForSomebodyElseOrNoneIsAFailure() {
		CompletableFuture<SocialPlusAuthToken> future = this.pending.start("s1", ALICE);
		this.service.answerWith(0, this.service.token("bob", 0));
		assertThat(future).isCompletedExceptionally();
		CompletableFuture<SocialPlusAuthToken> other = this.pending.start("s2", ALICE);
		this.service.answerNothing(1);
		assertThat(other).isCompletedExceptionally();
	}

	@Test
	void aServiceThatThrowsIsAFailure() {
		PendingTokens throwing = new PendingTokens((user) -> {
			throw new IllegalStateException("broken");
		}, new SocialPlusTokenPolicy(Duration.ZERO, this.clock), this.clock);
		assertThat(throwing.start("s1", ALICE)).isCompletedExceptionally();
	}

	@Test
	void whatIsDiscardedIsForgotten() {
		this.pending.start("s1", ALICE);
		assertThat(this.pending.contains("s1")).isTrue();
		this.pending.discard("s1");
		assertThat(this.pending.contains("s1")).isFalse();
		this.service.answer(0);
		assertThat(this.pending.find("s1", ALICE)).isNull();
	}

	@Test
	void theEldestIsForgottenWhenThereAreTooMany() {
		for (int i = 0; i <= PendingTokens.MAX_SESSIONS; i++) {
			this.pending.start("s" + i, ALICE);
		}
		assertThat(this.pending.contains("s0")).isFalse();
		assertThat(this.pending.contains("s1")).isTrue();
		assertThat(this.pending.contains("s" + PendingTokens.MAX_SESSIONS)).isTrue();
	}

	@Test
	void whatIsOfNoUseIsForgottenWhenAnotherCallStarts() {
		this.pending.start("failed", ALICE);
		this.service.fail(0, Reason.TIMEOUT);
		this.pending.start("stale", ALICE);
		this.service.answer(1);
		this.clock.advance(Duration.ofMinutes(8));
		this.pending.start("fresh", ALICE);
		assertThat(this.pending.contains("failed")).isFalse();
		assertThat(this.pending.findFailure("failed", ALICE)).isNull();
		assertThat(this.pending.contains("stale")).isFalse();
		assertThat(this.pending.contains("fresh")).isTrue();
		this.pending.start("another", ALICE);
		assertThat(this.pending.contains("fresh")).isTrue();
	}

	@Test
	void operatorsReadOneLineForEachChange() {
		try (LogCapture log = new LogCapture("plus.social.spring", Level.INFO)) {
			fail("a", Reason.TIMEOUT);
			fail("b", Reason.TIMEOUT);
			assertThat(log.messages(Level.WARN)).singleElement().asString().contains("[TIMEOUT]");
			fail("c", Reason.SERVER_KEY_REFUSED);
			assertThat(log.messages(Level.WARN)).hasSize(2).last().asString().contains("[SERVER_KEY_REFUSED]");
			assertThat(log.messages(Level.INFO)).isEmpty();
			succeed("d");
			succeed("e");
			assertThat(log.messages(Level.INFO)).containsExactly("Social Plus auth tokens are issued again");
			fail("f", Reason.SERVER_KEY_REFUSED);
			assertThat(log.messages(Level.WARN)).hasSize(3);
		}
	}

	@Test
	void theMessageOfAForeignExceptionIsNotLogged() {
		try (LogCapture log = new LogCapture("plus.social.spring", Level.INFO)) {
			this.pending.start("s1", ALICE);
			this.service.fail(0, new IllegalStateException("canary"));
			assertThat(log.messages(Level.WARN)).singleElement().asString().contains("java.lang.IllegalStateException");
			assertThat(log.everything()).doesNotContain("canary");
		}
	}

	private void fail(String session, Reason reason) {
		this.pending.start(session, ALICE);
		this.service.fail(this.service.getCalls() - 1, reason);
	}

	private void succeed(String session) {
		this.pending.start(session, ALICE);
		this.service.answer(this.service.getCalls() - 1);
	}

}
