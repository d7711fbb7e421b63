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
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * Stops calling Social Plus while it is down: after {@value #MIN_CALLS} calls of which
 * half have failed, one call in two seconds looks whether it is back.
 */
final class UpstreamCircuitBreaker {

	static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);

	static final int MIN_CALLS = 5;

	private static final int WINDOW = 20;

	private static final float FAILURE_RATE = 50;

	private static final Set<Reason> FAULTS = EnumSet.of(Reason.SERVER_ERROR, Reason.INVALID_RESPONSE,
			Reason.CONNECTION_FAILED, Reason.TLS_FAILED, Reason.TIMEOUT);

	private final CircuitBreaker circuitBreaker;

	private volatile @Nullable SocialPlusException lastFault;

	UpstreamCircuitBreaker(Clock clock) {
		this.circuitBreaker = CircuitBreaker.of("socialplus",
				CircuitBreakerConfig.custom()
					.clock(clock)
					.slidingWindowType(SlidingWindowType.COUNT_BASED)
					.slidingWindowSize(WINDOW)
					.minimumNumberOfCalls(MIN_CALLS)
					.failureRateThreshold(FAILURE_RATE)
					.waitDurationInOpenState(PROBE_INTERVAL)
					.permittedNumberOfCallsInHalfOpenState(1)
					.build());
	}

	/**
	 * Ask for a call, which then has to {@linkplain #succeeded succeed},
	 * {@linkplain #failed fail} or be {@linkplain #cancelled cancelled}.
	 * @throws SocialPlusException what the last call failed with, if none is to be made
	 */
	void acquire() {
		if (!this.circuitBreaker.tryAcquirePermission()) {
			SocialPlusException fault = this.lastFault;
			throw RepeatedFailure.of(
					(fault != null) ? fault : new SocialPlusException(Reason.SERVER_ERROR, "Social Plus is down"),
					PROBE_INTERVAL);
		}
	}

	void succeeded() {
		this.circuitBreaker.onSuccess(0, TimeUnit.NANOSECONDS);
	}

	/**
	 * A call has failed. An answer that refuses it is one all the same.
	 * @param failure what it failed with
	 */
	void failed(SocialPlusException failure) {
		if (failure.getCause() instanceof NoFreeConnectionException) {
			// It waited for a connection of ours and never reached Social Plus.
			cancelled();
		}
		else if (FAULTS.contains(failure.getReason())) {
			this.lastFault = failure;
			this.circuitBreaker.onError(0, TimeUnit.NANOSECONDS, failure);
		}
		else {
			succeeded();
		}
	}

	void cancelled() {
		this.circuitBreaker.releasePermission();
	}

}
