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
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The transport that every call of an application goes through. It is started by the
 * first of them, or before it, and never on a caller's thread.
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

	private final Mono<HttpTransport> transport;

	private SocialPlusTls tls = SocialPlusTls.defaults();

	private @Nullable SwappableTransport started;

	ClientTransport(SocialPlusClientSettings settings, Clock clock, Function<SocialPlusTls, HttpTransport> factory) {
		this.settings = settings;
		this.clock = clock;
		this.factory = factory;
		this.expiryLog = new CertificateExpiryLog(clock);
		this.transport = Mono.fromSupplier(this::start)
			.subscribeOn(Schedulers.boundedElastic())
			.cache((transport) -> FOREVER, (failure) -> Duration.ZERO, () -> Duration.ZERO);
	}

	private HttpTransport start() {
		SwappableTransport created;
		synchronized (this) {
			created = new SwappableTransport(this.factory.apply(this.tls));
			this.started = created;
		}
		created.warmUp();
		return new RetryingTransport(created, this.settings.attemptTimeout(),
				(bound) -> ThreadLocalRandom.current().nextLong(bound));
	}

	synchronized void setTls(SocialPlusTls tls) {
		if (this.started != null) {
			this.started.swap(this.factory.apply(tls));
		}
		this.tls = tls;
		this.expiryLog.reset();
		this.expiryLog.check(tls);
	}

	private synchronized SocialPlusTls getTls() {
		return this.tls;
	}

	/**
	 * Check that a handshake can succeed.
	 * @throws plus.social.spring.token.SocialPlusException if the client certificate is
	 * not valid now
	 */
	void checkClientCertificate() {
		SocialPlusTls current = getTls();
		this.expiryLog.check(current);
		current.checkClientCertificate(this.clock.instant());
	}

	Mono<Void> warmUp() {
		return this.transport.then();
	}

	/**
	 * Make a call by the deadline.
	 * @param exchange sends it and reads its answer
	 * @param <T> the type of what is read
	 * @return what is read, or an exception with a reason
	 */
	<T> Mono<T> call(Function<HttpTransport, Mono<T>> exchange) {
		return this.transport.flatMap(exchange)
			.timeout(this.settings.callTimeout())
			.onErrorMap(TransportFailure::translate)
			.contextWrite(DROPPED_ERRORS);
	}

	@Override
	public synchronized void close() {
		if (this.started != null) {
			this.started.close();
		}
	}

}
