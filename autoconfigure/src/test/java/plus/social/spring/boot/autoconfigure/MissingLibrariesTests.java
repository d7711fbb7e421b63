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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.testsupport.RawServer;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for all auto-configurations of the starter without a library that operators use:
 * nothing is missing but what needs the library.
 */
class MissingLibrariesTests {

	private static final String OURS = "plus.social.spring.";

	private final RawServer socialPlus = RawServer.answering(RawServer.response(200, "text/plain", "t0ken"));

	@AfterEach
	void close() throws IOException {
		this.socialPlus.close();
	}

	@ParameterizedTest
	@EnumSource
	void onlyWhatNeedsALibraryIsMissingInAServletApplication(Library library) {
		assertOnlyMissing(new WebApplicationContextRunner(), library);
	}

	@ParameterizedTest
	@EnumSource
	void onlyWhatNeedsALibraryIsMissingInAReactiveApplication(Library library) {
		assertOnlyMissing(new ReactiveWebApplicationContextRunner(), library);
	}

	private <R extends AbstractApplicationContextRunner<R, ?, ?>> void assertOnlyMissing(R runner, Library library) {
		Set<String> expected = new TreeSet<>();
		configure(runner, Library.NONE).run((context) -> expected.addAll(findOurs(context)));
		assertThat(expected).as("with every library").hasSizeGreaterThan(10).containsAll(Library.ALL.missing);
		expected.removeAll(library.missing);
		configure(runner, library).withClassLoader(new FilteredClassLoader(library.packages)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(findOurs(context)).containsExactlyElementsOf(expected);
			assertThat(context.getBean(SocialPlusTokenService.class)
				.issueToken(SocialPlusUser.of("alice"))
				.getTokenValue()).isEqualTo("t0ken");
		});
	}

	private <R extends AbstractApplicationContextRunner<R, ?, ?>> R configure(R runner, Library library) {
		return runner.withConfiguration(AutoConfigurations.of(findAutoConfigurations()))
			.withUserConfiguration(library.configurations)
			.withPropertyValues("socialplus.server-key=k3y", "socialplus.base-url=" + this.socialPlus.getUrl(),
					"socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
					"socialplus.http.call-timeout=1m", "socialplus.logout.revoke=true", "socialplus.admin-token=admin",
					"socialplus.visitor.secret=visitor-0123456789", "management.endpoints.web.exposure.include=*",
					"management.info.socialplus.enabled=true");
	}

	private static Class<?>[] findAutoConfigurations() {
		ClassLoader classLoader = MissingLibrariesTests.class.getClassLoader();
		return StreamSupport.stream(ImportCandidates.load(AutoConfiguration.class, classLoader).spliterator(), false)
			.filter((name) -> name.startsWith(OURS))
			.map((name) -> ClassUtils.resolveClassName(name, classLoader))
			.toArray(Class<?>[]::new);
	}

	// Auto-configurations have the names of their classes.
	private static Set<String> findOurs(ApplicationContext context) {
		return Stream.of(context.getBeanDefinitionNames()).filter((name) -> !name.contains(OURS)).filter((name) -> {
			Class<?> type = context.getType(name, false);
			return type != null && type.getName().startsWith(OURS) && !type.getName().contains("Tests");
		}).collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * A library, the configurations that remain without it, and our beans that need it.
	 */
	enum Library {

		NONE(List.of(), List.of(Audit.class, Metrics.class, Observations.class)),

		ACTUATOR(List.of("org.springframework.boot.actuate"), List.of(Metrics.class, Observations.class),
				"socialPlusActuatorEndpoint", "socialPlusAuditListener", "socialPlusInfoContributor",
				"socialPlusSanitizingFunction"),

		AUDIT(List.of("org.springframework.boot.actuate.audit"), List.of(Metrics.class, Observations.class),
				"socialPlusAuditListener"),

		HEALTH(List.of("org.springframework.boot.health"), List.of(Audit.class, Metrics.class, Observations.class),
				"socialplusHealthIndicator"),

		METRICS(List.of("io.micrometer.core", "io.micrometer.prometheusmetrics"),
				List.of(Audit.class, Observations.class), "socialPlusMetrics", "socialPlusAdminTokenMetrics"),

		TRACING(List.of("io.micrometer.tracing", "brave", "io.opentelemetry"),
				List.of(Audit.class, Metrics.class, Observations.class)),

		OBSERVATION(List.of("org.springframework.boot.micrometer"), List.of(Audit.class, Metrics.class)),

		ALL(Stream.of(ACTUATOR, HEALTH, METRICS, TRACING, OBSERVATION)
			.flatMap((library) -> Arrays.stream(library.packages))
			.toList(), List.of(),
				Stream.of(ACTUATOR, HEALTH, METRICS)
					.flatMap((library) -> library.missing.stream())
					.toArray(String[]::new));

		private final String[] packages;

		private final Class<?>[] configurations;

		private final Set<String> missing;

		Library(List<String> packages, List<Class<?>> configurations, String... missing) {
			this.packages = packages.toArray(String[]::new);
			this.configurations = configurations.toArray(Class<?>[]::new);
			this.missing = new TreeSet<>(Arrays.asList(missing));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Audit {

		@Bean
		AuditEventRepository auditEventRepository() {
			return new InMemoryAuditEventRepository();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Metrics {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Observations {

		@Bean
		ObservationRegistry observationRegistry() {
			return ObservationRegistry.create();
		}

	}

}
