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

/**
 * The transport that every call of an application goes through. It is started by the
 * first of them, or before it, and never on a caller's thread. It is built without a
 * lock, so that no caller waits for that, and then published.
 */
final class ClientTransport implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(SocialPlusTokenClient.class);

	private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

	/**
	 * What an attempt fails with that nobody waits for any more is no error, which is
	 * what Reactor would log it as.
	 */
	private static final ContextView DROPPED_ERRORS = Context.of("reactor.onErrorDropped.local",
			(Consumer<Throwable>) (ex) -> logger.debug("An attempt that nobody waits for has failed", ex));

	private final SocialPlusClientSettings settings;

	private final Clock clock;

	private final Function<SocialPlusTls, HttpTransport> factory;

	private final CertificateExpiryLog expiryLog;

	private final Mono<HttpTransport> starting;

	private volatile SocialPlusTls tls = SocialPlusTls.defaults();

	/**
	 * What is built, so that a change of TLS reaches it.
	 */
	private volatile @Nullable SwappableTransport built;

	/**
	 * What calls go through, once it is ready for them.
	 */
	private volatile @Nullable HttpTransport ready;

	private volatile boolean closed;

	ClientTransport(SocialPlusClientSettings settings, Clock clock, Function<SocialPlusTls, HttpTransport> factory) {
		this.settings = settings;
		this.clock = clock;
		this.factory = factory;
		this.expiryLog = new CertificateExpiryLog(clock);
		this.starting = Mono.fromSupplier(this::start)
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
		HttpTransport transport = new RetryingTransport(created, this.settings.attemptTimeout(),
				(bound) -> ThreadLocalRandom.current().nextLong(bound));
		this.ready = transport;
		return transport;
	}

	/**
	 * Use another client certificate or trust from now on. What the handshakes need is
	 * built on the calling thread, and no call waits for it.
	 * @param tls what the handshakes use
	 */
	void setTls(SocialPlusTls tls) {
		this.tls = tls;
		this.expiryLog.reset();
		this.expiryLog.check(tls);
		SwappableTransport built = this.built;
		if (built != null) {
			swap(built, tls);
		}
	}

	// Of two at once, the one that was set last counts, whichever is built first.
	private void swap(SwappableTransport transport, SocialPlusTls tls) {
		transport.swap(this.factory.apply(tls), () -> this.tls == tls);
	}

	/**
	 * Check that a handshake can succeed.
	 * @throws plus.social.spring.token.SocialPlusException if the client certificate is
	 * not valid now
	 */
	void checkClientCertificate() {
		SocialPlusTls current = this.tls;
		this.expiryLog.check(current);
		current.checkClientCertificate(this.clock.instant());
	}

	Mono<Void> warmUp() {
		return this.starting.then();
	}

	/**
	 * Return the transport once it is ready for calls. The deadline of a call has not
	 * begun then.
	 * @return the transport, or an exception with a reason if it cannot be started, or
	 * not within the time of a call
	 */
	Mono<HttpTransport> whenReady() {
		HttpTransport ready = this.ready;
		return (ready != null) ? Mono.just(ready)
				: this.starting.timeout(this.settings.callTimeout())
					.onErrorMap(TimeoutException.class,
							(ex) -> new SocialPlusException(Reason.TIMEOUT,
									"The client for Social Plus is still being started", ex))
					.onErrorMap((ex) -> !(ex instanceof SocialPlusException),
							(ex) -> new SocialPlusException(Reason.CONNECTION_FAILED,
									"The client for Social Plus could not be started", ex))
					.contextWrite(DROPPED_ERRORS);
	}

	/**
	 * Make a call by the deadline, which begins when the transport is ready.
	 * @param exchange sends it and reads its answer
	 * @param <T> the type of what is read
	 * @return what is read, or an exception with a reason
	 */
	<T> Mono<T> call(Function<HttpTransport, Mono<T>> exchange) {
		return whenReady().flatMap((transport) -> byDeadline(exchange.apply(transport)));
	}

	/**
	 * Bound an exchange by the deadline of a call.
	 * @param exchange the exchange
	 * @param <T> the type of what is read
	 * @return what is read, or an exception with a reason
	 */
	<T> Mono<T> byDeadline(Mono<T> exchange) {
		return exchange.timeout(this.settings.callTimeout())
			.onErrorMap(TransportFailure::translate)
			.contextWrite(DROPPED_ERRORS);
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
