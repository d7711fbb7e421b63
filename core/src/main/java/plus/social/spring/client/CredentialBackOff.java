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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;

/**
 * Holds calls back while none can succeed, since Social Plus refuses every server key or
 * the network's secure mode is off. Only an operator can change that, so one call in
 * {@linkplain #PROBE_INTERVAL 30 seconds} finds out whether they have.
 * <p>
 * While tokens are issued, a refusal counts only once {@value #MIN_USERS} users have had
 * one and nobody a token in between: it may be due to a single user, or to something
 * between here and Social Plus that takes offence at a user id.
 */
final class CredentialBackOff {

	static final Duration PROBE_INTERVAL = Duration.ofSeconds(30);

	/**
	 * When the next probe is made after one that had another result.
	 */
	static final Duration NEXT_PROBE = Duration.ofSeconds(2);

	/**
	 * How long users who were refused leave a probe to others who were turned away.
	 */
	static final Duration GIVEN_WAY = Duration.ofSeconds(5);

	/**
	 * How long a token shows that the keys are right.
	 */
	static final Duration TRUSTED = Duration.ofMinutes(1);

	static final int MIN_USERS = 6;

	private static final int MAX_USERS = 1000;

	private final Clock clock;

	private final Set<String> refused = new HashSet<>();

	private boolean othersTurnedAway;

	private @Nullable SocialPlusException failure;

	private List<ServerKey> keys = List.of();

	private Instant nextProbe = Instant.MIN;

	private volatile Instant trustedUntil = Instant.MIN;

	CredentialBackOff(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Check whether a call may be made. One that may is the probe of this interval.
	 * @param user who it is for
	 * @param keys the keys it would be made with: other ones end the pause
	 * @return whether the call is a probe
	 * @throws SocialPlusException what the last call failed with, if it may not
	 */
	synchronized boolean check(SocialPlusUser user, List<ServerKey> keys) {
		if (this.failure == null) {
			return false;
		}
		Instant now = this.clock.instant();
		boolean wasRefused = this.refused.contains(user.getId());
		Instant from = (wasRefused && this.othersTurnedAway) ? this.nextProbe.plus(GIVEN_WAY) : this.nextProbe;
		if (now.isBefore(from) && this.keys.containsAll(keys)) {
			this.othersTurnedAway |= !wasRefused;
			throw this.failure.withRetryAfter(Duration.between(now, from));
		}
		this.nextProbe = now.plus(PROBE_INTERVAL);
		this.othersTurnedAway = false;
		return true;
	}

	/**
	 * Begin a pause, or go on with it, if the refusal concerns all users.
	 * @param user who the call was for
	 * @param failure what the call failed with
	 * @param keys the keys it was made with
	 * @return {@code false} if it may concern this user only
	 */
	synchronized boolean begin(SocialPlusUser user, SocialPlusException failure, List<ServerKey> keys) {
		Instant now = this.clock.instant();
		if (this.refused.size() < MAX_USERS) {
			this.refused.add(user.getId());
		}
		if (this.failure == null && now.isBefore(this.trustedUntil) && this.refused.size() < MIN_USERS) {
			return false;
		}
		this.failure = failure;
		this.keys = List.copyOf(keys);
		this.nextProbe = now.plus(PROBE_INTERVAL);
		return true;
	}

	/**
	 * A probe had a result that says nothing about the keys: another one is made soon.
	 */
	synchronized void inconclusive() {
		Instant soon = this.clock.instant().plus(NEXT_PROBE);
		if (this.nextProbe.isAfter(soon)) {
			this.nextProbe = soon;
		}
	}

	/**
	 * End the pause: a call has succeeded.
	 */
	synchronized void end() {
		this.failure = null;
		this.refused.clear();
		this.trustedUntil = this.clock.instant().plus(TRUSTED);
	}

}
