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
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SocialPlusTokenPolicy}, {@link TokenDecision} and {@link LoginMode}.
 */
class SocialPlusTokenPolicyTests {

	private final MutableClock clock = new MutableClock();

	private final SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), this.clock);

	// Who is logged in, whose token is held, the seconds that it still lives.
	@ParameterizedTest
	@CsvSource({ ",,, REMOVE", ",alice, 600, REMOVE", ",alice, -1, REMOVE", "alice,,, ISSUE", "alice, alice, 600, KEEP",
			"alice, alice, 121, KEEP", "alice, alice, 120, REFRESH", "alice, alice, 61, REFRESH",
			"alice, alice, 60, ISSUE", "alice, alice, 0, ISSUE", "alice, alice, -1, ISSUE", "alice, bob, 600, ISSUE",
			"alice, Alice, 600, ISSUE", "alice, bob, 60, ISSUE" })
	void decides(@Nullable String login, @Nullable String owner, @Nullable Long seconds, TokenDecision decision) {
		SocialPlusUser user = (login != null) ? SocialPlusUser.of(login) : null;
		SocialPlusAuthToken held = (owner != null && seconds != null)
				? new SocialPlusAuthToken(owner, "t0ken", this.clock.instant().plusSeconds(seconds)) : null;
		assertThat(this.policy.decide(user, held)).isEqualTo(decision);
	}

	@Test
	void goesByTheClock() {
		SocialPlusUser user = SocialPlusUser.of("alice");
		SocialPlusAuthToken held = new SocialPlusAuthToken("alice", "t0ken", this.clock.instant().plusSeconds(600));
		this.clock.advance(Duration.ofMinutes(8).minusMillis(1));
		assertThat(this.policy.decide(user, held)).isEqualTo(TokenDecision.KEEP);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.policy.decide(user, held)).isEqualTo(TokenDecision.REFRESH);
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.policy.decide(user, held)).isEqualTo(TokenDecision.ISSUE);
	}

	// Another node has written it, and its clock or ours is wrong.
	@ParameterizedTest
	@ValueSource(longs = { -60, 0, 60 })
	void neverServesADeadTokenThoughClocksAreAMinuteApart(long secondsAhead) {
		Instant writtenAt = this.clock.instant().plusSeconds(secondsAhead);
		SocialPlusAuthToken held = new SocialPlusAuthToken("alice", "t0ken", writtenAt.plus(Duration.ofMinutes(10)));
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.policy.decide(SocialPlusUser.of("alice"), held)).isEqualTo(TokenDecision.ISSUE);
	}

	@Test
	void usesATokenToItsEndIfItIsNotReplacedBefore() {
		SocialPlusTokenPolicy late = new SocialPlusTokenPolicy(Duration.ofSeconds(30), this.clock);
		SocialPlusUser user = SocialPlusUser.of("alice");
		assertThat(late.decide(user, new SocialPlusAuthToken("alice", "t0ken", this.clock.instant().plusSeconds(31))))
			.isEqualTo(TokenDecision.KEEP);
		assertThat(late.decide(user, new SocialPlusAuthToken("alice", "t0ken", this.clock.instant().plusSeconds(30))))
			.isEqualTo(TokenDecision.ISSUE);
	}

	@Test
	void neverLooksAhead() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SocialPlusTokenPolicy(Duration.ofMillis(-1), this.clock));
		assertThat(new SocialPlusTokenPolicy(Duration.ZERO, this.clock)).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "EAGER, true", "PREFETCH, true", "LAZY, false", "OFF, false" })
	void modesSayWhetherALoginGetsATokenUnasked(LoginMode mode, boolean automatic) {
		assertThat(mode.isAutomatic()).isEqualTo(automatic);
	}

}
