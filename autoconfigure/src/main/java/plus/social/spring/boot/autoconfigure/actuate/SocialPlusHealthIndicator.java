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
import java.util.Comparator;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusAccessTokenClient;
import plus.social.spring.client.SocialPlusAdminTokenStatus;
import plus.social.spring.client.SocialPlusClientStatus;
import plus.social.spring.client.SocialPlusClientStatus.CircuitState;
import plus.social.spring.client.SocialPlusClientStatus.ClientCertificate;
import plus.social.spring.client.SocialPlusClientStatus.Failure;
import plus.social.spring.client.SocialPlusClientStatus.Problem;
import plus.social.spring.client.SocialPlusTokenClient;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} for Social Plus. It reports what calls of users have shown and
 * makes no call itself. The status is {@code DOWN} only if an operator has to fix
 * something. In an outage it is {@code UP} with the reason as a detail, since logins
 * continue and the application recovers by itself, unless a property says that it is
 * {@code OUT_OF_SERVICE}.
 */
final class SocialPlusHealthIndicator implements HealthIndicator {

	/**
	 * How long after the last call the application is out of service.
	 */
	static final Duration OUTAGE_REMEMBERED = Duration.ofMinutes(1);

	private final SocialPlusTokenClient client;

	private final Supplier<@Nullable SocialPlusAccessTokenClient> accessTokenClient;

	private final boolean outOfServiceOnOutage;

	private final Clock clock;

	SocialPlusHealthIndicator(SocialPlusTokenClient client,
			Supplier<@Nullable SocialPlusAccessTokenClient> accessTokenClient, boolean outOfServiceOnOutage,
			Clock clock) {
		this.client = client;
		this.accessTokenClient = accessTokenClient;
		this.outOfServiceOnOutage = outOfServiceOnOutage;
		this.clock = clock;
	}

	@Override
	public Health health() {
		SocialPlusClientStatus status = this.client.getStatus();
		Problem problem = status.problem();
		Failure failure = (status.failingSince() != null) ? status.lastFailure() : null;
		Health.Builder health = new Health.Builder(findStatus(status, failure));
		if (problem != null) {
			health.withDetail("reason", problem.reason()).withDetail("message", problem.message());
		}
		else if (failure != null) {
			health.withDetail("reason", failure.reason()).withDetail("message", failure.message());
		}
		health.withDetail("circuit", status.circuit());
		addIfPresent(health, "failingSince", status.failingSince());
		addIfPresent(health, "lastSuccess", status.lastSuccess());
		addIfPresent(health, "serverKeyExpiresAt", findKeyExpiry(status));
		addIfPresent(health, "clientCertificateExpiresAt", findExpiry(status));
		addAdminToken(health);
		return health.build();
	}

	// The status remains UP: tokens are issued without an admin token.
	private void addAdminToken(Health.Builder health) {
		SocialPlusAccessTokenClient client = this.accessTokenClient.get();
		SocialPlusAdminTokenStatus status = (client != null) ? client.getAdminTokenStatus() : null;
		if (status != null) {
			addIfPresent(health, "adminTokenExpiresAt", status.expiresAt());
			addIfPresent(health, "adminTokenProblem", status.problem());
		}
	}

	private Status findStatus(SocialPlusClientStatus status, @Nullable Failure failure) {
		if (status.problem() != null) {
			return Status.DOWN;
		}
		return (this.outOfServiceOnOutage && failure != null && isOutage(status, failure)) ? Status.OUT_OF_SERVICE
				: Status.UP;
	}

	// The circuit opens only if several users fail. Without calls, nothing shows the end
	// of an outage, and a load balancer that sees no health sends none.
	private boolean isOutage(SocialPlusClientStatus status, Failure failure) {
		return status.circuit() != CircuitState.CLOSED
				&& this.clock.instant().isBefore(failure.at().plus(OUTAGE_REMEMBERED));
	}

	private static @Nullable Instant findKeyExpiry(SocialPlusClientStatus status) {
		return status.serverKeys().isEmpty() ? null : status.serverKeys().get(0).expiresAt();
	}

	private static @Nullable Instant findExpiry(SocialPlusClientStatus status) {
		return status.clientCertificates()
			.stream()
			.map(ClientCertificate::expiresAt)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	private static void addIfPresent(Health.Builder health, String name, @Nullable Object value) {
		if (value != null) {
			health.withDetail(name, value);
		}
	}

}
