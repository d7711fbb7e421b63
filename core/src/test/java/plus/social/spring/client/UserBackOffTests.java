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

import org.junit.jupiter.api.Test;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UserBackOff}.
 */
class UserBackOffTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final SocialPlusException LIMITED = new SocialPlusException(Reason.RATE_LIMITED, "Limited");

	private final MutableClock clock = new MutableClock();

	private final UserBackOff refusals = new UserBackOff(this.clock);

	@Test
	void remembersOneUserForATime() {
		this.refusals.add(ALICE, LIMITED, Duration.ofSeconds(30));
		this.clock.advance(Duration.ofSeconds(20));
		assertThat(this.refusals.find(ALICE)).satisfies((refusal) -> {
			assertThat(refusal.getReason()).isEqualTo(Reason.RATE_LIMITED);
			assertThat(refusal).hasMessage("Limited");
			assertThat(refusal.getRetryAfter()).isEqualTo(Duration.ofSeconds(10));
		});
		assertThat(this.refusals.find(SocialPlusUser.of("bob"))).isNull();
		this.clock.advance(Duration.ofSeconds(10).minusMillis(1));
		assertThat(this.refusals.find(ALICE)).isNotNull();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.refusals.find(ALICE)).isNull();
	}

	@Test
	void theLastRefusalCounts() {
		this.refusals.add(ALICE, LIMITED, Duration.ofSeconds(1));
		this.refusals.add(ALICE, new SocialPlusException(Reason.USER_REFUSED, "No"), Duration.ofSeconds(60));
		this.clock.advance(Duration.ofSeconds(59));
		assertThat(this.refusals.find(ALICE).getReason()).isEqualTo(Reason.USER_REFUSED);
	}

	@Test
	void remembersABoundedNumberAndForgetsTheEldest() {
		for (int i = 0; i <= UserBackOff.MAX_USERS; i++) {
			this.refusals.add(SocialPlusUser.of("user" + i), LIMITED, Duration.ofSeconds(60));
		}
		assertThat(this.refusals.find(SocialPlusUser.of("user0"))).isNull();
		assertThat(this.refusals.find(SocialPlusUser.of("user1"))).isNotNull();
		assertThat(this.refusals.find(SocialPlusUser.of("user" + UserBackOff.MAX_USERS))).isNotNull();
	}

	@Test
	void whatIsOverMakesRoom() {
		this.refusals.add(ALICE, LIMITED, Duration.ofSeconds(1));
		this.clock.advance(Duration.ofSeconds(1));
		SocialPlusUser bob = SocialPlusUser.of("bob");
		this.refusals.add(bob, LIMITED, Duration.ofSeconds(1));
		assertThat(this.refusals.find(bob)).isNotNull();
	}

}
