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

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import plus.social.spring.client.CallAdmission.AdmittedCall;
import plus.social.spring.client.SocialPlusClientStatus.Key;
import plus.social.spring.client.SocialPlusClientStatus.Problem;
import plus.social.spring.client.SocialPlusVerification.Step;
import plus.social.spring.observation.SocialPlusTokenObservationContext;
import plus.social.spring.observation.SocialPlusTokenObservationConvention;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

import org.springframework.util.Assert;

/**
 * Client that issues auth tokens: {@code POST /api/v4/authentication/token} with the
 * server key.
 * <p>
 * Creating a client opens no connection and loads nothing of Netty: that happens with the
 * first call, or before it with {@link #warmUp()}, and never on a caller's thread.
 * <p>
 * Not every request for a token makes a call. None is made for a user whom Social Plus
 * refuses or limits, for the time it requests or a minute, nor for up to 30 seconds for a
 * user whose calls fail while others succeed. While it refuses every server key or its
 * secure mode is off, there is one call in 30 seconds; while it is down, one in two
 * seconds. All others fail immediately with the last failure.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenClient implements ReactiveSocialPlusTokenService, AutoCloseable {

	private final SocialPlusBaseUrl baseUrl;

	private final URI tokenUrl;

	private final ServerKeyRing serverKeys;

	private final SocialPlusClientSettings settings;

	private final Clock clock;

	private final ClientTransport transport;

	private final CallOutcomes outcomes;

	private volatile ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

	private volatile @Nullable SocialPlusTokenObservationConvention observationConvention;

	private volatile boolean tracePropagated;

	private volatile CallAdmission admission;

	/**
	 * Create a client.
	 * @param baseUrl the base URL
	 * @param serverKeys the provider of the server keys
	 * @param settings timeouts, connections, the lifetime of tokens and the proxy
	 * @param clock the clock for lifetimes and back-offs
	 */
	public SocialPlusTokenClient(SocialPlusBaseUrl baseUrl, SocialPlusServerKeyProvider serverKeys,
			SocialPlusClientSettings settings, Clock clock) {
		this(baseUrl, serverKeys, settings, clock, (tls) -> new ReactorNettyTransport(settings, tls));
	}

	SocialPlusTokenClient(SocialPlusBaseUrl baseUrl, SocialPlusServerKeyProvider serverKeys,
			SocialPlusClientSettings settings, Clock clock, Function<SocialPlusTls, HttpTransport> transportFactory) {
		Assert.notNull(baseUrl, "'baseUrl' must not be null");
		Assert.notNull(serverKeys, "'serverKeys' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		Assert.notNull(clock, "'clock' must not be null");
		this.baseUrl = baseUrl;
		this.tokenUrl = baseUrl.resolve(AuthTokenRequest.PATH);
		this.serverKeys = new ServerKeyRing(serverKeys, clock);
		this.settings = settings;
		this.clock = clock;
		this.transport = new ClientTransport(settings, clock, transportFactory, this::createCircuitBreaker);
		this.outcomes = new CallOutcomes(clock);
		this.admission = new CallAdmission(clock);
	}

	// Otherwise the first call would load its classes.
	private void createCircuitBreaker() {
		this.admission.getCircuitState();
	}

	/**
	 * Use other TLS settings, such as a new client certificate, from now on. They apply
	 * to new connections, while calls in progress finish on the old ones, which are
	 * closed after the last of them. The TLS context is built on the calling thread; no
	 * call waits for it.
	 * @param tls the TLS settings
	 */
	public void setTls(SocialPlusTls tls) {
		Assert.notNull(tls, "'tls' must not be null");
		this.transport.setTls(tls);
	}

	/**
	 * Set the registry for observations of requests for tokens. By default, nothing is
	 * observed.
	 * @param observationRegistry the registry
	 */
	public void setObservationRegistry(ObservationRegistry observationRegistry) {
		Assert.notNull(observationRegistry, "'observationRegistry' must not be null");
		this.observationRegistry = observationRegistry;
	}

	/**
	 * Set the convention for observations.
	 * @param observationConvention the convention, or {@code null} for the default
	 */
	public void setObservationConvention(@Nullable SocialPlusTokenObservationConvention observationConvention) {
		this.observationConvention = observationConvention;
	}

	/**
	 * Set whether calls have a {@code traceparent} header, so that Social Plus learns the
	 * ids of traces. By default, they have none.
	 * @param tracePropagated whether to send the header, if there is a trace
	 */
	public void setTracePropagated(boolean tracePropagated) {
		this.tracePropagated = tracePropagated;
	}

	/**
	 * Forget the outcomes of earlier calls: that Social Plus is down, refuses keys or
	 * limits users. For tests, and for operators who know better.
	 */
	public void reset() {
		this.admission = new CallAdmission(this.clock);
	}

	/**
	 * Return what the client knows from the calls it has made. Makes no call and does not
	 * block.
	 * @return a snapshot without secrets
	 */
	public SocialPlusClientStatus getStatus() {
		Problem problem = findProblem();
		boolean refused = problem != null && problem.reason() == Reason.SERVER_KEY_REFUSED;
		return new SocialPlusClientStatus(this.baseUrl.toUri(), this.admission.getCircuitState(), problem,
				this.outcomes.getLastSuccess(), this.outcomes.getFailingSince(), this.outcomes.getLastFailure(),
				this.outcomes.getLastUserFailure(), this.outcomes.getCalls(), this.serverKeys.describe(refused),
				this.transport.getTls().describeClientCertificates());
	}

	/**
	 * Request one token for a test user to find out whether tokens can be issued. The
	 * call is made even if calls for users are short-circuited. If it succeeds, these are
	 * made again at once. The token is discarded.
	 * @param user the test user
	 * @return how far the request got; never fails
	 */
	public Mono<SocialPlusVerification> verify(SocialPlusUser user) {
		Assert.notNull(user, "'user' must not be null");
		return Mono.defer(() -> {
			this.transport.checkClientCertificate();
			List<ServerKey> keys = this.serverKeys.getKeys();
			return this.transport
				.call((transport) -> requestToken(transport, user, keys.get(0), false, CallObservation.NONE));
		})
			.doOnNext((token) -> verified())
			.map((token) -> VerificationSteps.of(null, this::describe))
			.onErrorResume((failure) -> Mono
				.fromSupplier(() -> VerificationSteps.of(TransportFailure.translate(failure), this::describe)));
	}

	private void verified() {
		reset();
		this.outcomes.succeeded();
	}

	private @Nullable String describe(Step step) {
		return switch (step) {
			case RESOLVED -> this.baseUrl.toUri().getHost();
			case SECURED -> describeTls();
			case KEY_ACCEPTED -> this.serverKeys.describe(false)
				.stream()
				.filter(Key::accepted)
				.findFirst()
				.map((key) -> key.role().name().toLowerCase(Locale.ROOT) + " key " + key.fingerprint())
				.orElse(null);
			default -> null;
		};
	}

	private String describeTls() {
		if (!"https".equalsIgnoreCase(this.baseUrl.toUri().getScheme())) {
			return "not used";
		}
		return this.transport.getTls()
			.describeClientCertificates()
			.stream()
			.findFirst()
			.map((certificate) -> "client certificate " + certificate.subject() + ", serial number "
					+ certificate.serialNumber() + ", expires at " + certificate.expiresAt())
			.orElse("no client certificate");
	}

	private @Nullable Problem findProblem() {
		try {
			this.transport.getTls().checkClientCertificate(this.clock.instant());
			SocialPlusException refusal = this.admission.findRefusal(this.serverKeys.getKeys());
			return (refusal != null) ? Problem.of(refusal) : null;
		}
		catch (SocialPlusException ex) {
			return Problem.of(ex);
		}
	}

	SocialPlusBaseUrl getBaseUrl() {
		return this.baseUrl;
	}

	ClientTransport getTransport() {
		return this.transport;
	}

	Clock getClock() {
		return this.clock;
	}

	/**
	 * Load and start everything that the first call needs, in the background. Opens no
	 * connection to Social Plus.
	 * @return completes when the client is ready for calls, or fails with the cause if it
	 * cannot be started
	 */
	@Override
	public Mono<Void> warmUp() {
		return this.transport.warmUp();
	}

	@Override
	public boolean isWarmUpRequired() {
		return !this.transport.isReady();
	}

	@Override
	public Mono<SocialPlusAuthToken> issueToken(SocialPlusUser user) {
		return Mono.deferContextual((caller) -> {
			ObservationRegistry registry = this.observationRegistry;
			return CallObservation.isNoop(registry) ? issueToken(user, CallObservation.NONE)
					: observe(user, registry, caller);
		});
	}

	private Mono<SocialPlusAuthToken> observe(SocialPlusUser user, ObservationRegistry registry, ContextView caller) {
		SocialPlusRegion region = SocialPlusRegion.find(this.baseUrl);
		CallObservation observation = new CallObservation(new SocialPlusTokenObservationContext(
				(region != null) ? region.name().toLowerCase(Locale.ROOT) : null, this.tracePropagated));
		observation.start(registry, this.observationConvention, caller);
		return Mono.defer(() -> issueToken(user, observation))
			.doOnSuccess((token) -> observation.succeeded())
			.doOnError(observation::failed)
			.doOnCancel(observation::cancelled);
	}

	private Mono<SocialPlusAuthToken> issueToken(SocialPlusUser user, CallObservation observation) {
		List<ServerKey> keys = prepare();
		return this.transport.whenReady().flatMap((transport) -> issueToken(transport, user, keys, observation));
	}

	private List<ServerKey> prepare() {
		try {
			this.transport.checkClientCertificate();
			return this.serverKeys.getKeys();
		}
		catch (SocialPlusException ex) {
			this.outcomes.failed(ex);
			throw ex;
		}
	}

	// A call that is not sent must not count, so it is admitted once the transport is
	// ready.
	private Mono<SocialPlusAuthToken> issueToken(HttpTransport transport, SocialPlusUser user, List<ServerKey> keys,
			CallObservation observation) {
		AdmittedCall call = admit(user, keys);
		Instant requestedAt = this.clock.instant();
		return this.transport.withTimeout(requestToken(transport, user, keys.get(0), call.isRetryable(), observation))
			.map((token) -> new SocialPlusAuthToken(user.getId(), token,
					requestedAt.plus(this.settings.tokenTimeToLive())))
			.doOnSuccess((token) -> succeeded(call))
			.onErrorMap(SocialPlusException.class, (failure) -> failed(call, failure))
			.doOnCancel(call::cancelled);
	}

	private AdmittedCall admit(SocialPlusUser user, List<ServerKey> keys) {
		try {
			return this.admission.admit(user, keys);
		}
		catch (SocialPlusException ex) {
			this.outcomes.shortCircuited();
			throw ex;
		}
	}

	private void succeeded(AdmittedCall call) {
		call.succeeded();
		this.outcomes.succeeded();
	}

	private SocialPlusException failed(AdmittedCall call, SocialPlusException failure) {
		SocialPlusException reported = call.failed(failure);
		this.outcomes.failed(reported);
		return reported;
	}

	private Mono<String> requestToken(HttpTransport transport, SocialPlusUser user, ServerKey key, boolean retryable,
			CallObservation observation) {
		return send(transport, user, key, retryable, observation).onErrorResume(SocialPlusTokenClient::isKeyRefused,
				(refused) -> findOther(key).switchIfEmpty(Mono.error(refused))
					.flatMap((other) -> send(transport, user, other, retryable, observation)));
	}

	private Mono<String> send(HttpTransport transport, SocialPlusUser user, ServerKey key, boolean retryable,
			CallObservation observation) {
		HttpRequest request = observation.observe(AuthTokenRequest.of(this.tokenUrl, key, user), this.serverKeys, key);
		return transport.send(retryable ? request : request.withoutRetry())
			.map((response) -> AuthTokenResponse.readToken(response, this.clock.instant()))
			.doOnNext((token) -> this.serverKeys.accepted(key));
	}

	private static boolean isKeyRefused(Throwable failure) {
		return failure instanceof SocialPlusException exception && exception.getReason() == Reason.SERVER_KEY_REFUSED;
	}

	// The provider may read a file or call a vault.
	private Mono<ServerKey> findOther(ServerKey refused) {
		return Mono.fromCallable(() -> this.serverKeys.findOther(refused)).subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Close the connections to Social Plus and stop their threads.
	 */
	@Override
	public void close() {
		this.transport.close();
	}

}
