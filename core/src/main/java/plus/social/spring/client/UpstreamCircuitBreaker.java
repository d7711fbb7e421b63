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
import plus.social.spring.client.SocialPlusClientStatus.CircuitState;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

/**
 * Circuit breaker that stops calls while Social Plus is down. It opens when the last call
 * has failed for more than half of the last {@value UserOutcomes#WINDOW} users, of whom
 * there are at least {@value UserOutcomes#MIN_USERS}; then one call in two seconds is a
 * probe. A user who alone fails does not open it, and yields to others when a probe is
 * due.
 */
final class UpstreamCircuitBreaker {

	static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);

	/**
	 * How long a probe is left to short-circuited users with fewer failures in a row, for
	 * each additional failure.
	 */
	static final Duration YIELD_TIME = Duration.ofSeconds(1);

	private static final int MAX_YIELD_STEPS = 4;

	private final Clock clock;

	// Used for its states only, as it counts calls rather than users. Created when it is
	// needed, so that applications start without it.
	private volatile @Nullable CircuitBreaker circuitBreaker;

	private final UserOutcomes outcomes = new UserOutcomes();

	private volatile Instant probeAt = Instant.MIN;

	private volatile int fewestFailuresRejected = Integer.MAX_VALUE;

	private volatile @Nullable SocialPlusException lastFailure;

	UpstreamCircuitBreaker(Clock clock) {
		this.clock = clock;
	}

	private CircuitBreaker getCircuitBreaker() {
		CircuitBreaker existing = this.circuitBreaker;
		return (existing != null) ? existing : createCircuitBreaker();
	}

	private synchronized CircuitBreaker createCircuitBreaker() {
		CircuitBreaker existing = this.circuitBreaker;
		if (existing != null) {
			return existing;
		}
		CircuitBreaker created = CircuitBreaker.of("socialplus",
				CircuitBreakerConfig.custom()
					.clock(this.clock)
					.slidingWindowType(SlidingWindowType.COUNT_BASED)
					.slidingWindowSize(1)
					.minimumNumberOfCalls(1)
					.waitDurationInOpenState(PROBE_INTERVAL)
					.permittedNumberOfCallsInHalfOpenState(1)
					.build());
		this.circuitBreaker = created;
		return created;
	}

	boolean isClosed() {
		return getCircuitBreaker().getState() == State.CLOSED;
	}

	CircuitState getState() {
		return switch (getCircuitBreaker().getState()) {
			case OPEN, FORCED_OPEN -> CircuitState.OPEN;
			case HALF_OPEN -> CircuitState.HALF_OPEN;
			default -> CircuitState.CLOSED;
		};
	}

	/**
	 * Acquire a permit for a call, whose outcome must be recorded.
	 * @param failures the number of failures in a row for its user
	 * @return whether the call is a probe
	 * @throws SocialPlusException the last failure, if the call is short-circuited
	 */
	boolean acquire(int failures) {
		if (isClosed()) {
			return false;
		}
		Instant now = this.clock.instant();
		int more = Math.max(0, Math.min(failures - this.fewestFailuresRejected, MAX_YIELD_STEPS));
		if (now.isBefore(this.probeAt.plus(YIELD_TIME.multipliedBy(more)))
				|| !getCircuitBreaker().tryAcquirePermission()) {
			this.fewestFailuresRejected = Math.min(this.fewestFailuresRejected, failures);
			SocialPlusException last = this.lastFailure;
			throw ((last != null) ? last : new SocialPlusException(Reason.SERVER_ERROR, "Social Plus is down"))
				.withRetryAfter(PROBE_INTERVAL);
		}
		return true;
	}

	/**
	 * Record a call that has succeeded, or was refused by a response.
	 * @param user the user
	 * @param probe whether the call was a probe
	 */
	synchronized void succeeded(SocialPlusUser user, boolean probe) {
		if (probe) {
			getCircuitBreaker().onSuccess(0, TimeUnit.NANOSECONDS);
			this.outcomes.clear();
		}
		if (isClosed()) {
			this.outcomes.add(user, false);
		}
	}

	/**
	 * Record a call that has failed as in an outage.
	 * @param user the user
	 * @param probe whether the call was a probe
	 * @param failure the failure
	 * @param userOnly whether calls for other users succeed
	 */
	synchronized void failed(SocialPlusUser user, boolean probe, SocialPlusException failure, boolean userOnly) {
		if (probe) {
			open(failure, () -> getCircuitBreaker().onError(0, TimeUnit.NANOSECONDS, failure));
		}
		else if (userOnly) {
			this.outcomes.remove(user);
		}
		else if (isClosed()) {
			this.outcomes.add(user, true);
			if (this.outcomes.areFailing()) {
				open(failure, getCircuitBreaker()::transitionToOpenState);
			}
		}
	}

	private void open(SocialPlusException failure, Runnable transition) {
		this.lastFailure = failure;
		this.probeAt = this.clock.instant().plus(PROBE_INTERVAL);
		this.fewestFailuresRejected = Integer.MAX_VALUE;
		transition.run();
	}

	void cancelled(boolean probe) {
		if (probe) {
			getCircuitBreaker().releasePermission();
		}
	}

}
