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

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongUnaryOperator;

import javax.net.ssl.SSLException;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * Makes a second attempt where one may help: after a connection that could not be made or
 * broke, after an attempt that takes too long, and after a fault of the server. Minting
 * twice is harmless.
 */
final class RetryingTransport implements HttpTransport {

	/**
	 * The second attempt comes after a random time from zero to this ("full jitter"), so
	 * that those of many callers do not come at once.
	 */
	static final Duration MAX_BACKOFF = Duration.ofMillis(100);

	private static final Set<Integer> RETRYABLE_STATUS = Set.of(500, 502, 503, 504);

	private final HttpTransport delegate;

	private final Duration attemptTimeout;

	private final LongUnaryOperator random;

	private final RetryBudget budget = new RetryBudget();

	/**
	 * Create a transport.
	 * @param delegate makes the attempts
	 * @param attemptTimeout after how long an attempt is given up for another one
	 * @param random gives a random number from zero to a bound, exclusive
	 */
	RetryingTransport(HttpTransport delegate, Duration attemptTimeout, LongUnaryOperator random) {
		this.delegate = delegate;
		this.attemptTimeout = attemptTimeout;
		this.random = random;
	}

	@Override
	public Mono<HttpAnswer> send(HttpCall call) {
		return Mono.defer(() -> {
			this.budget.deposit();
			return this.delegate.send(call)
				.timeout(anotherAttemptIsDue(), Mono.error(GivenUpException::new))
				.materialize()
				.flatMap((first) -> answer(first, call));
		});
	}

	// An attempt that no other can follow is not given up: it has what is left of the
	// call.
	private Mono<Long> anotherAttemptIsDue() {
		return Mono.delay(this.attemptTimeout).filter((tick) -> this.budget.tryWithdraw()).switchIfEmpty(Mono.never());
	}

	private Mono<HttpAnswer> answer(Signal<HttpAnswer> first, HttpCall call) {
		if (first.getThrowable() instanceof GivenUpException) {
			return this.delegate.send(call);
		}
		if (isForFree(first) || (isRetryable(first) && this.budget.tryWithdraw())) {
			return backoff().then(Mono.defer(() -> this.delegate.send(call)));
		}
		return Mono.just(first).dematerialize();
	}

	private Mono<Long> backoff() {
		return Mono.delay(Duration.ofNanos(this.random.applyAsLong(MAX_BACKOFF.toNanos())));
	}

	private static boolean isForFree(Signal<HttpAnswer> first) {
		return first.getThrowable() instanceof StaleConnectionException;
	}

	private static boolean isRetryable(Signal<HttpAnswer> first) {
		HttpAnswer answer = first.get();
		if (answer != null) {
			return RETRYABLE_STATUS.contains(answer.getStatus());
		}
		Throwable failure = first.getThrowable();
		return failure instanceof IOException && !(failure instanceof SSLException);
	}

	@Override
	public void warmUp() {
		this.delegate.warmUp();
	}

	@Override
	public void close() {
		this.delegate.close();
	}

	private static final class GivenUpException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		GivenUpException() {
			super("An attempt was given up for another one", null, false, false);
		}

	}

}
