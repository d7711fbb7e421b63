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

package plus.social.spring.boot.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plus.social.spring.observation.DefaultSocialPlusTokenObservationConvention;
import plus.social.spring.observation.SocialPlusTokenObservationConvention;
import plus.social.spring.testsupport.RawServer;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the observation of requests for tokens in an application.
 */
class TokenObservationTests {

	private static final String TRACE_PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private final RawServer socialPlus = RawServer
		.answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\nt0ken-canary");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SocialPlusAutoConfiguration.class, SocialPlusSessionAutoConfiguration.class))
		.withPropertyValues("socialplus.server-key=k3y-canary", "socialplus.base-url=" + this.socialPlus.getUrl(),
				"socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
				"socialplus.http.call-timeout=1m");

	@AfterEach
	void close() throws IOException {
		this.socialPlus.close();
	}

	@Test
	void metricsOfBootHaveATimer() {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, ObservationAutoConfiguration.class))
			.run((context) -> {
				issue(context);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.get("socialplus.token")
					.tags("outcome", "issued", "reason", "none", "key", "current", "attempts", "1", "region", "none")
					.timer()
					.count()).isOne();
				assertThat(registry.getMeters()).filteredOn((meter) -> meter.getId().getName().startsWith("socialplus"))
					.allSatisfy((meter) -> assertThat(meter.getId().toString()).doesNotContain("canary"));
			});
	}

	@Test
	void aPropertyOfBootDisablesIt() {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, ObservationAutoConfiguration.class))
			.withPropertyValues("management.observations.enable.socialplus=false")
			.run((context) -> {
				issue(context);
				assertThat(context.getBean(MeterRegistry.class).find("socialplus.token").timers()).isEmpty();
			});
	}

	@Test
	void aConventionOfTheApplicationIsUsed() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		this.runner.withBean(ObservationRegistry.class, () -> observing(registry))
			.withBean(SocialPlusTokenObservationConvention.class,
					() -> new DefaultSocialPlusTokenObservationConvention("chat.token"))
			.run((context) -> {
				issue(context);
				assertThat(registry.find("chat.token").timers()).hasSize(1);
			});
	}

	@Test
	void aRegistryThatFailsFailsNoCall() {
		SimpleMeterRegistry closed = new SimpleMeterRegistry();
		List<String> failures = new ArrayList<>();
		closed.config().onMeterAdded((meter) -> {
			failures.add(meter.getId().getName());
			throw new IllegalStateException("The registry is full");
		});
		this.runner.withBean(ObservationRegistry.class, () -> observing(closed)).run((context) -> {
			issue(context);
			assertThat(failures).isNotEmpty();
		});
	}

	@Test
	void aTraceGoesToSocialPlusOnlyIfAPropertySaysSo() {
		this.runner.withBean(ObservationRegistry.class, TokenObservationTests::tracing)
			.run((context) -> issue(context));
		assertThat(this.socialPlus.getRequests()).singleElement().asString().doesNotContainIgnoringCase("traceparent");
		this.runner.withPropertyValues("socialplus.http.propagate-trace=true")
			.withBean(ObservationRegistry.class, TokenObservationTests::tracing)
			.run((context) -> issue(context));
		assertThat(this.socialPlus.getRequests()).last()
			.asString()
			.containsOnlyOnce("traceparent: " + TRACE_PARENT + "\r\n")
			.doesNotContainIgnoringCase("baggage");
	}

	@Test
	void withoutATracingLibraryThereIsNoTrace() {
		this.runner.withPropertyValues("socialplus.http.propagate-trace=true")
			.withBean(ObservationRegistry.class, () -> observing(new SimpleMeterRegistry()))
			.withClassLoader(new FilteredClassLoader("io.micrometer.tracing", "org.springframework.boot.micrometer"))
			.run((context) -> issue(context));
		this.runner.withPropertyValues("socialplus.http.propagate-trace=true").run((context) -> issue(context));
		assertThat(this.socialPlus.getRequests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request).doesNotContainIgnoringCase("traceparent"));
	}

	// As Micrometer's PropagatingSenderTracingObservationHandler does.
	private static ObservationRegistry tracing() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<SenderContext<Object>>() {

			@Override
			public void onStart(SenderContext<Object> context) {
				context.getSetter().set(context.getCarrier(), "traceparent", TRACE_PARENT);
				context.getSetter().set(context.getCarrier(), "baggage", "user=canary");
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof SenderContext;
			}

		});
		return registry;
	}

	@Test
	void withoutARegistryNothingIsObserved() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(ObservationRegistry.class);
			issue(context);
		});
	}

	private static ObservationRegistry observing(MeterRegistry meters) {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		return registry;
	}

	private static void issue(ApplicationContext context) {
		assertThat(context.getBean(SocialPlusTokenService.class).issueToken(SocialPlusUser.of("user-canary")))
			.isNotNull();
	}

}
