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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.boot.autoconfigure.SocialPlusAutoConfiguration;
import plus.social.spring.boot.autoconfigure.SocialPlusSessionAutoConfiguration;
import plus.social.spring.client.AdminToken;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusAdminTokenProvider;
import plus.social.spring.client.SocialPlusClientStatus.Key;
import plus.social.spring.client.SocialPlusServerKeyProvider;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.testsupport.RawServer;
import plus.social.spring.testsupport.TestCertificates;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.ssl.SslMetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusMetricsAutoConfiguration}, and for the dashboard and the
 * alert rules in {@code docs/operations}.
 */
class SocialPlusMetricsAutoConfigurationTests {

	private static final Path DOCS = Path.of("../docs/operations");

	private static final Pattern METRIC = Pattern.compile("\\b((?:socialplus|ssl)_[a-z_]+)(?:\\{([^}]*)})?");

	private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!~|!=|=)\"([^\"]*)\"");

	private static final Pattern BY = Pattern.compile("by \\(([a-z_]+)\\)");

	private final RawServer socialPlus = RawServer.answering(RawServer.response(200, "text/plain", "t0ken-canary"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, SocialPlusAutoConfiguration.class,
				SocialPlusSessionAutoConfiguration.class, SocialPlusMetricsAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
				PrometheusMetricsExportAutoConfiguration.class, SslMetricsAutoConfiguration.class,
				ObservationAutoConfiguration.class))
		.withPropertyValues("socialplus.server-key=k3y-canary", "socialplus.base-url=" + this.socialPlus.getUrl(),
				"socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
				"socialplus.http.call-timeout=1m", "socialplus.logout.revoke=true",
				"socialplus.admin-token=admin-canary", "socialplus.visitor.secret=visitor-canary-0123456789");

	@TempDir
	private Path directory;

	@AfterEach
	void close() throws IOException {
		this.socialPlus.close();
	}

	private ApplicationContextRunner withCertificate() {
		return withCertificate(TestCertificates.keyStore(this.directory.resolve("client.p12"), "client"));
	}

	private ApplicationContextRunner withCertificate(Path keyStore) {
		return this.runner.withPropertyValues("socialplus.mtls.key-store=" + keyStore,
				"socialplus.mtls.key-store-password=" + TestCertificates.PASSWORD);
	}

	@Test
	void tokensForSessionsAndTheQueueAreMeasured() {
		this.runner.run((context) -> {
			context.getBean(SessionTokens.class).issue(SocialPlusUser.of("alice"), null).getFuture().join();
			assertThat(scrape(context)).contains("socialplus_renewals_total 1.0", "socialplus_fetches_queued 0.0",
					"socialplus_fetches_active 0.0", "socialplus_fetches_late 0.0", "socialplus_circuit_open 0.0",
					"socialplus_session_tokens_total{reason=\"none\",result=\"late\"} 0.0",
					"socialplus_session_tokens_total{reason=\"none\",result=\"pending\"} 0.0",
					"socialplus_session_tokens_total{reason=\"condition\",result=\"skipped\"} 0.0",
					"socialplus_visitors_total{result=\"signed\"} 0.0",
					"socialplus_revocations_total{result=\"failed\"} 0.0",
					"socialplus_problem{reason=\"server_key_refused\"} 0.0", "socialplus_failing_time_seconds 0.0",
					"socialplus_events_dropped_total 0.0");
		});
	}

	@Test
	void whatAnOperatorHasToFixIsMeasured() {
		this.socialPlus.answerAll(RawServer.response(401, "text/plain", "Unauthorized"));
		this.runner.run((context) -> {
			issue(context, "alice");
			assertThat(scrape(context)).contains("socialplus_problem{reason=\"server_key_refused\"} 1.0",
					"socialplus_problem{reason=\"secure_mode_off\"} 0.0");
		});
	}

	@Test
	void theEndOfTheAdminTokenIsMeasured() {
		this.runner.run((context) -> assertThat(scrape(context)).contains("socialplus_admin_token_expiry_seconds NaN",
				"socialplus_admin_token_problem 0.0"));
		this.runner
			.withBean(SocialPlusAdminTokenProvider.class,
					() -> () -> AdminToken.of("canary").withExpiresAt(Instant.now().minusSeconds(100)))
			.run((context) -> assertThat(scrape(context)).contains("socialplus_admin_token_expiry_seconds -1",
					"socialplus_admin_token_problem 1.0"));
	}

	@Test
	void anOutageIsMeasured() {
		this.socialPlus.answerAll(RawServer.response(500, "text/plain", "Down"));
		this.runner.run((context) -> {
			for (int i = 0; i < 10; i++) {
				issue(context, "user" + i);
			}
			assertThat(scrape(context).lines()).contains("socialplus_circuit_open 1.0")
				.doesNotContain("socialplus_failing_time_seconds 0.0")
				.anyMatch((line) -> line.startsWith("socialplus_failing_time_seconds "));
		});
	}

	@Test
	void theAgeOfAKeyIsMeasuredIfItsProviderKnowsIt() {
		this.runner.run((context) -> assertThat(scrape(context)).contains("socialplus_server_key_age_seconds NaN"));
		Instant createdAt = Instant.now().minus(Duration.ofDays(400));
		this.runner
			.withBean(SocialPlusServerKeyProvider.class,
					() -> () -> List.of(ServerKey.of("k3y-canary").withCreatedAt(createdAt)))
			.run((context) -> {
				assertThat(context.getBean(SocialPlusTokenClient.class).getStatus().serverKeys()).singleElement()
					.extracting(Key::createdAt)
					.isEqualTo(createdAt);
				assertThat(context.getBean(MeterRegistry.class)
					.get("socialplus.server.key.age")
					.timeGauge()
					.value(TimeUnit.DAYS)).isGreaterThanOrEqualTo(400);
			});
	}

	@Test
	void theEndOfAKeyIsMeasuredIfItsProviderKnowsIt() {
		this.runner.run((context) -> assertThat(scrape(context)).contains("socialplus_server_key_expiry_seconds NaN"));
		this.runner
			.withBean(SocialPlusServerKeyProvider.class,
					() -> () -> List.of(ServerKey.of("k3y-canary").withExpiresAt(Instant.now().minusSeconds(100))))
			.run((context) -> assertThat(scrape(context)).contains("socialplus_server_key_expiry_seconds -1",
					"socialplus_server_key_age_seconds NaN"));
	}

	@Test
	void thousandsOfUsersAreFewSeriesWithoutASecretOrAUser() {
		withCertificate().run((context) -> {
			for (int status : new int[] { 200, 422, 429, 302, 403, 500, 401, 200 }) {
				this.socialPlus.answerAll(RawServer.response(status, "text/plain", "t0ken-canary"));
				for (int i = 0; i < 1250; i++) {
					issue(context, "user-canary-" + status + "-" + i);
				}
			}
			List<String> series = scrape(context).lines().filter((line) -> line.startsWith("socialplus_")).toList();
			assertThat(series).hasSizeBetween(20, 60);
			assertThat(scrape(context)).doesNotContain("canary");
			Set<Meter.Id> meters = context.getBean(MeterRegistry.class)
				.getMeters()
				.stream()
				.map(Meter::getId)
				.filter((id) -> id.getName().startsWith("socialplus"))
				.collect(Collectors.toSet());
			assertThat(meters).hasSizeLessThan(60);
		});
	}

	// Of a chain, the certificate that expires first.
	@Test
	void theEndOfTheClientCertificateIsMeasuredAlsoAfterAReload() {
		Path keyStore = TestCertificates.keyStore(this.directory.resolve("client.p12"), "expired-client");
		withCertificate(keyStore).run((context) -> assertExpiryFollows(context, "socialplus", keyStore));
	}

	@Test
	void theEndOfACertificateInABundleOfTheApplicationIsMeasuredAlsoAfterAReload() {
		Path keyStore = TestCertificates.keyStore(this.directory.resolve("client.p12"), "expired-client");
		String bundle = "spring.ssl.bundle.jks.chat.";
		this.runner
			.withPropertyValues("socialplus.mtls.bundle=chat", bundle + "keystore.location=" + keyStore.toUri(),
					bundle + "keystore.password=" + TestCertificates.PASSWORD, bundle + "reload-on-update=true",
					"spring.ssl.bundle.watch.file.quiet-period=100ms")
			.run((context) -> assertExpiryFollows(context, "chat", keyStore));
	}

	private static void assertExpiryFollows(ApplicationContext context, String bundle, Path keyStore) {
		assertThat(expiry(context, bundle)).singleElement()
			.asString()
			.contains(TestCertificates.certificate("expired-client").getSerialNumber().toString(16))
			.contains("} -");
		TestCertificates.keyStore(keyStore, "client");
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(expiry(context, bundle)).singleElement().asString().doesNotContain("} -"));
	}

	private static List<String> expiry(ApplicationContext context, String bundle) {
		return scrape(context).lines()
			.filter((line) -> line.startsWith("ssl_chain_expiry_seconds{")
					&& line.contains("bundle=\"" + bundle + "\""))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "dashboard.json", "alerts.yml" })
	void everyNameInTheDocumentationIsScraped(String file) throws IOException {
		String text = Files.readString(DOCS.resolve(file));
		List<String> expressions = file.endsWith(".json") ? JsonPath.read(text, "$.panels[*].targets[*].expr")
				: List.of(text);
		withCertificate().run((context) -> {
			issue(context, "alice");
			this.socialPlus.answerAll(RawServer.response(500, "text/plain", "Down"));
			issue(context, "bob");
			String scraped = scrape(context);
			List<String> names = new ArrayList<>();
			expressions.forEach((expression) -> METRIC.matcher(expression).results().forEach((metric) -> {
				names.add(metric.group(1));
				assertThat(series(scraped, metric)).as(metric.group()).isNotEmpty();
			}));
			assertThat(names).hasSizeGreaterThan(5);
			expressions.forEach((expression) -> BY.matcher(expression)
				.results()
				.filter((label) -> !label.group(1).equals("instance"))
				.forEach((label) -> assertThat(scraped).contains(label.group(1) + "=\"")));
		});
	}

	// Of a condition, only the names of labels and values that are sure to be there.
	private static List<String> series(String scraped, MatchResult metric) {
		Set<String> labels = new TreeSet<>();
		if (metric.group(2) != null) {
			LABEL.matcher(metric.group(2)).results().forEach((label) -> labels.add(label.group(1) + "=\""));
		}
		return scraped.lines()
			.filter((line) -> line.startsWith(metric.group(1) + "{") || line.startsWith(metric.group(1) + " "))
			.filter((line) -> labels.stream().allMatch(line::contains))
			.toList();
	}

	@Test
	void withoutARegistryThereAreNoMeters() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SocialPlusAutoConfiguration.class,
					SocialPlusSessionAutoConfiguration.class, SocialPlusMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SafeMeterBinder.class));
	}

	@Test
	void withoutMicrometersMetricsThereAreNoMeters() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SocialPlusAutoConfiguration.class,
					SocialPlusSessionAutoConfiguration.class, SocialPlusMetricsAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SocialPlusMetricsAutoConfiguration.class));
	}

	@Test
	void aRegistryThatFailsFailsNoCall() {
		SimpleMeterRegistry failing = new SimpleMeterRegistry();
		this.runner.withBean("failing", MeterRegistry.class, () -> failing).run((context) -> {
			failing.config().onMeterAdded((meter) -> {
				throw new IllegalStateException("The registry is full");
			});
			assertThat(context.getBean(SocialPlusTokenService.class).issueToken(SocialPlusUser.of("alice")))
				.isNotNull();
		});
	}

	private static void issue(ApplicationContext context, String user) {
		try {
			context.getBean(SocialPlusTokenService.class).issueToken(SocialPlusUser.of(user));
		}
		catch (SocialPlusException ex) {
			// As measured.
		}
	}

	private static String scrape(ApplicationContext context) {
		return context.getBean(PrometheusMeterRegistry.class).scrape();
	}

}
