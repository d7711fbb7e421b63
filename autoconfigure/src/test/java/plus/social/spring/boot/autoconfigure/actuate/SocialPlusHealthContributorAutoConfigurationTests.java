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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import plus.social.spring.boot.autoconfigure.SocialPlusAutoConfiguration;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusClientStatus.CircuitState;
import plus.social.spring.client.SocialPlusServerKeyProvider;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.testsupport.RawServer;
import plus.social.spring.testsupport.TestCertificates;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusHealthContributorAutoConfiguration}.
 */
class SocialPlusHealthContributorAutoConfigurationTests {

	private static final String SECRET = "s3cret-canary-of-the-test";

	private final RawServer socialPlus = RawServer.answering(RawServer.response(200, "text/plain", "t0ken-canary"));

	@AfterEach
	void close() throws IOException {
		this.socialPlus.close();
	}

	private ApplicationContextRunner runner() {
		return configure(new ApplicationContextRunner(), this.socialPlus.getUrl());
	}

	private static <R extends AbstractApplicationContextRunner<R, ?, ?>> R configure(R runner, String url) {
		return runner
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, SocialPlusAutoConfiguration.class,
					SocialPlusHealthContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
					AvailabilityProbesAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class))
			.withPropertyValues("socialplus.server-key=" + SECRET, "socialplus.base-url=" + url,
					"socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
					"socialplus.http.call-timeout=1m", "management.endpoint.health.probes.enabled=true",
					"management.endpoint.health.show-details=always");
	}

	static Stream<AbstractApplicationContextRunner<?, ?, ?>> runners() {
		return Stream.of(new ApplicationContextRunner(), new WebApplicationContextRunner(),
				new ReactiveWebApplicationContextRunner());
	}

	@ParameterizedTest
	@MethodSource("runners")
	void everyStackHasTheHealth(AbstractApplicationContextRunner<?, ?, ?> runner) {
		configureAny(runner).run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			context.getBeansOfType(ReactiveHealthEndpointWebExtension.class)
				.values()
				.forEach((endpoint) -> assertThat(endpoint
					.health(ApiVersion.V3, WebServerNamespace.SERVER, SecurityContext.NONE, true, "socialplus")
					.block()
					.getBody()
					.getStatus()).isEqualTo(Status.UP));
		});
		assertThat(this.socialPlus.getAccepted()).as("calls").isZero();
	}

	@SuppressWarnings({ "rawtypes", "unchecked" })
	private AbstractApplicationContextRunner<?, ?, ?> configureAny(AbstractApplicationContextRunner runner) {
		return configure(runner, this.socialPlus.getUrl());
	}

	@Test
	void anAdminTokenThatHasToBeFixedIsADetailOnly() {
		runner().withPropertyValues("socialplus.admin-token-location=/none/t0ken").run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(health(context).getDetails()).hasEntrySatisfying("adminTokenProblem",
					(problem) -> assertThat(problem).asString().contains("does not exist"));
		});
		runner().withPropertyValues("socialplus.admin-token=admin-canary")
			.run((context) -> assertThat(health(context).getDetails()).doesNotContainKeys("adminTokenProblem",
					"adminTokenExpiresAt"));
	}

	@Test
	void itIsInNoGroupThatStopsTheApplication() {
		runner().run((context) -> {
			HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
			assertThat(groups.getNames()).contains("liveness", "readiness");
			assertThat(groups.getPrimary().isMember("socialplus")).isTrue();
			assertThat(groups.getNames()).noneMatch((name) -> groups.get(name).isMember("socialplus"));
		});
	}

	@Test
	void aTokenIsShownAsTheLastSuccess() {
		runner().run((context) -> {
			issue(context, "alice");
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(details(context)).containsKey("lastSuccess")
				.containsEntry("circuit", CircuitState.CLOSED)
				.doesNotContainKey("reason");
		});
	}

	@ParameterizedTest
	@CsvSource({ "401,SERVER_KEY_REFUSED", "403,SECURE_MODE_OFF" })
	void whatAnOperatorHasToFixIsDown(int status, Reason reason) {
		this.socialPlus.answerAll(RawServer.response(status, "text/plain", "Unauthorized"));
		runner().run((context) -> {
			issue(context, "alice");
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
			assertThat(details(context)).containsEntry("reason", reason)
				.containsKey("failingSince")
				.extractingByKey("message")
				.asString()
				.contains("Console");
		});
	}

	@Test
	void aMissingKeyIsDown() {
		runner().withPropertyValues("socialplus.server-key=").run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
			assertThat(details(context)).containsEntry("reason", Reason.SERVER_KEY_MISSING);
		});
	}

	// Only a refusal shows that a key has expired: its provider may be wrong.
	@Test
	void theEndOfAKeyIsADetail() {
		Instant end = Instant.parse("2026-01-01T00:00:00Z");
		runner()
			.withBean(SocialPlusServerKeyProvider.class, () -> () -> List.of(ServerKey.of(SECRET).withExpiresAt(end)))
			.run((context) -> {
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
				assertThat(details(context)).containsEntry("serverKeyExpiresAt", end);
			});
	}

	@ParameterizedTest
	@CsvSource({ "expired-client,DOWN", "future-client,DOWN", "client,UP" })
	void anUnusableCertificateIsDownBeforeAnyCall(String certificate, String status, @TempDir Path directory) {
		Path keyStore = TestCertificates.keyStore(directory.resolve("client.p12"), certificate);
		runner()
			.withPropertyValues("socialplus.mtls.key-store=" + keyStore,
					"socialplus.mtls.key-store-password=" + TestCertificates.PASSWORD)
			.run((context) -> {
				assertThat(health(context).getStatus()).hasToString(status);
				assertThat(details(context)).containsEntry("clientCertificateExpiresAt",
						TestCertificates.certificate(certificate).getNotAfter().toInstant());
				assertThat(details(context).toString()).doesNotContain(TestCertificates.PASSWORD);
			});
	}

	@ParameterizedTest
	@CsvSource({ "500,SERVER_ERROR", "302,INVALID_RESPONSE", "503,SERVER_ERROR" })
	void anOutageIsADetail(int status, Reason reason) {
		this.socialPlus.answerAll(RawServer.response(status, "text/html", "<html>"));
		runner().run((context) -> {
			for (int i = 0; i < 10; i++) {
				issue(context, "user-" + i);
			}
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(details(context)).containsEntry("reason", reason)
				.containsEntry("circuit", CircuitState.OPEN)
				.containsKey("failingSince");
			this.socialPlus.answerAll(RawServer.response(200, "text/plain", "t0ken-canary"));
		});
	}

	@Test
	void anOutageIsOutOfServiceIfAPropertySaysSo() {
		this.socialPlus.answerAll(RawServer.response(500, "text/plain", "Down"));
		runner().withPropertyValues("management.health.socialplus.out-of-service-on-outage=true").run((context) -> {
			issue(context, "mallory");
			assertThat(health(context).getStatus()).as("one user").isEqualTo(Status.UP);
			for (int i = 0; i < 10; i++) {
				issue(context, "user-" + i);
			}
			assertThat(health(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(details(context)).containsEntry("reason", Reason.SERVER_ERROR).containsKey("failingSince");
			SocialPlusTokenClient client = context.getBean(SocialPlusTokenClient.class);
			Clock later = Clock.offset(Clock.systemUTC(), SocialPlusHealthIndicator.OUTAGE_REMEMBERED);
			assertThat(new SocialPlusHealthIndicator(client, () -> null, true, later).health().getStatus())
				.as("when no call shows whether it goes on")
				.isEqualTo(Status.UP);
			this.socialPlus.answerAll(RawServer.response(200, "text/plain", "t0ken-canary"));
			client.verify(SocialPlusUser.of("tester")).block();
			assertThat(health(context).getStatus()).as("after the outage").isEqualTo(Status.UP);
		});
	}

	@Test
	void whatAnOperatorHasToFixIsDownWhateverThePropertySays() {
		this.socialPlus.answerAll(RawServer.response(401, "text/plain", "Unauthorized"));
		runner().withPropertyValues("management.health.socialplus.out-of-service-on-outage=true").run((context) -> {
			issue(context, "alice");
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
		});
	}

	@ParameterizedTest
	@CsvSource({ "422", "429" })
	void oneRefusedUserIsNoDetail(int status) {
		this.socialPlus.answerAll(RawServer.response(status, "application/json", "{}"));
		runner().run((context) -> {
			issue(context, "mallory");
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(details(context)).doesNotContainKeys("reason", "failingSince");
		});
	}

	@Test
	void noSecretIsShown() {
		for (int status : new int[] { 200, 401, 403, 422, 500 }) {
			this.socialPlus.answerAll(RawServer.response(status, "text/plain", "t0ken-canary"));
			runner().run((context) -> {
				issue(context, "user-canary");
				assertThat(details(context).toString()).doesNotContain("canary");
			});
		}
	}

	@Test
	void aPropertyDisablesIt() {
		runner().withPropertyValues("management.health.socialplus.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("socialplusHealthIndicator"));
		runner().withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("socialplusHealthIndicator"));
	}

	@Test
	void thereIsNoneWithoutTheClient() {
		runner().withPropertyValues("socialplus.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("socialplusHealthIndicator"));
		runner().withPropertyValues("socialplus.secure-mode=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("socialplusHealthIndicator"));
		runner()
			.withBean(SocialPlusTokenService.class, () -> (user) -> new SocialPlusAuthToken(user.getId(), "t", null))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("socialplusHealthIndicator"));
	}

	@Test
	void thereIsNoneWithoutItsClasses() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SocialPlusAutoConfiguration.class,
					SocialPlusHealthContributorAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SocialPlusHealthContributorAutoConfiguration.class));
	}

	@Test
	void anIndicatorOfTheApplicationTakesItsPlace() {
		HealthIndicator own = () -> Health.unknown().build();
		runner().withBean("socialplusHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(health(context).getStatus()).isEqualTo(Status.UNKNOWN));
	}

	private static void issue(ApplicationContext context, String user) {
		try {
			context.getBean(SocialPlusTokenService.class).issueToken(SocialPlusUser.of(user));
		}
		catch (SocialPlusException ex) {
			// As shown by the health.
		}
	}

	private static IndicatedHealthDescriptor health(ApplicationContext context) {
		return (IndicatedHealthDescriptor) context.getBean(HealthEndpoint.class).healthForPath("socialplus");
	}

	private static Map<String, @Nullable Object> details(ApplicationContext context) {
		return health(context).getDetails();
	}

}
