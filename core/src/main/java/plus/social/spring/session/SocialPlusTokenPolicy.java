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
 * Policy for the token in a session. The decision depends only on the login, the
 * session's token and the clock.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenPolicy {

	/**
	 * Maximum clock skew between two nodes: a token written by one node may expire that
	 * much earlier than another node expects.
	 */
	public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

	private final Duration refreshBefore;

	private final Duration unusableBefore;

	private final Clock clock;

	/**
	 * Create a policy.
	 * @param refreshBefore the remaining lifetime at which a token is replaced. It should
	 * be longer than {@linkplain #MAX_CLOCK_SKEW a minute}: a token with no more than a
	 * minute left (or this time, if shorter) is no longer used
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
	 * Decide what to do about the token in a session.
	 * @param login the user of the login, or {@code null} if there is no login that may
	 * receive a token
	 * @param held the token of the session, or {@code null} if it has no readable token
	 * @return the decision
	 */
	TokenDecision decide(@Nullable SocialPlusUser login, @Nullable SocialPlusAuthToken held) {
		if (login == null) {
			return TokenDecision.REMOVE;
		}
		Instant now = this.clock.instant();
		if (held == null || !held.getUserId().equals(login.getId()) || !held.isValidFor(this.unusableBefore, now)) {
			return TokenDecision.ISSUE;
		}
		return held.isValidFor(this.refreshBefore, now) ? TokenDecision.KEEP : TokenDecision.REFRESH;
	}

	/**
	 * Return whether a token has enough lifetime left to be attached to a session.
	 * @param token the token
	 * @return {@code false} if the token is due for replacement
	 */
	public boolean isFresh(SocialPlusAuthToken token) {
		Assert.notNull(token, "'token' must not be null");
		return token.isValidFor(this.refreshBefore, this.clock.instant());
	}

}
