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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;

/**
 * Circuit breaker that stops logins from waiting while tokens take longer than the login
 * budget. It measures the calls, which are made in either state, and closes again by
 * calls that no login waits for. The late tokens of one user count once until one is in
 * time.
 */
final class SlowTokenCircuitBreaker {

	private static final int WINDOW = 10;

	private static final int MIN_CALLS = 3;

	private static final float LATE_RATE = 50;

	/**
	 * How long the breaker stays open before calls are measured again.
	 */
	static final Duration OPEN_DURATION = Duration.ofSeconds(1);

	/**
	 * Number of calls in the half-open state.
	 */
	static final int HALF_OPEN_CALLS = 3;

	/**
	 * Maximum number of remembered users whose last token was late.
	 */
	private static final int MAX_LATE_USERS = 1000;

	private final Duration budget;

	private final Clock clock;

	private final Set<String> lateUsers = new LinkedHashSet<>();

	// Created with the first measurement, so that applications start without it.
	private volatile @Nullable CircuitBreaker circuitBreaker;

	private final Deque<Measurement> underWay = new ArrayDeque<>();

	SlowTokenCircuitBreaker(Duration budget, Clock clock) {
		this.budget = budget;
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
		CircuitBreaker created = CircuitBreaker.of("socialplus-login",
				CircuitBreakerConfig.custom()
					.clock(this.clock)
					.slidingWindowType(SlidingWindowType.COUNT_BASED)
					.slidingWindowSize(WINDOW)
					.minimumNumberOfCalls(MIN_CALLS)
					.slowCallRateThreshold(LATE_RATE)
					.slowCallDurationThreshold(this.budget.isZero() ? Duration.ofMillis(1) : this.budget)
					.waitDurationInOpenState(OPEN_DURATION)
					.permittedNumberOfCallsInHalfOpenState(HALF_OPEN_CALLS)
					.build());
		this.circuitBreaker = created;
		return created;
	}

	/**
	 * Return whether a login should wait.
	 * @return whether recent tokens were in time
	 */
	boolean isInTime() {
		// Takes no lock while open, when logins are many.
		return !this.budget.isZero() && isClosed() && isClosedNow();
	}

	/**
	 * Return whether the breaker is closed, as far as the calls that have ended show.
	 * @return {@code false} if tokens were late
	 */
	boolean isClosed() {
		CircuitBreaker existing = this.circuitBreaker;
		return existing == null || existing.getState() == State.CLOSED;
	}

	private synchronized boolean isClosedNow() {
		recordLateCalls();
		return isClosed();
	}

	/**
	 * Begin to measure a call.
	 * @param user the user
	 * @return the measurement, to be ended with the call, or {@code null} if the call is
	 * not measured
	 */
	@Nullable Measurement begin(SocialPlusUser user) {
		return getCircuitBreaker().tryAcquirePermission() ? add(new Measurement(user.getId(), this.clock.instant()))
				: null;
	}

	private synchronized Measurement add(Measurement measurement) {
		recordLateCalls();
		this.underWay.addLast(measurement);
		return measurement;
	}

	// A token that takes longer than the budget is late, even while its call is in
	// progress.
	private void recordLateCalls() {
		Instant latestStart = this.clock.instant().minus(this.budget);
		Measurement eldest = this.underWay.peekFirst();
		while (eldest != null && (eldest.ended || eldest.startedAt.isBefore(latestStart))) {
			this.underWay.removeFirst();
			eldest.end(true);
			eldest = this.underWay.peekFirst();
		}
	}

	private boolean addLateUser(String userId) {
		if (this.lateUsers.size() >= MAX_LATE_USERS) {
			this.lateUsers.remove(this.lateUsers.iterator().next());
		}
		return this.lateUsers.add(userId);
	}

	/**
	 * The measurement of a call.
	 */
	final class Measurement {

		private final String userId;

		private final Instant startedAt;

		private boolean ended;

		private Measurement(String userId, Instant startedAt) {
			this.userId = userId;
			this.startedAt = startedAt;
		}

		/**
		 * End the measurement, unless the call was already recorded as late. A call that
		 * fails in time does not show how long a token takes.
		 * @param hasToken whether the call returned a token
		 */
		void end(boolean hasToken) {
			synchronized (SlowTokenCircuitBreaker.this) {
				if (this.ended) {
					return;
				}
				this.ended = true;
				Duration time = Duration.between(this.startedAt, SlowTokenCircuitBreaker.this.clock.instant());
				// A clock may be set back.
				long nanos = Math.max(0, time.toNanos());
				CircuitBreaker breaker = getCircuitBreaker();
				if (isCounted(hasToken, time.compareTo(SlowTokenCircuitBreaker.this.budget) > 0)) {
					breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
				}
				else {
					breaker.releasePermission();
				}
			}
		}

		private boolean isCounted(boolean hasToken, boolean late) {
			if (late) {
				return addLateUser(this.userId);
			}
			if (hasToken) {
				SlowTokenCircuitBreaker.this.lateUsers.remove(this.userId);
			}
			return hasToken;
		}

	}

}
