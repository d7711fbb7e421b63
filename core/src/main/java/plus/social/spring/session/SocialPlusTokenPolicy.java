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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.util.Assert;

/**
 * Decides what is to be done about the token in a session. It depends on nothing but who
 * is logged in, what the session holds, and the clock.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenPolicy {

	/**
	 * How far the clocks of two nodes may be apart: a token that one has written lives
	 * that much shorter than the other thinks.
	 */
	public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

	private final Duration refreshBefore;

	private final Duration unusableBefore;

	private final Clock clock;

	/**
	 * Create a policy.
	 * @param refreshBefore a token with no more than this left is replaced; it should be
	 * longer than {@linkplain #MAX_CLOCK_SKEW a minute}, as one with no more than that
	 * (or than this, if it is shorter) is not used any more
	 * @param clock the clock
	 */
	public SocialPlusTokenPolicy(Duration refreshBefore, Clock clock) {
		Assert.notNull(refreshBefore, "'refreshBefore' must not be null");
		Assert.isTrue(!refreshBefore.isNegative(), "'refreshBefore' must not be negative");
		Assert.notNull(clock, "'clock' must not be null");
		this.refreshBefore = refreshBefore;
		this.unusableBefore = (refreshBefore.compareTo(MAX_CLOCK_SKEW) < 0) ? refreshBefore : MAX_CLOCK_SKEW;
		this.clock = clock;
	}

	/**
	 * Decide about a session.
	 * @param login who is logged in, or {@code null} if nobody is who could have a token
	 * @param held the token that the session holds, or {@code null} if it has none that
	 * can be read
	 * @return what is to be done
	 */
	public TokenDecision decide(@Nullable SocialPlusUser login, @Nullable SocialPlusAuthToken held) {
		if (login == null) {
			return TokenDecision.REMOVE;
		}
		Instant now = this.clock.instant();
		if (held == null || !held.getUserId().equals(login.getId()) || !held.lives(this.unusableBefore, now)) {
			return TokenDecision.ISSUE;
		}
		return held.lives(this.refreshBefore, now) ? TokenDecision.KEEP : TokenDecision.REFRESH;
	}

	/**
	 * Return whether a token has enough life left to be put into a session.
	 * @param token the token
	 * @return {@code false} if it would have to be replaced
	 */
	public boolean isFresh(SocialPlusAuthToken token) {
		Assert.notNull(token, "'token' must not be null");
		return token.lives(this.refreshBefore, this.clock.instant());
	}

}
