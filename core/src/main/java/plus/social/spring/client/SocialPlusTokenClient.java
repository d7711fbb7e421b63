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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.util.Assert;

/**
 * The client that mints auth tokens: {@code POST /api/v4/authentication/token} with the
 * server key.
 * <p>
 * Creating one opens no connection and loads nothing of Netty: that happens at the first
 * call, or before it by {@link #warmUp()}, and never on a caller's thread.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenClient implements ReactiveSocialPlusTokenService, AutoCloseable {

	private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

	private final SocialPlusBaseUrl baseUrl;

	private final Supplier<@Nullable ServerKey> serverKey;

	private final SocialPlusClientSettings settings;

	private final Clock clock;

	private final AtomicBoolean started = new AtomicBoolean();

	private final Mono<HttpTransport> transport;

	/**
	 * Create a client.
	 * @param baseUrl where Social Plus is called
	 * @param serverKey gives the current server key, or {@code null} while there is none;
	 * asked for every call
	 * @param settings deadlines, pool and lifetime
	 * @param clock the clock that tokens' lives are counted on
	 */
	public SocialPlusTokenClient(SocialPlusBaseUrl baseUrl, Supplier<@Nullable ServerKey> serverKey,
			SocialPlusClientSettings settings, Clock clock) {
		this(baseUrl, serverKey, settings, clock, () -> new ReactorNettyTransport(settings));
	}

	SocialPlusTokenClient(SocialPlusBaseUrl baseUrl, Supplier<@Nullable ServerKey> serverKey,
			SocialPlusClientSettings settings, Clock clock, Supplier<HttpTransport> transportFactory) {
		Assert.notNull(baseUrl, "'baseUrl' must not be null");
		Assert.notNull(serverKey, "'serverKey' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		Assert.notNull(clock, "'clock' must not be null");
		this.baseUrl = baseUrl;
		this.serverKey = serverKey;
		this.settings = settings;
		this.clock = clock;
		this.transport = Mono.fromSupplier(() -> start(transportFactory))
			.subscribeOn(Schedulers.boundedElastic())
			.cache((transport) -> FOREVER, (failure) -> Duration.ZERO, () -> Duration.ZERO);
	}

	private HttpTransport start(Supplier<HttpTransport> transportFactory) {
		HttpTransport created = transportFactory.get();
		this.started.set(true);
		created.warmUp();
		return created;
	}

	/**
	 * Load and start what the first call needs, in the background. Makes no connection to
	 * Social Plus.
	 * @return completes when a call would find everything ready
	 */
	public Mono<Void> warmUp() {
		return this.transport.then();
	}

	@Override
	public Mono<SocialPlusAuthToken> issueToken(SocialPlusUser user) {
		return Mono.defer(() -> {
			Instant requestedAt = this.clock.instant();
			HttpCall call = AuthTokenRequest.of(this.baseUrl, currentServerKey(), user);
			return this.transport.flatMap((transport) -> attempt(transport, call))
				.map(AuthTokenResponse::readToken)
				.timeout(this.settings.callTimeout())
				.map((token) -> new SocialPlusAuthToken(user.getId(), token,
						requestedAt.plus(this.settings.tokenTimeToLive())))
				.onErrorMap(TransportFailure::translate);
		});
	}

	private Mono<HttpAnswer> attempt(HttpTransport transport, HttpCall call) {
		return transport.send(call).timeout(this.settings.attemptTimeout());
	}

	private ServerKey currentServerKey() {
		ServerKey key = this.serverKey.get();
		if (key == null) {
			throw new SocialPlusException(Reason.SERVER_KEY_MISSING,
					"No server key is configured: generate one in the Social Plus Console, Settings > Integrations");
		}
		return key;
	}

	/**
	 * Close the connections to Social Plus and stop the threads that serve them.
	 */
	@Override
	public void close() {
		if (this.started.get()) {
			this.transport.subscribe(HttpTransport::close);
		}
	}

}
