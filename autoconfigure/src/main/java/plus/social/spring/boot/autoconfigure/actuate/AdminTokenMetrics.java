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
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusAccessTokenClient;
import plus.social.spring.client.SocialPlusAdminTokenStatus;

import org.springframework.beans.factory.ObjectProvider;

/**
 * {@link MeterBinder} for the admin token. Without one, there are no values.
 */
final class AdminTokenMetrics implements MeterBinder {

	private final ObjectProvider<SocialPlusAccessTokenClient> client;

	private final Clock clock;

	AdminTokenMetrics(ObjectProvider<SocialPlusAccessTokenClient> client, Clock clock) {
		this.client = client;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.client.ifUnique((client) -> {
			TimeGauge
				.builder("socialplus.admin.token.expiry", client, TimeUnit.SECONDS,
						(source) -> secondsLeft(source.getAdminTokenStatus()))
				.description("Time until the admin token expires, negative afterwards; NaN if unknown")
				.register(registry);
			Gauge
				.builder("socialplus.admin.token.problem", client, (source) -> hasProblem(source.getAdminTokenStatus()))
				.description("Whether an operator has to fix the admin token or its renewal")
				.register(registry);
		});
	}

	private double secondsLeft(@Nullable SocialPlusAdminTokenStatus status) {
		Instant expiresAt = (status != null) ? status.expiresAt() : null;
		return (expiresAt != null) ? Duration.between(this.clock.instant(), expiresAt).toMillis() / 1e3 : Double.NaN;
	}

	private static double hasProblem(@Nullable SocialPlusAdminTokenStatus status) {
		return (status != null && status.problem() != null) ? 1 : 0;
	}

}
