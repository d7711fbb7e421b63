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
import java.util.List;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.client.CallAdmission.AdmittedCall;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallAdmission}, {@link CredentialBackOff} and
 * {@link UpstreamCircuitBreaker}.
 */
class CallAdmissionTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final SocialPlusUser BOB = SocialPlusUser.of("bob");

	private static final List<ServerKey> KEYS = List.of(ServerKey.of("k3y"));

	private final MutableClock clock = new MutableClock();

	private final CallAdmission admission = new CallAdmission(this.clock);

	@ParameterizedTest
	@EnumSource(names = { "SERVER_ERROR", "INVALID_RESPONSE", "CONNECTION_FAILED", "TLS_FAILED", "TIMEOUT" })
	void anUpstreamThatIsDownIsCalledOnceInTwoSeconds(Reason fault) {
		goDown(fault);
		for (int i = 0; i < 10; i++) {
			assertThat(refused(ALICE)).isEqualTo(fault);
		}
		this.clock.advance(UpstreamCircuitBreaker.PROBE_INTERVAL.plusMillis(1));
		AdmittedCall probe = admit(ALICE);
		assertThat(refused(BOB)).as("only one").isEqualTo(fault);
		probe.failed(failure(fault));
		assertThat(refused(BOB)).isEqualTo(fault);
		this.clock.advance(UpstreamCircuitBreaker.PROBE_INTERVAL.plusMillis(1));
		admit(BOB).succeeded();
		admit(BOB);
		admit(ALICE);
	}

	@Test
	void aProbeThatIsGivenUpMakesRoomForAnother() {
		goDown(Reason.TIMEOUT);
		this.clock.advance(UpstreamCircuitBreaker.PROBE_INTERVAL.plusMillis(1));
		admit(ALICE).cancelled();
		admit(BOB);
	}

	@Test
	void aUserWhoHasFailedLeavesTheProbeToOthersForAWhile() {
		goDown(Reason.TIMEOUT);
		this.clock.advance(UpstreamCircuitBreaker.PROBE_INTERVAL.plusMillis(1));
		admit(ALICE).failed(failure(Reason.TIMEOUT));
		assertThat(refused(BOB)).isEqualTo(Reason.TIMEOUT);
		this.clock.advance(UpstreamCircuitBreaker.PROBE_INTERVAL.plusMillis(1));
		assertThat(refused(ALICE)).isEqualTo(Reason.TIMEOUT);
		this.clock.advance(UpstreamCircuitBreaker.YIELD_TIME);
		admit(ALICE).succeeded();
		admit(BOB);
	}

	@Test
	void aUserWhoIsAloneProbesInEachInterval() {
		goDown(Reason.TIMEOUT);
		for (int i = 0; i < 10; i++) {
			assertThat(refused(ALICE)).isEqualTo(Reason.TIMEOUT);
			this.clock.advance(UpstreamCircuitBreaker.PROBE_INTERVAL.plusMillis(1));
			admit(ALICE).failed(failure(Reason.TIMEOUT));
		}
	}

	@Test
	void callsOfFewerThanHalfOfTheUsersMayFail() {
		for (int i = 0; i < 100; i++) {
			AdmittedCall call = admit(SocialPlusUser.of("user" + i));
			if (i > 20 && i % 5 < 2) {
				call.failed(failure(Reason.TIMEOUT));
			}
			else {
				call.succeeded();
			}
		}
		admit(ALICE);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVER_ERROR", "INVALID_RESPONSE", "CONNECTION_FAILED", "TLS_FAILED", "TIMEOUT" })
	void oneUserWhoseCallsFailDoesNotStopTheCallsOfOthers(Reason fault) {
		SocialPlusUser mallory = SocialPlusUser.of("mallory");
		int made = 0;
		for (int i = 0; i < 300; i++) {
			made += tryToFail(mallory, fault);
			admit(SocialPlusUser.of("user" + i % 40)).succeeded();
			this.clock.advance(Duration.ofMillis(200));
		}
		assertThat(made).as("calls for mallory in a minute").isLessThan(10);
		assertThat(refusal(mallory)).satisfies((refusal) -> {
			assertThat(refusal.getReason()).isEqualTo(fault);
			assertThat(refusal.isOutage()).isFalse();
			assertThat(refusal.getRetryAfter()).isPositive();
		});
	}

	@Test
	void fiveUsersWhoseCallsFailDoNotStopTheCallsOfFiveOthers() {
		succeed(5);
		for (int i = 0; i < 300; i++) {
			tryToFail(SocialPlusUser.of("mallory" + i % 5), Reason.SERVER_ERROR);
			if (i % 10 == 0) {
				admit(SocialPlusUser.of("user" + i / 10 % 5)).succeeded();
			}
			this.clock.advance(Duration.ofMillis(200));
		}
	}

	@Test
	void fiveUsersWhoseCallsFailDoNotKeepTheUpstreamDown() {
		goDown(Reason.TIMEOUT);
		int probes = 0;
		for (int second = 0; second < 60; second++) {
			this.clock.advance(Duration.ofSeconds(1).plusMillis(1));
			for (int i = 0; i < 5; i++) {
				probes += tryToFail(SocialPlusUser.of("mallory" + i), Reason.TIMEOUT);
			}
		}
		assertThat(probes).isPositive();
		this.clock.advance(UpstreamCircuitBreaker.PROBE_INTERVAL.plusMillis(1));
		admit(BOB).succeeded();
		for (int i = 0; i < 300; i++) {
			tryToFail(SocialPlusUser.of("mallory" + i % 5), Reason.TIMEOUT);
			if (i % 10 == 0) {
				admit(BOB).succeeded();
			}
			this.clock.advance(Duration.ofMillis(200));
		}
	}

	@Test
	void aUserWhoseCallHasFailedHasNoSecondAttemptsUntilOneSucceeds() {
		AdmittedCall first = admit(ALICE);
		assertThat(first.isRetryable()).isTrue();
		first.failed(failure(Reason.SERVER_ERROR));
		AdmittedCall second = admit(ALICE);
		assertThat(second.isRetryable()).isFalse();
		assertThat(admit(BOB).isRetryable()).isTrue();
		second.succeeded();
		assertThat(admit(ALICE).isRetryable()).isTrue();
	}

	@Test
	void aUserWhoFailsAgainWaitsNoLongerThanTenSecondsWhileNoUserHasTokens() {
		for (int i = 0; i < 10; i++) {
			this.clock.advance(UserBackOff.MAX_PAUSE);
			admit(ALICE).failed(failure(Reason.TIMEOUT));
		}
		this.clock.advance(UserBackOff.MAX_PAUSE.minusMillis(1));
		assertThat(refused(ALICE)).isEqualTo(Reason.TIMEOUT);
		this.clock.advance(Duration.ofMillis(1));
		admit(ALICE);
	}

	@Test
	void waitingForAConnectionOfOursIsNoFaultOfTheUpstream() {
		for (int i = 0; i < 100; i++) {
			admit(SocialPlusUser.of("user" + i))
				.failed(new SocialPlusException(Reason.TIMEOUT, "Busy", new NoFreeConnectionException()));
		}
		admit(ALICE);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVER_KEY_REFUSED", "SECURE_MODE_OFF" })
	void whileNoKeyWorksThereIsOneCallInThirtySeconds(Reason reason) {
		admit(ALICE).failed(failure(reason));
		for (int i = 0; i < 3; i++) {
			SocialPlusUser prober = SocialPlusUser.of("user" + i);
			assertThat(refused(prober)).isEqualTo(reason);
			this.clock.advance(CredentialBackOff.PROBE_INTERVAL.minusMillis(1));
			assertThat(refused(prober)).isEqualTo(reason);
			this.clock.advance(Duration.ofMillis(1));
			AdmittedCall probe = admit(prober);
			assertThat(refused(ALICE)).as("only one").isEqualTo(reason);
			probe.failed(failure(reason));
		}
		this.clock.advance(CredentialBackOff.PROBE_INTERVAL);
		admit(BOB).succeeded();
		admit(ALICE);
		admit(BOB);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVER_KEY_REFUSED", "SECURE_MODE_OFF" })
	void oneUserWhoseCredentialsAreRefusedDoesNotStopTheCallsOfOthers(Reason reason) {
		admit(BOB).succeeded();
		for (int i = 0; i < 100; i++) {
			tryToFail(SocialPlusUser.of("mallory" + i % 5), reason);
			admit(BOB).succeeded();
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(refusal(SocialPlusUser.of("mallory4")).isUserOnly()).isTrue();
	}

	@Test
	void whileTokensAreIssuedARefusalIsBelievedWhenSixUsersHadOne() {
		admit(BOB).succeeded();
		fail(CredentialBackOff.MIN_USERS - 1, Reason.SERVER_KEY_REFUSED);
		AdmittedCall last = admit(ALICE);
		assertThat(last.failed(failure(Reason.SERVER_KEY_REFUSED)).isUserOnly()).isFalse();
		assertThat(refused(BOB)).isEqualTo(Reason.SERVER_KEY_REFUSED);
	}

	@Test
	void aUserWhoseCallsFailDoesNotUseUpTheProbe() {
		admit(ALICE).failed(failure(Reason.SECURE_MODE_OFF));
		this.clock.advance(CredentialBackOff.PROBE_INTERVAL);
		admit(SocialPlusUser.of("mallory")).failed(failure(Reason.SERVER_ERROR));
		this.clock.advance(CredentialBackOff.NEXT_PROBE);
		admit(BOB).succeeded();
		admit(ALICE);
	}

	@Test
	void aUserWhoWasRefusedLeavesTheProbeToOthersForAWhile() {
		admit(ALICE).failed(failure(Reason.SECURE_MODE_OFF));
		assertThat(refused(BOB)).isEqualTo(Reason.SECURE_MODE_OFF);
		this.clock.advance(CredentialBackOff.PROBE_INTERVAL);
		assertThat(refused(ALICE)).isEqualTo(Reason.SECURE_MODE_OFF);
		this.clock.advance(CredentialBackOff.YIELD_TIME);
		admit(ALICE);
	}

	@Test
	void anotherKeyEndsThePause() {
		admit(ALICE).failed(failure(Reason.SERVER_KEY_REFUSED));
		assertThat(refused(ALICE)).isEqualTo(Reason.SERVER_KEY_REFUSED);
		assertThat(this.admission.admit(ALICE, List.of(ServerKey.of("new"), KEYS.get(0)))).isNotNull();
	}

	@Test
	void theFailureOfAPauseHasTheTimeOfTheNextProbe() {
		admit(ALICE).failed(failure(Reason.SECURE_MODE_OFF));
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(refusal(BOB).getRetryAfter()).isEqualTo(Duration.ofSeconds(20));
	}

	@Test
	void aLimitedUserWaitsForTheRequestedTime() {
		admit(ALICE).failed(new SocialPlusException(Reason.RATE_LIMITED, "Slow down", null, Duration.ofSeconds(30)));
		assertThat(refused(ALICE)).isEqualTo(Reason.RATE_LIMITED);
		admit(BOB);
		this.clock.advance(Duration.ofSeconds(30));
		admit(ALICE);
	}

	@ParameterizedTest
	@EnumSource(names = { "USER_REFUSED", "USER_BANNED" })
	void noCallIsMadeForAMinuteForAUserWhoIsRefused(Reason reason) {
		admit(ALICE).failed(failure(reason));
		this.clock.advance(Duration.ofMinutes(1).minusMillis(1));
		assertThat(refused(ALICE)).isEqualTo(reason);
		admit(BOB);
		this.clock.advance(Duration.ofMillis(1));
		admit(ALICE);
	}

	@ParameterizedTest
	@EnumSource(names = { "USER_REFUSED", "USER_BANNED", "RATE_LIMITED", "SERVER_KEY_MISSING",
			"CLIENT_CERTIFICATE_INVALID" })
	void whatIsNoFaultDoesNotStopTheCallsOfOthers(Reason reason) {
		fail(100, reason);
		admit(BOB);
	}

	private void goDown(Reason fault) {
		fail(UserOutcomes.MIN_USERS, fault);
		assertThat(refusal(ALICE)).satisfies((refusal) -> {
			assertThat(refusal.getReason()).isEqualTo(fault);
			assertThat(refusal).hasMessage("What happened");
			assertThat(refusal.isOutage()).isTrue();
			assertThat(refusal.getRetryAfter()).isEqualTo(UpstreamCircuitBreaker.PROBE_INTERVAL);
		});
	}

	private void fail(int users, Reason reason) {
		for (int i = 0; i < users; i++) {
			admit(SocialPlusUser.of("failing" + i)).failed(failure(reason));
		}
	}

	private void succeed(int users) {
		for (int i = 0; i < users; i++) {
			admit(SocialPlusUser.of("user" + i)).succeeded();
		}
	}

	private int tryToFail(SocialPlusUser user, Reason reason) {
		try {
			this.admission.admit(user, KEYS).failed(failure(reason));
			return 1;
		}
		catch (SocialPlusException ex) {
			return 0;
		}
	}

	private static SocialPlusException failure(Reason reason) {
		return new SocialPlusException(reason, "What happened");
	}

	private AdmittedCall admit(SocialPlusUser user) {
		return this.admission.admit(user, KEYS);
	}

	private Reason refused(SocialPlusUser user) {
		return refusal(user).getReason();
	}

	private SocialPlusException refusal(SocialPlusUser user) {
		return Assertions.catchThrowableOfType(SocialPlusException.class, () -> this.admission.admit(user, KEYS));
	}

}
