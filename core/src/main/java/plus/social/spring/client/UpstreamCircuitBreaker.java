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
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

/**
 * Stops calling Social Plus while it is down: when the last call has failed for more than
 * half of the last {@value UserOutcomes#WINDOW} users, at least
 * {@value UserOutcomes#MIN_USERS} of them, one call in two seconds finds out whether it
 * is back. A user whose calls fail alone does not open it, and gives way to others when
 * it is time for such a probe.
 */
final class UpstreamCircuitBreaker {

	static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);

	/**
	 * How long a probe is left to users who were turned away with fewer failures in a
	 * row, for each failure more.
	 */
	static final Duration GIVEN_WAY = Duration.ofSeconds(1);

	private static final int MAX_GIVEN_WAY = 4;

	private final Clock clock;

	// Only its states are used, as it counts calls and not users.
	private final CircuitBreaker circuitBreaker;

	private final UserOutcomes outcomes = new UserOutcomes();

	private volatile Instant probeAt = Instant.MIN;

	private volatile int fewestFaultsTurnedAway = Integer.MAX_VALUE;

	private volatile @Nullable SocialPlusException lastFault;

	UpstreamCircuitBreaker(Clock clock) {
		this.clock = clock;
		this.circuitBreaker = CircuitBreaker.of("socialplus",
				CircuitBreakerConfig.custom()
					.clock(clock)
					.slidingWindowType(SlidingWindowType.COUNT_BASED)
					.slidingWindowSize(1)
					.minimumNumberOfCalls(1)
					.waitDurationInOpenState(PROBE_INTERVAL)
					.permittedNumberOfCallsInHalfOpenState(1)
					.build());
	}

	boolean isClosed() {
		return this.circuitBreaker.getState() == State.CLOSED;
	}

	/**
	 * Ask for a call, which then has to end.
	 * @param faults how many calls for its user have failed in a row
	 * @return whether the call is a probe
	 * @throws SocialPlusException what the last call failed with, if none is to be made
	 */
	boolean acquire(int faults) {
		if (isClosed()) {
			return false;
		}
		Instant now = this.clock.instant();
		int more = Math.max(0, Math.min(faults - this.fewestFaultsTurnedAway, MAX_GIVEN_WAY));
		if (now.isBefore(this.probeAt.plus(GIVEN_WAY.multipliedBy(more)))
				|| !this.circuitBreaker.tryAcquirePermission()) {
			this.fewestFaultsTurnedAway = Math.min(this.fewestFaultsTurnedAway, faults);
			SocialPlusException fault = this.lastFault;
			throw ((fault != null) ? fault : new SocialPlusException(Reason.SERVER_ERROR, "Social Plus is down"))
				.withRetryAfter(PROBE_INTERVAL);
		}
		return true;
	}

	/**
	 * A call has succeeded, or has had a response that refuses it.
	 * @param user who it was for
	 * @param probe whether it was a probe
	 */
	synchronized void succeeded(SocialPlusUser user, boolean probe) {
		if (probe) {
			this.circuitBreaker.onSuccess(0, TimeUnit.NANOSECONDS);
			this.outcomes.clear();
		}
		if (isClosed()) {
			this.outcomes.add(user, false);
		}
	}

	/**
	 * A call has failed as in an outage.
	 * @param user who it was for
	 * @param probe whether it was a probe
	 * @param failure what it failed with
	 * @param own whether calls for others succeed
	 */
	synchronized void failed(SocialPlusUser user, boolean probe, SocialPlusException failure, boolean own) {
		if (probe) {
			open(failure, () -> this.circuitBreaker.onError(0, TimeUnit.NANOSECONDS, failure));
		}
		else if (own) {
			this.outcomes.remove(user);
		}
		else if (isClosed()) {
			this.outcomes.add(user, true);
			if (this.outcomes.areFailing()) {
				open(failure, this.circuitBreaker::transitionToOpenState);
			}
		}
	}

	private void open(SocialPlusException failure, Runnable transition) {
		this.lastFault = failure;
		this.probeAt = this.clock.instant().plus(PROBE_INTERVAL);
		this.fewestFaultsTurnedAway = Integer.MAX_VALUE;
		transition.run();
	}

	void cancelled(boolean probe) {
		if (probe) {
			this.circuitBreaker.releasePermission();
		}
	}

}
