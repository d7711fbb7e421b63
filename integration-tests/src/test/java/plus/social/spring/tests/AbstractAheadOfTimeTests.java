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

package plus.social.spring.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.testsupport.RawServer;
import plus.social.spring.testsupport.TestCertificates;
import plus.social.spring.testsupport.TlsServer;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an application promises on both stacks that was processed ahead of time, and
 * receives its secrets only when it starts.
 */
@Tag("management")
@ExtendWith(OutputCaptureExtension.class)
public abstract class AbstractAheadOfTimeTests {

	private static final String TOKEN = "t0ken-ahead-of-time";

	private static final String VISITOR_SECRET = "v1sitor-secret-canary";

	private static final String FROZEN = "ahead-of-time processing has already evaluated";

	private static final String[] COMMON = { "socialplus.login.budget=1m", "socialplus.http.connect-timeout=1m",
			"socialplus.http.attempt-timeout=1m", "socialplus.http.call-timeout=1m", "logging.level.root=warn",
			"spring.profiles.active=in-memory", "server.netty.max-keep-alive-requests=1" };

	private final WebApplicationType type;

	private final Class<?> configuration;

	@TempDir
	private Path directory;

	/**
	 * Create tests.
	 * @param type the stack
	 * @param configuration an application with form login that permits
	 * {@code /socialplus/*.js} and {@code /socialplus/visitor}
	 */
	protected AbstractAheadOfTimeTests(WebApplicationType type, Class<?> configuration) {
		this.type = type;
		this.configuration = configuration;
	}

	private AheadOfTime process(String... properties) {
		return AheadOfTime.process(this.type, this.configuration, with(properties));
	}

	private static String[] with(String... properties) {
		return Stream.of(COMMON, properties).flatMap(Stream::of).toArray(String[]::new);
	}

	@Test
	void secretsAreReadWhenTheApplicationStarts(CapturedOutput output) throws IOException {
		AheadOfTime aheadOfTime = process();
		try (RawServer server = newServer()) {
			aheadOfTime.run((application) -> {
				assertAttaches(application, TOKEN);
				assertThat(server.getRequests()).singleElement().asString().contains("runt1me-key");
				assertThat(visit(application).statusCode()).isEqualTo(200);
				assertThat(application.newBrowser().get("/socialplus/socialplus.js").body())
					.contains("token: '/socialplus/token'");
			}, with("socialplus.base-url=" + server.getUrl(), "socialplus.server-key=runt1me-key",
					"socialplus.visitor.secret=" + VISITOR_SECRET));
		}
		assertThat(output).doesNotContain(FROZEN).doesNotContain("canary");
	}

	@Test
	void withEverythingOnNoSecretOfTheBuildIsKept() throws IOException {
		String[] everything = { "socialplus.logout.revoke=true", "socialplus.login.impersonation=true",
				"management.info.socialplus.enabled=true", "management.endpoints.web.exposure.include=*",
				"management.endpoint.health.show-details=always" };
		AheadOfTime aheadOfTime = process(Stream.concat(Stream.of(everything),
				Stream.of("socialplus.server-key=bu1ld-canary", "socialplus.previous-server-key=bu1ld-canary-0",
						"socialplus.admin-token=bu1ld-canary-1", "socialplus.visitor.secret=bu1ld-canary-of-visitors",
						"socialplus.http.proxy.password=bu1ld-canary-2", "socialplus.mtls.bundle=bu1ld-canary-3"))
			.toArray(String[]::new));
		assertThat(aheadOfTime.contains("socialPlusVisitorSigner")).isTrue();
		assertThat(aheadOfTime.contains("bu1ld-canary")).isFalse();
		try (RawServer server = newServer()) {
			aheadOfTime.run((application) -> {
				assertAttaches(application, TOKEN);
				assertThat(visit(application).statusCode()).isNotEqualTo(200);
				Browser browser = application.newBrowser();
				assertThat(browser.get("/actuator/health/socialplus", "Accept", "application/json").body())
					.contains("UP");
				assertThat(browser.get("/actuator/socialplus", "Accept", "application/json").body())
					.contains("secureMode");
			}, with(Stream
				.concat(Stream.of(everything), Stream.of("socialplus.base-url=" + server.getUrl(),
						"socialplus.server-key=runt1me-key", "socialplus.admin-token=runt1me-token"))
				.toArray(String[]::new)));
		}
	}

	@Test
	void theCertificateIsThatOfTheRunningApplicationAndReloads() {
		AheadOfTime aheadOfTime = process();
		Path keyStore = TestCertificates.keyStore(this.directory.resolve("client.p12"), "client");
		Path trustStore = TestCertificates.trustStore(this.directory.resolve("trust.p12"), "ca");
		try (TlsServer server = new TlsServer("server", true)) {
			aheadOfTime.run((application) -> {
				assertAttaches(application, TlsServer.TOKEN);
				CountDownLatch updated = new CountDownLatch(1);
				application.getBean(SslBundles.class)
					.addBundleUpdateHandler("socialplus", (update) -> updated.countDown());
				TestCertificates.keyStore(keyStore, "next-client");
				await(updated);
				assertAttaches(application, TlsServer.TOKEN);
				assertThat(server.getClients()).containsExactly("CN=client", "CN=next-client");
			}, with("socialplus.base-url=" + server.getUrl(), "socialplus.server-key=runt1me-key",
					"spring.ssl.bundle.watch.file.quiet-period=100ms", "socialplus.mtls.key-store=" + keyStore,
					"socialplus.mtls.key-store-password=" + TestCertificates.PASSWORD,
					"socialplus.mtls.trust-store=" + trustStore,
					"socialplus.mtls.trust-store-password=" + TestCertificates.PASSWORD));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void aWarningNamesSwitchesThatHaveNoEffect(CapturedOutput output) throws IOException {
		AheadOfTime aheadOfTime = process();
		try (RawServer server = newServer()) {
			aheadOfTime.run((application) -> assertAttaches(application, TOKEN),
					with("socialplus.base-url=" + server.getUrl(), "socialplus.server-key=runt1me-key",
							"socialplus.logout.revoke=yes", "socialplus.enabled=false",
							"management.health.defaults.enabled=false"));
		}
		assertThat(output).containsOnlyOnce(FROZEN)
			.contains("'management.health.socialplus.enabled' (true at build time, now false),"
					+ " 'socialplus.enabled' (true at build time, now false),"
					+ " 'socialplus.logout.revoke' (false at build time, now true)");
	}

	@Test
	void productionNeedsSecureModeEvenIfTheBuildHadIt() {
		AheadOfTime aheadOfTime = process();
		assertThatException().isThrownBy(() -> aheadOfTime.run((application) -> {
		}, with("socialplus.secure-mode=false", "spring.profiles.active=in-memory,prod")))
			.havingRootCause()
			.withMessageContaining("'socialplus.secure-mode'");
	}

	private static RawServer newServer() {
		return RawServer.answering(RawServer.response(200, "text/plain", TOKEN));
	}

	private static void assertAttaches(TestApplication application, String token) {
		Browser browser = application.newBrowser();
		browser.logIn("alice");
		assertThat(application.getTokenAttributes(browser)).containsEntry(SocialPlusTokenAttributes.AUTH_TOKEN, token)
			.containsEntry(SocialPlusTokenAttributes.USER_ID, "alice");
		HttpResponse<String> answer = browser.postJson("/socialplus/token", "", "X-CSRF-TOKEN",
				Browser.csrf(browser.get("/page")));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains(token);
	}

	private static HttpResponse<String> visit(TestApplication application) {
		Browser browser = application.newBrowser();
		return browser.postJson("/socialplus/visitor", "", "X-CSRF-TOKEN", Browser.csrf(browser.get("/login")));
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
