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
 * Back-off of all calls while Social Plus refuses every server key or the network's
 * secure mode is off. Only an operator can change that, so there is one probe every
 * {@linkplain #PROBE_INTERVAL 30 seconds}.
 * <p>
 * While tokens are issued, a refusal counts only once {@value #MIN_USERS} users have had
 * one without a token in between: it may be due to a single user, or to a firewall that
 * rejects a user id.
 */
final class CredentialBackOff {

	static final Duration PROBE_INTERVAL = Duration.ofSeconds(30);

	/**
	 * Time between an inconclusive probe and the next one.
	 */
	static final Duration NEXT_PROBE = Duration.ofSeconds(2);

	/**
	 * How long a probe is left to short-circuited users who have not been refused.
	 */
	static final Duration YIELD_TIME = Duration.ofSeconds(5);

	/**
	 * How long a token proves that the keys are valid.
	 */
	static final Duration TRUST_TIME = Duration.ofMinutes(1);

	static final int MIN_USERS = 6;

	private static final int MAX_USERS = 1000;

	private final Clock clock;

	private final Set<String> refused = new HashSet<>();

	private boolean othersRejected;

	private @Nullable SocialPlusException failure;

	private List<ServerKey> keys = List.of();

	private Instant nextProbe = Instant.MIN;

	private volatile Instant trustedUntil = Instant.MIN;

	CredentialBackOff(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Check whether a call may be made. A call during a back-off is the probe of its
	 * interval.
	 * @param user the user
	 * @param keys the keys for the call: other ones than before end the back-off
	 * @return whether the call is a probe
	 * @throws SocialPlusException the last failure, if the call may not be made
	 */
	synchronized boolean check(SocialPlusUser user, List<ServerKey> keys) {
		if (this.failure == null) {
			return false;
		}
		Instant now = this.clock.instant();
		boolean wasRefused = this.refused.contains(user.getId());
		Instant from = (wasRefused && this.othersRejected) ? this.nextProbe.plus(YIELD_TIME) : this.nextProbe;
		if (now.isBefore(from) && this.keys.containsAll(keys)) {
			this.othersRejected |= !wasRefused;
			throw this.failure.withRetryAfter(Duration.between(now, from));
		}
		this.nextProbe = now.plus(PROBE_INTERVAL);
		this.othersRejected = false;
		return true;
	}

	/**
	 * Begin or continue a back-off if a refusal concerns all users.
	 * @param user the user
	 * @param failure the refusal
	 * @param keys the keys of the call
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
	 * Return the failure of a back-off.
	 * @param keys the keys for the next call
	 * @return the failure, or {@code null} if there is no back-off with these keys
	 */
	synchronized @Nullable SocialPlusException find(List<ServerKey> keys) {
		return this.keys.containsAll(keys) ? this.failure : null;
	}

	/**
	 * Record a probe whose outcome is no evidence about the keys: another one follows
	 * soon.
	 */
	synchronized void inconclusive() {
		Instant soon = this.clock.instant().plus(NEXT_PROBE);
		if (this.nextProbe.isAfter(soon)) {
			this.nextProbe = soon;
		}
	}

	/**
	 * End the back-off after a successful call.
	 */
	synchronized void end() {
		this.failure = null;
		this.refused.clear();
		this.trustedUntil = this.clock.instant().plus(TRUST_TIME);
	}

}
