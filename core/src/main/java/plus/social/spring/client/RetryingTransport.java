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
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;

import javax.net.ssl.SSLException;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.Sinks;

/**
 * Makes a second attempt where one may help: after a connection that could not be made or
 * broke, after a fault of the server, and beside an attempt that takes long. Whichever
 * answers first counts: minting twice is harmless. Where a second one beside the first is
 * not, the call says so.
 * <p>
 * No attempt joins one that still waits for its connection: it would make one more
 * connection where the machine, the network or Social Plus is already busy with the
 * first.
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
	 * @param attemptTimeout how long after an attempt was sent another one joins it
	 * @param random gives a random number from zero to a bound, exclusive
	 */
	RetryingTransport(HttpTransport delegate, Duration attemptTimeout, LongUnaryOperator random) {
		this.delegate = delegate;
		this.attemptTimeout = attemptTimeout;
		this.random = random;
	}

	@Override
	public Mono<HttpAnswer> send(HttpCall call, Runnable onSent) {
		return Mono.defer(() -> {
			this.budget.deposit();
			return new Attempts(call, onSent).run();
		});
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

	/**
	 * The attempts of one call: two at most.
	 */
	private final class Attempts {

		private final HttpCall call;

		private final Runnable onSent;

		private final AtomicBoolean secondMade = new AtomicBoolean();

		private final Sinks.Empty<Void> sent = Sinks.empty();

		private final Sinks.One<Throwable> failure = Sinks.one();

		Attempts(HttpCall call, Runnable onSent) {
			this.call = call;
			this.onSent = onSent;
		}

		Mono<HttpAnswer> run() {
			Mono<HttpAnswer> first = attempt().materialize()
				.flatMap(this::answer)
				.doOnError(this.failure::tryEmitValue);
			return Mono.firstWithValue(first, joining())
				.onErrorResume(NoSuchElementException.class, (ex) -> this.failure.asMono().flatMap(Mono::error));
		}

		private Mono<HttpAnswer> attempt() {
			return RetryingTransport.this.delegate.send(this.call, this::sent);
		}

		private void sent() {
			this.sent.tryEmitEmpty();
			this.onSent.run();
		}

		// Nothing to join once the first attempt has failed.
		private Mono<HttpAnswer> joining() {
			if (!this.call.isJoinable()) {
				return Mono.empty();
			}
			return this.sent.asMono()
				.then(Mono.delay(RetryingTransport.this.attemptTimeout))
				.takeUntilOther(this.failure.asMono())
				.filter((tick) -> tryPay())
				.flatMap((tick) -> attempt());
		}

		private boolean tryPay() {
			return this.call.isRetryable() && this.secondMade.compareAndSet(false, true)
					&& RetryingTransport.this.budget.tryWithdraw();
		}

		private Mono<HttpAnswer> answer(Signal<HttpAnswer> first) {
			boolean again = isForFree(first) ? this.secondMade.compareAndSet(false, true)
					: isRetryable(first) && tryPay();
			return again ? backoff().then(Mono.defer(this::attempt)) : Mono.just(first).dematerialize();
		}

		private Mono<Long> backoff() {
			long nanos = RetryingTransport.this.random.applyAsLong(MAX_BACKOFF.toNanos());
			return Mono.delay(Duration.ofNanos(nanos));
		}

	}

}
