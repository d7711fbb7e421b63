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
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RenewalRateLimiter}.
 */
class RenewalRateLimiterTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final SocialPlusUser BOB = SocialPlusUser.of("bob");

	private static final Duration WAIT = Duration.ofSeconds(3);

	private final MutableClock clock = new MutableClock();

	private final FakeTokenService service = new FakeTokenService(this.clock);

	private final RenewalRateLimiter tokens = new RenewalRateLimiter(
			new TokenFetchQueue(new ReadyTokenService(this.service), 64, new TokenOutageLog(this.clock), this.clock),
			this.clock);

	private CompletableFuture<SocialPlusAuthToken> issue(SocialPlusUser user, Duration maxWait) {
		return this.tokens.issue(user, maxWait, TokenFetcher.Listener.NONE);
	}

	@Test
	void givesANewTokenEachTime() {
		this.service.answerAtOnce();
		assertThat(value(issue(ALICE, WAIT))).isEqualTo("t0ken-0");
		assertThat(value(issue(ALICE, WAIT))).isEqualTo("t0ken-1");
	}

	@Test
	void aRequestDuringACallSharesIt() {
		CompletableFuture<SocialPlusAuthToken> first = issue(ALICE, WAIT);
		assertThat(issue(ALICE, WAIT)).isSameAs(first);
		assertThat(issue(BOB, WAIT)).isNotSameAs(first);
		assertThat(this.service.getCalls()).isEqualTo(2);
	}

	@Test
	void aHundredInARowMakeFiveCallsInFiveSecondsAndNoneFails() {
		this.service.answerAtOnce();
		for (int i = 0; i < 100; i++) {
			assertThat(value(issue(ALICE, WAIT))).isEqualTo("t0ken-" + Math.min(i, 4));
		}
		assertThat(this.service.getCalls()).isEqualTo(RenewalRateLimiter.MAX_CALLS);
		this.clock.advance(RenewalRateLimiter.WINDOW);
		assertThat(value(issue(ALICE, WAIT))).isEqualTo("t0ken-5");
	}

	@Test
	void theUserWhoAskedLeastRecentlyIsForgottenWhenThereAreTooMany() {
		this.service.answerAtOnce();
		for (int i = 0; i <= RenewalRateLimiter.MAX_CALLS; i++) {
			issue(ALICE, WAIT);
		}
		for (int i = 0; i < RenewalRateLimiter.MAX_USERS; i++) {
			issue(SocialPlusUser.of("user" + i), WAIT);
		}
		int calls = this.service.getCalls();
		assertThat(calls).isEqualTo(RenewalRateLimiter.MAX_CALLS + RenewalRateLimiter.MAX_USERS);
		issue(ALICE, WAIT);
		assertThat(this.service.getCalls()).isEqualTo(calls + 1);
	}

	@Test
	void theWindowSlides() {
		this.service.answerAtOnce();
		for (int i = 0; i < 50; i++) {
			issue(ALICE, WAIT);
			this.clock.advance(Duration.ofMillis(500));
		}
		assertThat(this.service.getCalls()).as("in 25 seconds").isEqualTo(25);
	}

	@Test
	void oneUsersHasteIsNothingToOthers() {
		this.service.answerAtOnce();
		for (int i = 0; i < 10; i++) {
			issue(ALICE, WAIT);
		}
		assertThat(value(issue(BOB, WAIT))).isEqualTo("t0ken-5");
	}

	@Test
	void aFailureIsNotTheLastWord() {
		CompletableFuture<SocialPlusAuthToken> failed = issue(ALICE, WAIT);
		this.service.fail(0, Reason.SERVER_ERROR);
		assertThat(failed).isCompletedExceptionally();
		this.service.answerAtOnce();
		assertThat(value(issue(ALICE, WAIT))).isEqualTo("t0ken-1");
	}

	@Test
	void forgetsTheEldestUser() {
		this.service.answerAtOnce();
		for (int i = 0; i < 5; i++) {
			issue(ALICE, WAIT);
		}
		for (int i = 0; i < RenewalRateLimiter.MAX_USERS; i++) {
			issue(SocialPlusUser.of("user" + i), WAIT);
		}
		int calls = this.service.getCalls();
		issue(ALICE, WAIT);
		assertThat(this.service.getCalls()).isEqualTo(calls + 1);
	}

	private static String value(CompletableFuture<SocialPlusAuthToken> future) {
		return future.join().getTokenValue();
	}

}
