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
 * {@link HttpTransport} that makes a second attempt where it may help: after a connection
 * that could not be established or broke, after a server error, and concurrently with an
 * attempt that takes long (hedging). The first response wins: issuing a token twice is
 * harmless. A request for which a concurrent attempt is not harmless opts out of hedging.
 * <p>
 * An attempt that still waits for its connection is not hedged: that would open one more
 * connection while the machine, the network or Social Plus is already busy with the
 * first.
 */
final class RetryingTransport implements HttpTransport {

	/**
	 * Maximum back-off before the second attempt, which is random from zero to this
	 * ("full jitter"), so that the attempts of many callers do not coincide.
	 */
	static final Duration MAX_BACKOFF = Duration.ofMillis(100);

	private static final Set<Integer> RETRYABLE_STATUS = Set.of(500, 502, 503, 504);

	private final HttpTransport delegate;

	private final CallTimer attemptTimer;

	private final LongUnaryOperator random;

	private final RetryBudget budget = new RetryBudget();

	/**
	 * Create a transport.
	 * @param delegate the transport for the attempts
	 * @param attemptTimer the time after an attempt was sent at which a concurrent one is
	 * started
	 * @param random the source of random numbers from zero to a bound, exclusive
	 */
	RetryingTransport(HttpTransport delegate, CallTimer attemptTimer, LongUnaryOperator random) {
		this.delegate = delegate;
		this.attemptTimer = attemptTimer;
		this.random = random;
	}

	@Override
	public Mono<HttpResponse> send(HttpRequest request, Runnable onSent) {
		return Mono.defer(() -> {
			this.budget.deposit();
			return new Attempts(request, onSent).run();
		});
	}

	private static boolean isStale(Signal<HttpResponse> first) {
		return first.getThrowable() instanceof StaleConnectionException;
	}

	private static boolean isRetryable(Signal<HttpResponse> first) {
		HttpResponse response = first.get();
		if (response != null) {
			return RETRYABLE_STATUS.contains(response.getStatus());
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
	 * The attempts of one call, at most two.
	 */
	private final class Attempts {

		private final HttpRequest request;

		private final Runnable onSent;

		private final AtomicBoolean secondAttemptMade = new AtomicBoolean();

		private final Sinks.Empty<Void> sent = Sinks.empty();

		private final Sinks.One<Throwable> failure = Sinks.one();

		Attempts(HttpRequest request, Runnable onSent) {
			this.request = request;
			this.onSent = onSent;
		}

		Mono<HttpResponse> run() {
			Mono<HttpResponse> first = attempt().materialize()
				.flatMap(this::retryIfHelpful)
				.doOnError(this.failure::tryEmitValue);
			return Mono.firstWithValue(first, hedge())
				.onErrorResume(NoSuchElementException.class, (ex) -> this.failure.asMono().flatMap(Mono::error));
		}

		private Mono<HttpResponse> attempt() {
			this.request.attempted();
			return RetryingTransport.this.delegate.send(this.request, this::sent);
		}

		private void sent() {
			this.sent.tryEmitEmpty();
			this.onSent.run();
		}

		// No hedging once the first attempt has failed.
		private Mono<HttpResponse> hedge() {
			if (!this.request.isHedgeable()) {
				return Mono.empty();
			}
			return this.sent.asMono()
				.then(RetryingTransport.this.attemptTimer.start())
				.takeUntilOther(this.failure.asMono())
				.filter((tick) -> trySecondAttempt())
				.flatMap((tick) -> attempt());
		}

		private boolean trySecondAttempt() {
			return this.request.isRetryable() && this.secondAttemptMade.compareAndSet(false, true)
					&& RetryingTransport.this.budget.tryWithdraw();
		}

		private Mono<HttpResponse> retryIfHelpful(Signal<HttpResponse> first) {
			boolean again = isStale(first) ? this.secondAttemptMade.compareAndSet(false, true)
					: isRetryable(first) && trySecondAttempt();
			return again ? backoff().then(Mono.defer(this::attempt)) : Mono.just(first).dematerialize();
		}

		private Mono<Long> backoff() {
			long nanos = RetryingTransport.this.random.applyAsLong(MAX_BACKOFF.toNanos());
			return Mono.delay(Duration.ofNanos(nanos));
		}

	}

}
