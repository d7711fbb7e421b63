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

package plus.social.spring.logout;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import plus.social.spring.LogCapture;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogoutRevoker}, on a clock of their own.
 */
class LogoutRevokerTests {

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final FakeAccessTokenService service = new FakeAccessTokenService();

	private final LogoutRevoker revoker = new LogoutRevoker(this.service, this.time, this.time);

	@Test
	void aLogoutEndsTheSessionsOfItsUserInTheBackground() {
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		assertThat(this.service.getUsers()).containsExactly("alice");
		assertCounts(1, 0);
	}

	@Test
	void noLogoutWaitsForTheService() throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		this.service.answerAlways(() -> {
			thread.complete(Thread.currentThread());
			return Mono.empty();
		});
		try (LogoutRevoker background = new LogoutRevoker(this.service)) {
			background.loggedOut("s1", SocialPlusUser.of("alice"));
			assertThat(thread.get(2, TimeUnit.MINUTES)).isNotSameAs(Thread.currentThread());
		}
	}

	@Test
	void requestsThatSeeTheSameLogoutCountOnce() {
		this.revoker.sessionUsed("s1");
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		assertThat(this.service.getUsers()).containsExactly("alice");
		this.revoker.loggedOut("s2", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		assertThat(this.service.getUsers()).containsExactly("alice", "alice");
	}

	@Test
	void aSessionWithAnotherLoginCanBeLoggedOutOfAgain() {
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		this.revoker.sessionUsed("s1");
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		assertThat(this.service.getUsers()).hasSize(2);
	}

	@Test
	void aFailureIsTriedAgainTwiceWithPauses() {
		this.service.answerNext(failure(Reason.SERVER_ERROR, null));
		this.service.answerNext(failure(Reason.TIMEOUT, null));
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		assertThat(this.service.getUsers()).hasSize(1);
		this.time.advanceTimeBy(Duration.ofMillis(999));
		assertThat(this.service.getUsers()).hasSize(1);
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.service.getUsers()).hasSize(2);
		this.time.advanceTimeBy(Duration.ofMillis(3999));
		assertThat(this.service.getUsers()).hasSize(2);
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.service.getUsers()).hasSize(3);
		assertCounts(1, 0);
	}

	@Test
	void afterASuccessTheNextFailureIsLoggedAgainAtMostOnceAMinute() {
		try (LogCapture log = new LogCapture(LogoutRevoker.class.getName(), Level.WARN)) {
			for (int i = 0; i < 120; i++) {
				this.service.answerNext(failure(Reason.CREDENTIALS_REFUSED, null));
				this.revoker.loggedOut("failed" + i, SocialPlusUser.of("alice"));
				this.time.advanceTime();
				this.revoker.loggedOut("succeeded" + i, SocialPlusUser.of("alice"));
				this.time.advanceTimeBy(Duration.ofSeconds(1));
			}
			assertThat(log.messages(Level.WARN)).hasSize(2);
		}
		assertCounts(120, 120);
	}

	@Test
	void afterTheThirdFailureItIsCountedAndLoggedOnce() {
		this.service.answerAlways(failure(Reason.SERVER_ERROR, null));
		try (LogCapture log = new LogCapture(LogoutRevoker.class.getName(), Level.DEBUG)) {
			this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
			this.revoker.loggedOut("s2", SocialPlusUser.of("bob"));
			this.time.advanceTimeBy(Duration.ofHours(1));
			assertThat(this.service.getUsers()).hasSize(6);
			assertCounts(0, 2);
			assertThat(log.messages(Level.WARN)).singleElement()
				.asString()
				.contains("SERVER_ERROR")
				.doesNotContain("alice");
		}
	}

	@Test
	void whatAnotherTryCannotChangeIsNotTriedAgain() {
		this.service.answerAlways(failure(Reason.CREDENTIALS_REFUSED, null));
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.service.getUsers()).hasSize(1);
		assertCounts(0, 1);
	}

	@Test
	void aRateLimitIsWaitedFor() {
		this.service.answerNext(failure(Reason.RATE_LIMITED, Duration.ofSeconds(30)));
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTimeBy(Duration.ofSeconds(29));
		assertThat(this.service.getUsers()).hasSize(1);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.service.getUsers()).hasSize(2);
	}

	@Test
	void whatTheServiceThrowsIsAFailureLikeAnother() {
		this.service.answerAlways(() -> {
			throw new IllegalStateException("canary");
		});
		try (LogCapture log = new LogCapture(LogoutRevoker.class.getName(), Level.DEBUG)) {
			this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
			this.time.advanceTimeBy(Duration.ofHours(1));
			assertCounts(0, 1);
			assertThat(log.messages(Level.WARN)).singleElement()
				.asString()
				.contains("IllegalStateException")
				.doesNotContain("canary");
		}
	}

	@Test
	void aUserWhoLogsOutRepeatedlyTakesNoOtherUsersPlace() {
		this.service.answerAlways(failure(Reason.SERVER_ERROR, null));
		for (int i = 0; i < 100; i++) {
			this.revoker.loggedOut("other" + i, SocialPlusUser.of("user" + i));
		}
		for (int i = 0; i < 11_000; i++) {
			this.revoker.loggedOut("s" + i, SocialPlusUser.of("alice"));
		}
		this.time.advanceTime();
		assertThat(this.service.getUsers().stream().filter("alice"::equals)).as("calls").hasSize(1);
		this.service.answerAlways(Mono::empty);
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		for (int i = 0; i < 100; i++) {
			assertThat(this.service.getUsers()).contains("user" + i);
		}
		assertCounts(101, 0);
	}

	@Test
	void whatHasNoRoomIsCounted() {
		this.service.answerAlways(Mono::never);
		for (int i = 0; i < LogoutRevoker.MAX_WAITING; i++) {
			this.revoker.loggedOut("s" + i, SocialPlusUser.of("user" + i));
		}
		try (LogCapture log = new LogCapture(LogoutRevoker.class.getName(), Level.WARN)) {
			for (int i = 0; i < 100; i++) {
				this.revoker.loggedOut("late" + i, SocialPlusUser.of("late" + i));
				this.revoker.loggedOut("again" + i, SocialPlusUser.of("user" + i));
			}
			assertThat(log.messages(Level.WARN)).singleElement().asString().contains("10000 users");
		}
		this.time.advanceTime();
		assertThat(this.service.getUsers()).as("at once").hasSizeLessThan(10);
		assertThat(this.revoker.getFailedCount()).isEqualTo(100);
	}

	@Test
	void aCallThatNeverEndsTakesOnePlaceForAWhile() {
		this.service.answerNext(Mono::never);
		for (int i = 0; i < 11; i++) {
			this.revoker.loggedOut("stuck" + i, SocialPlusUser.of("stuck"));
			this.time.advanceTime();
		}
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		assertThat(this.service.getUsers()).containsExactly("stuck", "alice");
		this.time.advanceTimeBy(LogoutRevoker.CALL_TIMEOUT.plus(LogoutRevoker.BACK_OFF));
		assertThat(this.service.getUsers()).containsExactly("stuck", "alice", "stuck");
		assertCounts(2, 0);
	}

	@Test
	void callsThatNeverEndDoNotKeepOthersOutForGood() {
		for (int i = 0; i < 8; i++) {
			this.service.answerNext(Mono::never);
			this.revoker.loggedOut("stuck" + i, SocialPlusUser.of("stuck" + i));
		}
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		assertThat(this.service.getUsers()).doesNotContain("alice");
		this.time.advanceTimeBy(LogoutRevoker.CALL_TIMEOUT);
		assertThat(this.service.getUsers()).contains("alice");
	}

	@Test
	void pausesOfSomeUsersDoNotKeepOthersOut() {
		for (int i = 0; i < 100; i++) {
			this.service.answerNext(failure(Reason.RATE_LIMITED, Duration.ofSeconds(60)));
			this.revoker.loggedOut("limited" + i, SocialPlusUser.of("limited" + i));
		}
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		assertThat(this.service.getUsers()).contains("alice");
	}

	@Test
	void whatHasWaitedTooLongIsNotRevoked() {
		this.service.answerNext(failure(Reason.RATE_LIMITED, LogoutRevoker.MAX_AGE.plusSeconds(1)));
		try (LogCapture log = new LogCapture(LogoutRevoker.class.getName(), Level.WARN)) {
			this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
			this.time.advanceTimeBy(Duration.ofHours(1));
			assertThat(this.service.getUsers()).hasSize(1);
			assertThat(log.messages(Level.WARN)).singleElement().asString().contains("5 minutes");
		}
		assertCounts(0, 1);
	}

	@Test
	void aUserWhoHasLoggedInSinceKeepsTheirSessions() {
		this.service.answerNext(failure(Reason.SERVER_ERROR, null));
		this.service.answerNext(failure(Reason.SERVER_ERROR, null));
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.revoker.loggedOut("s2", SocialPlusUser.of("bob"));
		this.time.advanceTime();
		this.revoker.loggedIn(SocialPlusUser.of("alice"));
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.service.getUsers()).containsExactly("alice", "bob", "bob");
		assertCounts(1, 0);
	}

	@Test
	void aLoginWhileACallIsUnderWayEndsItsRepetitions() {
		Sinks.Empty<Void> call = Sinks.empty();
		this.service.answerNext(call::asMono);
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.revoker.loggedOut("s2", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		this.revoker.loggedIn(SocialPlusUser.of("alice"));
		call.tryEmitError(new SocialPlusException(Reason.TIMEOUT, "no"));
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.service.getUsers()).containsExactly("alice");
		assertCounts(0, 0);
		this.revoker.loggedOut("s3", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		assertThat(this.service.getUsers()).hasSize(2);
	}

	@Test
	void aLogoutWhileACallIsUnderWayIsRevokedAfterIt() {
		Sinks.Empty<Void> call = Sinks.empty();
		this.service.answerNext(call::asMono);
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		this.revoker.loggedOut("s2", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		assertThat(this.service.getUsers()).hasSize(1);
		call.tryEmitEmpty();
		this.time.advanceTime();
		assertThat(this.service.getUsers()).hasSize(2);
		assertCounts(2, 0);
	}

	@Test
	void aSessionThatHasExpiredIsNoLogout() {
		this.revoker.sessionExpired("s1");
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		assertThat(this.service.getUsers()).isEmpty();
	}

	@Test
	void afterItIsClosedNothingIsDone() {
		this.revoker.close();
		this.revoker.loggedOut("s1", SocialPlusUser.of("alice"));
		this.time.advanceTime();
		assertThat(this.service.getUsers()).isEmpty();
	}

	private void assertCounts(long revoked, long failed) {
		assertThat(this.revoker.getRevokedCount()).isEqualTo(revoked);
		assertThat(this.revoker.getFailedCount()).isEqualTo(failed);
	}

	private static Supplier<Mono<Void>> failure(Reason reason, Duration retryAfter) {
		return () -> Mono.error(new SocialPlusException(reason, "no", null, retryAfter));
	}

}
