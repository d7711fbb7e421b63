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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

/**
 * The transport for all calls of an application. It is started by the first call or
 * before it, and never on a caller's thread. It is built without a lock and then
 * published, so that no caller blocks.
 */
final class ClientTransport implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(SocialPlusTokenClient.class);

	private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

	/**
	 * Logs the failure of an abandoned attempt at debug level; Reactor would log it as an
	 * error.
	 */
	private static final ContextView DROPPED_ERRORS = Context.of("reactor.onErrorDropped.local",
			(Consumer<Throwable>) (ex) -> logger.debug("An abandoned attempt failed", ex));

	private final SocialPlusClientSettings settings;

	private final Clock clock;

	private final Function<SocialPlusTls, HttpTransport> factory;

	private final Runnable preparation;

	private final CertificateExpiryLog expiryLog;

	private final CallTimer callTimer;

	// Created when it is needed: creating it while the application starts loads Reactor.
	private final Supplier<Mono<HttpTransport>> starting = SingletonSupplier.of(this::createStarting);

	private volatile SocialPlusTls tls = SocialPlusTls.defaults();

	/**
	 * The transport once it is built, for changes of its TLS settings.
	 */
	private volatile @Nullable SwappableTransport built;

	/**
	 * The transport once it is ready for calls.
	 */
	private volatile @Nullable HttpTransport ready;

	private volatile boolean closed;

	ClientTransport(SocialPlusClientSettings settings, Clock clock, Function<SocialPlusTls, HttpTransport> factory,
			Runnable preparation) {
		this.settings = settings;
		this.clock = clock;
		this.factory = factory;
		this.preparation = preparation;
		this.expiryLog = new CertificateExpiryLog(clock);
		this.callTimer = new CallTimer(settings.callTimeout());
	}

	private Mono<HttpTransport> createStarting() {
		return Mono.fromSupplier(this::start)
			.subscribeOn(Schedulers.boundedElastic())
			.cache((transport) -> FOREVER, (failure) -> Duration.ZERO, () -> Duration.ZERO);
	}

	private HttpTransport start() {
		Assert.state(!this.closed, "The client is closed");
		SocialPlusTls used = this.tls;
		SwappableTransport created = new SwappableTransport(this.factory.apply(used));
		this.built = created;
		if (this.tls != used) {
			swap(created, this.tls);
		}
		if (this.closed) {
			created.close();
		}
		created.warmUp();
		this.preparation.run();
		HttpTransport transport = new RetryingTransport(created, new CallTimer(this.settings.attemptTimeout()),
				(bound) -> ThreadLocalRandom.current().nextLong(bound));
		this.ready = transport;
		return transport;
	}

	/**
	 * Use other TLS settings from now on. The TLS context is built on the calling thread,
	 * and no call waits for it.
	 * @param tls the TLS settings
	 */
	void setTls(SocialPlusTls tls) {
		this.tls = tls;
		this.expiryLog.check(tls);
		SwappableTransport built = this.built;
		if (built != null) {
			swap(built, tls);
		}
	}

	SocialPlusTls getTls() {
		return this.tls;
	}

	// Of two concurrent changes, the one that was set last wins, whichever is built
	// first.
	private void swap(SwappableTransport transport, SocialPlusTls tls) {
		transport.swap(this.factory.apply(tls), () -> this.tls == tls);
	}

	/**
	 * Check that the client certificate is valid.
	 * @throws plus.social.spring.token.SocialPlusException if the client certificate is
	 * not valid now
	 */
	void checkClientCertificate() {
		SocialPlusTls current = this.tls;
		this.expiryLog.check(current);
		current.checkClientCertificate(this.clock.instant());
	}

	boolean isReady() {
		return this.ready != null;
	}

	Mono<Void> warmUp() {
		return this.starting.get().then();
	}

	/**
	 * Return the transport once it is ready for calls. The call timeout begins after
	 * that.
	 * @return the transport, or an exception with a reason if it cannot be started within
	 * the call timeout
	 */
	Mono<HttpTransport> whenReady() {
		HttpTransport ready = this.ready;
		return (ready != null) ? Mono.just(ready) : this.starting.get()
			.timeout(this.settings.callTimeout())
			.onErrorMap(TimeoutException.class,
					(ex) -> new SocialPlusException(Reason.TIMEOUT, "The client for Social Plus is still starting", ex))
			.onErrorMap((ex) -> !(ex instanceof SocialPlusException),
					(ex) -> new SocialPlusException(Reason.CONNECTION_FAILED,
							"The client for Social Plus could not be started", ex))
			.contextWrite(DROPPED_ERRORS);
	}

	/**
	 * Make a call within the call timeout, which begins when the transport is ready.
	 * @param exchange sends the request and reads the response
	 * @param <T> the type of the result
	 * @return the result, or an exception with a reason
	 */
	<T> Mono<T> call(Function<HttpTransport, Mono<T>> exchange) {
		return whenReady().flatMap((transport) -> withTimeout(exchange.apply(transport)));
	}

	/**
	 * Apply the call timeout to an exchange.
	 * @param exchange the exchange
	 * @param <T> the type of the result
	 * @return the result, or an exception with a reason
	 */
	<T> Mono<T> withTimeout(Mono<T> exchange) {
		return this.callTimer.limit(exchange).onErrorMap(TransportFailure::translate).contextWrite(DROPPED_ERRORS);
	}

	@Override
	public void close() {
		this.closed = true;
		SwappableTransport built = this.built;
		if (built != null) {
			built.close();
		}
	}

}
