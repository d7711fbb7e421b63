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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.MutableClock;
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
			assertThat(admit(ALICE)).isEqualTo(fault);
		}
		this.clock.advance(UpstreamCircuitBreaker.PROBE_INTERVAL.plusMillis(1));
		assertThat(admit(ALICE)).as("the probe").isNull();
		assertThat(admit(BOB)).as("only one").isEqualTo(fault);
		this.admission.failed(ALICE, KEYS, failure(fault));
		assertThat(admit(BOB)).isEqualTo(fault);
		this.clock.advance(UpstreamCircuitBreaker.PROBE_INTERVAL.plusMillis(1));
		assertThat(admit(ALICE)).isNull();
		this.admission.succeeded();
		assertThat(admit(BOB)).isNull();
		assertThat(admit(ALICE)).isNull();
	}

	@Test
	void aProbeThatIsGivenUpMakesRoomForAnother() {
		goDown(Reason.TIMEOUT);
		this.clock.advance(UpstreamCircuitBreaker.PROBE_INTERVAL.plusMillis(1));
		assertThat(admit(ALICE)).isNull();
		this.admission.cancelled();
		assertThat(admit(BOB)).isNull();
	}

	@Test
	void fewerThanHalfOfTheCallsMayFail() {
		for (int i = 0; i < 100; i++) {
			assertThat(admit(ALICE)).isNull();
			if (i > 20 && i % 5 < 2) {
				this.admission.failed(ALICE, KEYS, failure(Reason.TIMEOUT));
			}
			else {
				this.admission.succeeded();
			}
		}
		assertThat(admit(ALICE)).isNull();
	}

	@Test
	void waitingForAConnectionOfOursIsNoFaultOfTheUpstream() {
		for (int i = 0; i < 100; i++) {
			assertThat(admit(ALICE)).isNull();
			this.admission.failed(ALICE, KEYS,
					new SocialPlusException(Reason.TIMEOUT, "Busy", new NoFreeConnectionException()));
		}
		assertThat(admit(ALICE)).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVER_KEY_REFUSED", "SECURE_MODE_OFF" })
	void whileNoKeyWorksThereIsOneCallInThirtySeconds(Reason reason) {
		assertThat(admit(ALICE)).isNull();
		this.admission.failed(ALICE, KEYS, failure(reason));
		for (int i = 0; i < 3; i++) {
			assertThat(admit(BOB)).isEqualTo(reason);
			this.clock.advance(CredentialBackOff.PROBE_INTERVAL.minusMillis(1));
			assertThat(admit(BOB)).isEqualTo(reason);
			this.clock.advance(Duration.ofMillis(1));
			assertThat(admit(BOB)).as("the probe").isNull();
			assertThat(admit(ALICE)).as("only one").isEqualTo(reason);
			this.admission.failed(BOB, KEYS, failure(reason));
		}
		this.clock.advance(CredentialBackOff.PROBE_INTERVAL);
		assertThat(admit(ALICE)).isNull();
		this.admission.succeeded();
		assertThat(admit(ALICE)).isNull();
		assertThat(admit(BOB)).isNull();
	}

	@Test
	void anotherKeyEndsThePause() {
		assertThat(admit(ALICE)).isNull();
		this.admission.failed(ALICE, KEYS, failure(Reason.SERVER_KEY_REFUSED));
		assertThat(admit(ALICE)).isEqualTo(Reason.SERVER_KEY_REFUSED);
		this.admission.admit(ALICE, List.of(ServerKey.of("new"), KEYS.get(0)));
	}

	@Test
	void thePauseSaysWhenTheNextProbeIs() {
		admit(ALICE);
		this.admission.failed(ALICE, KEYS, failure(Reason.SECURE_MODE_OFF));
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(refusal(ALICE).getRetryAfter()).isEqualTo(Duration.ofSeconds(20));
	}

	@Test
	void aUserThatIsLimitedWaitsAsLongAsTheyAreToldTo() {
		admit(ALICE);
		this.admission.failed(ALICE, KEYS,
				new SocialPlusException(Reason.RATE_LIMITED, "Slow down", null, Duration.ofSeconds(30)));
		assertThat(admit(ALICE)).isEqualTo(Reason.RATE_LIMITED);
		assertThat(admit(BOB)).as("others are untouched").isNull();
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(admit(ALICE)).isNull();
	}

	@Test
	void aUserThatIsRefusedIsNotAskedForAgainForAMinute() {
		admit(ALICE);
		this.admission.failed(ALICE, KEYS, failure(Reason.USER_REFUSED));
		this.clock.advance(Duration.ofMinutes(1).minusMillis(1));
		assertThat(admit(ALICE)).isEqualTo(Reason.USER_REFUSED);
		assertThat(admit(BOB)).isNull();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(admit(ALICE)).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "USER_REFUSED", "RATE_LIMITED", "SERVER_KEY_MISSING", "CLIENT_CERTIFICATE_INVALID" })
	void whatIsNoFaultDoesNotStopTheCallsOfOthers(Reason reason) {
		for (int i = 0; i < 100; i++) {
			SocialPlusUser user = SocialPlusUser.of("user" + i);
			assertThat(admit(user)).isNull();
			this.admission.failed(user, KEYS, failure(reason));
		}
		assertThat(admit(BOB)).isNull();
	}

	private void goDown(Reason fault) {
		for (int i = 0; i < UpstreamCircuitBreaker.MIN_CALLS; i++) {
			assertThat(admit(ALICE)).isNull();
			this.admission.failed(ALICE, KEYS, failure(fault));
		}
		assertThat(refusal(ALICE)).satisfies((refusal) -> {
			assertThat(refusal.getReason()).isEqualTo(fault);
			assertThat(refusal).hasMessage("What happened");
			assertThat(refusal.getRetryAfter()).isEqualTo(UpstreamCircuitBreaker.PROBE_INTERVAL);
		});
	}

	private static SocialPlusException failure(Reason reason) {
		return new SocialPlusException(reason, "What happened");
	}

	private @Nullable Reason admit(SocialPlusUser user) {
		SocialPlusException refusal = refusal(user);
		return (refusal != null) ? refusal.getReason() : null;
	}

	private @Nullable SocialPlusException refusal(SocialPlusUser user) {
		try {
			this.admission.admit(user, KEYS);
			return null;
		}
		catch (SocialPlusException ex) {
			return ex;
		}
	}

}
