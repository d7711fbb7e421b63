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

package plus.social.spring.boot.autoconfigure.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusClientStatus;
import plus.social.spring.client.SocialPlusClientStatus.CircuitState;
import plus.social.spring.client.SocialPlusClientStatus.Problem;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.event.SocialPlusTokenEventPublisher;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.session.LoginSkip;
import plus.social.spring.session.SessionTokenCounts;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.visitor.VisitorSigner;

import org.springframework.beans.factory.ObjectProvider;

/**
 * {@link MeterBinder} for Social Plus. All meters read numbers that exist anyway, when
 * the registry asks for them, so that no registry can fail or delay a login. Their number
 * does not depend on users.
 */
final class SocialPlusMetrics implements MeterBinder {

	private static final String PREFIX = "socialplus.";

	private static final String RESULT = "result";

	private static final String NONE = "none";

	private static final List<Reason> PROBLEMS = List.of(Reason.SERVER_KEY_MISSING, Reason.SERVER_KEY_REFUSED,
			Reason.SECURE_MODE_OFF, Reason.CLIENT_CERTIFICATE_INVALID);

	private final ObjectProvider<SocialPlusTokenClient> client;

	private final ObjectProvider<SessionTokens> sessionTokens;

	private final ObjectProvider<VisitorSigner> visitorSigner;

	private final ObjectProvider<LogoutRevoker> logoutRevoker;

	private final ObjectProvider<SocialPlusTokenEventPublisher> eventPublisher;

	private final Clock clock;

	SocialPlusMetrics(ObjectProvider<SocialPlusTokenClient> client, ObjectProvider<SessionTokens> sessionTokens,
			ObjectProvider<VisitorSigner> visitorSigner, ObjectProvider<LogoutRevoker> logoutRevoker,
			ObjectProvider<SocialPlusTokenEventPublisher> eventPublisher, Clock clock) {
		this.client = client;
		this.sessionTokens = sessionTokens;
		this.visitorSigner = visitorSigner;
		this.logoutRevoker = logoutRevoker;
		this.eventPublisher = eventPublisher;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.client.ifUnique((client) -> bindClient(registry, client));
		this.sessionTokens.ifUnique((tokens) -> bindSessions(registry, tokens));
		this.visitorSigner.ifUnique((signer) -> {
			String description = "Logins of anonymous visitors";
			count(registry, "visitors", description, "signed", signer, VisitorSigner::getSignedCount);
			count(registry, "visitors", description, "limited", signer, VisitorSigner::getLimitedCount);
		});
		this.logoutRevoker.ifUnique((revoker) -> {
			String description = "Revocations after a logout";
			count(registry, "revocations", description, "revoked", revoker, LogoutRevoker::getRevokedCount);
			count(registry, "revocations", description, "failed", revoker, LogoutRevoker::getFailedCount);
		});
		this.eventPublisher.ifUnique((publisher) -> FunctionCounter
			.builder(PREFIX + "events.dropped", publisher, SocialPlusTokenEventPublisher::getDroppedCount)
			.description("Events about tokens that no listener has received, as listeners are too slow")
			.register(registry));
	}

	private void bindClient(MeterRegistry registry, SocialPlusTokenClient client) {
		Gauge.builder(PREFIX + "circuit.open", client, (source) -> isCircuitOpen(source.getStatus()))
			.description("Whether no calls are made because Social Plus is down")
			.register(registry);
		TimeGauge
			.builder(PREFIX + "failing.time", client, TimeUnit.SECONDS,
					(source) -> secondsSince(source.getStatus().failingSince()))
			.description("Time since calls began to fail, 0 if the last one has succeeded")
			.register(registry);
		TimeGauge
			.builder(PREFIX + "server.key.age", client, TimeUnit.SECONDS, (source) -> findKeyAge(source.getStatus()))
			.description("Age of the current server key, if its provider knows it")
			.register(registry);
		TimeGauge
			.builder(PREFIX + "server.key.expiry", client, TimeUnit.SECONDS,
					(source) -> findKeyTimeLeft(source.getStatus()))
			.description("Time until the current server key expires, negative afterwards, if its provider knows it")
			.register(registry);
		for (Reason reason : PROBLEMS) {
			Gauge.builder(PREFIX + "problem", client, (source) -> hasProblem(source.getStatus(), reason))
				.tag("reason", reason.name().toLowerCase(Locale.ROOT))
				.description("Whether an operator has to fix something")
				.register(registry);
		}
	}

	private static void bindSessions(MeterRegistry registry, SessionTokens tokens) {
		countTokens(registry, tokens, "attached", NONE, SessionTokenCounts::getAttached);
		countTokens(registry, tokens, "late", NONE, SessionTokenCounts::getLate);
		countTokens(registry, tokens, "pending", NONE, SessionTokenCounts::getPending);
		countTokens(registry, tokens, "failed", NONE, SessionTokenCounts::getFailed);
		for (LoginSkip skip : LoginSkip.values()) {
			countTokens(registry, tokens, "skipped", skip.name().toLowerCase(Locale.ROOT),
					(counts) -> counts.getSkipped(skip));
		}
		FunctionCounter.builder(PREFIX + "renewals", tokens, (source) -> source.getFetchStatus().renewals())
			.description("Requests for a new token, however fresh the session's is")
			.register(registry);
		Gauge.builder(PREFIX + "fetches.queued", tokens, (source) -> source.getFetchStatus().queued())
			.description("Tokens that wait for their turn")
			.register(registry);
		Gauge.builder(PREFIX + "fetches.active", tokens, (source) -> source.getFetchStatus().underWay())
			.description("Calls in progress")
			.register(registry);
		Gauge.builder(PREFIX + "fetches.late", tokens, (source) -> source.getFetchStatus().inTime() ? 0 : 1)
			.description("Whether logins do not wait because tokens take too long")
			.register(registry);
	}

	private static void countTokens(MeterRegistry registry, SessionTokens tokens, String result, String reason,
			ToDoubleFunction<SessionTokenCounts> number) {
		FunctionCounter.builder(PREFIX + "session.tokens", tokens, (source) -> number.applyAsDouble(source.getCounts()))
			.tag(RESULT, result)
			.tag("reason", reason)
			.description("Tokens for the sessions of logins, and why there are none")
			.register(registry);
	}

	private static <T> void count(MeterRegistry registry, String name, String description, String result, T source,
			ToDoubleFunction<T> number) {
		FunctionCounter.builder(PREFIX + name, source, number)
			.tag(RESULT, result)
			.description(description)
			.register(registry);
	}

	private static double isCircuitOpen(SocialPlusClientStatus status) {
		return (status.circuit() != CircuitState.CLOSED) ? 1 : 0;
	}

	private static double hasProblem(SocialPlusClientStatus status, Reason reason) {
		Problem problem = status.problem();
		return (problem != null && problem.reason() == reason) ? 1 : 0;
	}

	private double findKeyAge(SocialPlusClientStatus status) {
		Instant createdAt = status.serverKeys().isEmpty() ? null : status.serverKeys().get(0).createdAt();
		return (createdAt != null) ? secondsSince(createdAt) : Double.NaN;
	}

	private double findKeyTimeLeft(SocialPlusClientStatus status) {
		Instant expiresAt = status.serverKeys().isEmpty() ? null : status.serverKeys().get(0).expiresAt();
		return (expiresAt != null) ? Duration.between(this.clock.instant(), expiresAt).toMillis() / 1e3 : Double.NaN;
	}

	private double secondsSince(@Nullable Instant instant) {
		return (instant != null) ? Math.max(0, Duration.between(instant, this.clock.instant()).toMillis() / 1e3) : 0;
	}

}
