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
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.fetch.FakeTokenService;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SessionTokens}.
 */
class SessionTokensTests {

	private static final int MAX_CALLS = 64;

	private final MutableClock clock = new MutableClock();

	private final FakeTokenService service = new FakeTokenService(this.clock);

	private final FakeSession session = new FakeSession("s1");

	@Test
	void eagerLoginWaitsForItsToken() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		CompletableFuture<SocialPlusAuthToken> future = tokens.attach(this.session.login("alice")).getFuture();
		assertThat(future).isNotDone();
		SocialPlusAuthToken token = this.service.answer(0);
		assertThat(future).isCompletedWithValue(token);
		assertThat(this.session.token()).as("the session is written by its request").isNull();
		tokens.put(this.session, token);
		assertThat(this.session.token()).isEqualTo(token);
	}

	@Test
	void onlyTheRequestThatStartedTheCallWaits() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		assertThat(tokens.attach(this.session.login("alice"))).isNotNull();
		assertThat(tokens.attach(this.session)).isNull();
		this.service.fail(0, Reason.TIMEOUT);
		assertThat(tokens.attach(this.session)).isNull();
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void aLoginWhoseCallWaitsForItsTurnDoesNotWait() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		for (int i = 0; i < MAX_CALLS; i++) {
			assertThat(tokens.attach(new FakeSession("full" + i).login("bob"))).isNotNull();
		}
		assertThat(tokens.attach(this.session.login("alice"))).isNull();
		assertThat(tokens.attachNow(new FakeSession("s2").login("alice"), false)).isNull();
		assertThat(tokens.attachNow(new FakeSession("s3").login("alice"), true)).as("required").isNotNull();
		assertThat(this.service.getCalls()).isEqualTo(MAX_CALLS);
	}

	@Test
	void aTokenThatIsThereAtOnceIsPutAtOnce() {
		this.service.answerAtOnce();
		assertThat(tokens(LoginMode.EAGER).attach(this.session.login("alice"))).isNull();
		assertThat(this.session.token()).isNotNull();
	}

	@Test
	void aNewTokenIsAwaitedAsLongAsWhoeverAsksMayWait() {
		AwaitedToken awaited = tokens(LoginMode.EAGER).issue(SocialPlusUser.of("alice"), null);
		SocialPlusAuthToken token = this.service.answer(0);
		assertThat(awaited.getFuture()).isCompletedWithValue(token);
		assertThat(awaited.getNow()).isEqualTo(token);
	}

	@Test
	void ofRequestsAtTheSameTimeOnePutsTheToken() {
		SessionTokens tokens = tokens(LoginMode.PREFETCH);
		tokens.attach(this.session.login("alice"));
		this.service.answer(0);
		FakeSession first = new FakeSession("s1").login("alice");
		FakeSession second = new FakeSession("s1").login("alice");
		tokens.collect(first);
		tokens.collect(second);
		assertThat(first.token()).isNotNull();
		assertThat(second.token()).as("a copy of the session as it was before").isNull();
		this.clock.advance(TokenFetcher.FAILURE_PAUSE);
		tokens.collect(second);
		assertThat(second.token()).as("the first one was not saved").isNotNull();
	}

	@Test
	void prefetchingLoginDoesNotWait() {
		SessionTokens tokens = tokens(LoginMode.PREFETCH);
		assertThat(tokens.attach(this.session.login("alice"))).isNull();
		assertThat(this.service.getCalls()).isEqualTo(1);
		tokens.collect(this.session);
		assertThat(this.session.token()).isNull();
		SocialPlusAuthToken token = this.service.answer(0);
		tokens.collect(this.session);
		assertThat(this.session.token()).isEqualTo(token);
	}

	@ParameterizedTest
	@EnumSource(names = { "LAZY", "OFF" })
	void otherLoginsMakeNoCall(LoginMode mode) {
		assertThat(tokens(mode).attach(this.session.login("alice"))).isNull();
		assertThat(this.service.getCalls()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void explicitlyEveryModeFetches(LoginMode mode) {
		assertThat(tokens(mode).attachNow(this.session.login("alice"), false)).isNotNull();
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void explicitlyAndByItselfThereIsOneToken() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		tokens.attachNow(this.session.login("alice"), false);
		tokens.attach(this.session);
		tokens.put(this.session, this.service.answer(0));
		assertThat(tokens.attachNow(this.session, false)).isNull();
		assertThat(tokens.attach(this.session)).isNull();
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void aTokenOfSomebodyElseIsRemovedInEveryMode(LoginMode mode) {
		SessionTokens tokens = tokens(mode);
		tokens.put(this.session.login("alice"), this.service.token("alice", 0));
		tokens.attach(this.session.login("bob"));
		assertThat(this.session.attributes).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aTokenIsRemovedWhenNobodyIsLoggedIn(LoginMode mode) {
		SessionTokens tokens = tokens(mode);
		tokens.put(this.session.login("alice"), this.service.token("alice", 0));
		tokens.attach(this.session.logout());
		assertThat(this.session.attributes).isEmpty();
		assertThat(this.service.getCalls()).isZero();
	}

	@Test
	void whatIsUnreadableIsRemoved() {
		this.session.attributes.put(SocialPlusTokenAttributes.AUTH_TOKEN, 42);
		tokens(LoginMode.LAZY).attach(this.session.login("alice"));
		assertThat(this.session.attributes).isEmpty();
	}

	@Test
	void aSessionThatNeedsNothingIsNotWritten() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		tokens.attach(this.session);
		tokens.collect(this.session);
		assertThat(this.session.writes).isZero();
		tokens.put(this.session.login("alice"), this.service.token("alice", 0));
		this.session.writes = 0;
		tokens.attach(this.session);
		tokens.collect(this.session);
		assertThat(this.session.writes).isZero();
	}

	@Test
	void logoutDropsWhatWasUnderWay() {
		SessionTokens tokens = tokens(LoginMode.PREFETCH);
		tokens.attach(this.session.login("alice"));
		tokens.attach(this.session.logout());
		this.service.answer(0);
		assertThat(tokens.isPending("s1")).isFalse();
		tokens.collect(this.session.login("alice"));
		assertThat(this.session.token()).isNull();
	}

	@Test
	void aSlowTokenNeverReachesWhoeverLoggedInMeanwhile() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		tokens.attach(this.session.login("alice"));
		this.session.login("bob");
		SocialPlusAuthToken alices = this.service.answer(0);
		tokens.put(this.session, alices);
		tokens.collect(this.session);
		assertThat(this.session.attributes).isEmpty();
		tokens.put(this.session.logout(), alices);
		assertThat(this.session.attributes).isEmpty();
	}

	@Test
	void aTokenNearItsEndIsReplacedWithoutWaiting() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		SocialPlusAuthToken old = this.service.token("alice", 99);
		tokens.put(this.session.login("alice"), old);
		this.clock.advance(Duration.ofMinutes(9).minusMillis(1));
		assertThat(tokens.attach(this.session)).isNull();
		assertThat(this.session.token()).as("still good").isEqualTo(old);
		SocialPlusAuthToken fresh = this.service.answer(0);
		assertThat(tokens.isPending("s1")).isTrue();
		tokens.collect(this.session);
		assertThat(this.session.token()).isEqualTo(fresh);
	}

	@Test
	void aDeadTokenIsRemovedAndWaitedFor() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		tokens.put(this.session.login("alice"), this.service.token("alice", 99));
		this.clock.advance(Duration.ofMinutes(9));
		assertThat(tokens.attach(this.session)).isNotNull();
		assertThat(this.session.attributes).isEmpty();
	}

	@Test
	void aTokenThatTheSessionHoldsIsNotWrittenAgain() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		SocialPlusAuthToken token = this.service.token("alice", 0);
		tokens.put(this.session.login("alice"), token);
		int writes = this.session.writes;
		tokens.put(this.session, token);
		assertThat(this.session.writes).as("the session is not stored again").isEqualTo(writes);
		this.session.attributes.put(SocialPlusTokenAttributes.EXPIRES_AT, "tomorrow");
		tokens.put(this.session, token);
		assertThat(this.session.token()).as("what cannot be read is replaced").isEqualTo(token);
	}

	@Test
	void findsWhatIsUsable() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		assertThat(tokens.find(this.session)).isEmpty();
		SocialPlusAuthToken token = this.service.token("alice", 0);
		tokens.put(this.session.login("alice"), token);
		assertThat(tokens.find(this.session)).contains(token);
		assertThat(tokens.find(this.session.login("bob"))).isEmpty();
		assertThat(tokens.find(this.session.logout())).isEmpty();
		this.session.login("alice");
		this.clock.advance(Duration.ofMinutes(9).minusMillis(1));
		assertThat(tokens.find(this.session)).contains(token);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(tokens.find(this.session)).isEmpty();
		assertThat(this.service.getCalls()).isZero();
	}

	@Test
	void findsWhyThereIsNone() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		assertThat(tokens.findFailure(this.session)).isEmpty();
		assertThat(tokens.findFailure(this.session.login("alice"))).isEmpty();
		tokens.attach(this.session);
		assertThat(tokens.findFailure(this.session)).isEmpty();
		this.service.fail(0, Reason.RATE_LIMITED);
		assertThat(tokens.findFailure(this.session)).map(SocialPlusException::getReason).contains(Reason.RATE_LIMITED);
		assertThat(tokens.findFailure(this.session.login("bob"))).isEmpty();
		this.session.login("alice");
		this.clock.advance(Duration.ofMinutes(1).minusMillis(1));
		assertThat(tokens.findFailure(this.session)).as("steadily").isPresent();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(tokens.findFailure(this.session)).isEmpty();
	}

	@Test
	void aFailureIsOutdatedWhenAnotherCallIsUnderWay() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		tokens.attach(this.session.login("alice"));
		this.service.fail(0, Reason.RATE_LIMITED);
		this.clock.advance(TokenFetcher.FAILURE_PAUSE);
		tokens.attach(this.session);
		assertThat(tokens.findFailure(this.session)).isEmpty();
		this.service.answer(1);
		assertThat(tokens.findFailure(this.session)).isEmpty();
	}

	@Test
	void aForeignFailureIsAReasonToo() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		tokens.attach(this.session.login("alice"));
		this.service.fail(0, new IllegalStateException("broken"));
		assertThat(tokens.findFailure(this.session)).hasValueSatisfying((failure) -> {
			assertThat(failure.getReason()).isEqualTo(Reason.SERVER_ERROR);
			assertThat(failure).hasCauseInstanceOf(IllegalStateException.class);
		});
	}

	@Test
	void loginsDoNotWaitWhileTokensAreLate() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		for (int i = 0; i < 3; i++) {
			assertThat(tokens.attach(new FakeSession("late" + i).login("user" + i))).isNotNull();
			this.clock.advance(Duration.ofMillis(251));
		}
		assertThat(tokens.attach(this.session.login("alice"))).as("like prefetch").isNull();
		SocialPlusAuthToken token = this.service.answer(3);
		tokens.collect(this.session);
		assertThat(this.session.token()).isEqualTo(token);
		FakeSession strict = new FakeSession("s2").login("bob");
		assertThat(tokens.attachNow(strict, true)).as("it has to").isNotNull();
		assertThat(tokens.attachNow(new FakeSession("s3").login("bob"), false)).isNull();
	}

	@Test
	void whatWasLateOrFailedCanBeForgotten() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		for (int i = 0; i < 3; i++) {
			tokens.attach(new FakeSession("late" + i).login("user" + i));
			this.clock.advance(Duration.ofMillis(251));
		}
		tokens.attach(this.session.login("alice"));
		this.service.fail(3, Reason.SERVER_ERROR);
		tokens.reset();
		assertThat(tokens.findFailure(this.session)).isEmpty();
		assertThat(tokens.attach(this.session)).isNotNull();
		assertThat(this.service.getCalls()).isEqualTo(5);
	}

	@Test
	void whoAsksForATokenWaitsForTheDeadlineOrUsesAnOldOneAfterTheBudget() {
		SessionTokens tokens = tokens(LoginMode.LAZY);
		assertThat(tokens.obtain(this.session.login("alice")).getMaxWait()).isEqualTo(Duration.ofSeconds(3));
		SocialPlusAuthToken held = this.service.token("alice", 99);
		tokens.put(this.session, held);
		this.clock.advance(Duration.ofMinutes(8));
		AwaitedToken refresh = tokens.obtain(this.session);
		assertThat(refresh.getMaxWait()).isEqualTo(Duration.ofMillis(250));
		assertThat(refresh.orFallback(new TimeoutException())).isEqualTo(held);
	}

	@Test
	void obtainsTheHeldTokenWithoutACall() {
		SessionTokens tokens = tokens(LoginMode.LAZY);
		SocialPlusAuthToken held = this.service.token("alice", 99);
		tokens.put(this.session.login("alice"), held);
		assertThat(tokens.obtain(this.session).getFuture()).isCompletedWithValue(held);
		assertThat(this.service.getCalls()).isZero();
	}

	@Test
	void obtainsANewTokenWhenTheHeldOneHasTooLittleLeft() {
		SessionTokens tokens = tokens(LoginMode.LAZY);
		tokens.put(this.session.login("alice"), this.service.token("alice", 99));
		this.clock.advance(Duration.ofMinutes(8));
		CompletableFuture<SocialPlusAuthToken> future = tokens.obtain(this.session).getFuture();
		assertThat(tokens.obtain(this.session).getFuture()).isSameAs(future);
		assertThat(future).isNotDone();
		SocialPlusAuthToken fresh = this.service.answer(0);
		assertThat(future).isCompletedWithValue(fresh);
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void nobodyObtainsNothing() {
		assertThatIllegalStateException().isThrownBy(() -> tokens(LoginMode.LAZY).obtain(this.session));
	}

	@Test
	void whatWasObtainedWhenOffStaysOutOfTheSession() {
		SessionTokens tokens = tokens(LoginMode.OFF);
		CompletableFuture<SocialPlusAuthToken> future = tokens.obtain(this.session.login("alice")).getFuture();
		this.service.answer(0);
		assertThat(future).isDone();
		assertThat(tokens.isPending("s1")).isFalse();
		tokens.collect(this.session);
		tokens.attach(this.session);
		assertThat(this.session.attributes).isEmpty();
		assertThat(tokens.obtain(this.session).getFuture()).as("one call all the same").isSameAs(future);
	}

	@Test
	void onlyOffDoesNotStore() {
		assertThat(tokens(LoginMode.LAZY).isStoring()).isTrue();
		assertThat(tokens(LoginMode.OFF).isStoring()).isFalse();
	}

	private SessionTokens tokens(LoginMode mode) {
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), this.clock);
		Duration budget = Duration.ofMillis(250);
		return new SessionTokens(policy, new TokenFetcher(this.service, policy::isFresh, this.clock, MAX_CALLS, budget),
				new LoginSettings(mode, budget, Duration.ofSeconds(3)));
	}

}
