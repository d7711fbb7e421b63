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
import java.time.Instant;
import java.util.List;

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
import plus.social.spring.client.SocialPlusServerKeyProvider;
import plus.social.spring.testsupport.RawServer;
import plus.social.spring.testsupport.TestCertificates;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.InfoEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.actuate.info.InfoEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.json.BasicJsonTester;
import org.springframework.boot.test.json.JsonContent;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SocialPlusActuatorEndpointAutoConfiguration} and
 * {@link SocialPlusInfoContributorAutoConfiguration}.
 */
class SocialPlusActuatorEndpointAutoConfigurationTests {

	private static final String KEY = "s3cret-canary-of-the-test";

	private static final String TOKEN = "t0ken-canary";

	private final RawServer socialPlus = RawServer.answering(RawServer.response(200, "text/plain", TOKEN));

	private final BasicJsonTester json = new BasicJsonTester(getClass());

	private final ApplicationContextRunner unexposed = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, SocialPlusAutoConfiguration.class,
				SocialPlusSessionAutoConfiguration.class, SocialPlusActuatorEndpointAutoConfiguration.class,
				SocialPlusInfoContributorAutoConfiguration.class, JacksonEndpointAutoConfiguration.class,
				InfoEndpointAutoConfiguration.class))
		.withPropertyValues("socialplus.server-key=" + KEY, "socialplus.region=eu",
				"socialplus.base-url=" + this.socialPlus.getUrl(), "socialplus.http.connect-timeout=1m",
				"socialplus.http.attempt-timeout=1m", "socialplus.http.call-timeout=1m");

	private final ApplicationContextRunner runner = this.unexposed
		.withPropertyValues("management.endpoints.web.exposure.include=*");

	@AfterEach
	void close() throws IOException {
		this.socialPlus.close();
	}

	@Test
	void showsANewApplicationWithoutACall() {
		this.runner.run((context) -> assertThat(show(context)).isStrictlyEqualToJson("""
				{
				  "region": "eu", "secureMode": true, "mtls": false, "loginMode": "eager",
				  "client": {
				    "baseUrl": "%s", "circuit": "CLOSED",
				    "calls": {"issued": 0, "failed": {}, "shortCircuited": 0},
				    "serverKeys": [{"role": "CURRENT", "fingerprint": "%s", "accepted": false}],
				    "clientCertificates": []
				  },
				  "fetches": {"queued": 0, "underWay": 0, "maxCalls": 64, "inTime": true, "outage": false,
				              "renewals": 0}
				}
				""".formatted(this.socialPlus.getUrl(), "6eb9a44b")));
		assertThat(this.socialPlus.getAccepted()).as("calls").isZero();
	}

	@Test
	void showsTheKeyThatWorksAndTheLastToken() {
		this.runner.run((context) -> {
			issue(context, "alice");
			JsonContent<Object> shown = show(context);
			assertThat(shown).extractingJsonPathBooleanValue("client.serverKeys[0].accepted").isTrue();
			assertThat(shown).extractingJsonPathNumberValue("client.calls.issued").isEqualTo(1);
			assertThat(shown).extractingJsonPathStringValue("client.lastSuccess").matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
		});
	}

	@Test
	void showsWhatToFixAndSinceWhen() {
		this.socialPlus.answerAll(RawServer.response(401, "text/plain", "Unauthorized"));
		this.runner.run((context) -> {
			issue(context, "alice");
			issue(context, "bob");
			JsonContent<Object> shown = show(context);
			assertThat(shown).extractingJsonPathStringValue("client.problem.reason").isEqualTo("SERVER_KEY_REFUSED");
			assertThat(shown).extractingJsonPathStringValue("client.problem.message").contains("Console");
			assertThat(shown).hasJsonPathStringValue("client.failingSince");
			assertThat(shown).extractingJsonPathNumberValue("client.calls.failed.SERVER_KEY_REFUSED").isEqualTo(1);
			assertThat(shown).extractingJsonPathNumberValue("client.calls.shortCircuited").isEqualTo(1);
		});
	}

	@Test
	void showsTheCertificateInUse(@TempDir Path directory) {
		Path keyStore = TestCertificates.keyStore(directory.resolve("client.p12"), "client");
		this.runner
			.withPropertyValues("socialplus.mtls.key-store=" + keyStore,
					"socialplus.mtls.key-store-password=" + TestCertificates.PASSWORD)
			.run((context) -> {
				JsonContent<Object> shown = show(context);
				assertThat(shown).extractingJsonPathBooleanValue("mtls").isTrue();
				assertThat(shown).extractingJsonPathStringValue("client.clientCertificates[0].subject")
					.isEqualTo("CN=client");
				assertThat(shown).extractingJsonPathStringValue("client.clientCertificates[0].expiresAt")
					.isEqualTo(TestCertificates.certificate("client").getNotAfter().toInstant().toString());
				assertThat(shown.getJson()).doesNotContain(TestCertificates.PASSWORD);
			});
	}

	@Test
	void showsTheAgeAndTheEndOfAServerKey() {
		Instant begin = Instant.parse("2026-01-01T00:00:00Z");
		ServerKey key = ServerKey.of("canary").withCreatedAt(begin).withExpiresAt(begin.plusSeconds(3600));
		this.runner.withBean(SocialPlusServerKeyProvider.class, () -> () -> List.of(key)).run((context) -> {
			JsonContent<Object> shown = show(context);
			assertThat(shown).extractingJsonPathStringValue("client.serverKeys[0].createdAt")
				.isEqualTo("2026-01-01T00:00:00Z");
			assertThat(shown).extractingJsonPathStringValue("client.serverKeys[0].expiresAt")
				.isEqualTo("2026-01-01T01:00:00Z");
			assertThat(shown.getJson()).doesNotContain("canary");
		});
	}

	@Test
	void showsTheAdminToken() {
		Instant end = Instant.parse("2026-01-01T00:00:00Z");
		this.runner.withBean(SocialPlusAdminTokenProvider.class, () -> () -> AdminToken.of("canary").withExpiresAt(end))
			.run((context) -> {
				JsonContent<Object> shown = show(context);
				assertThat(shown).extractingJsonPathStringValue("adminToken.fingerprint").matches("[0-9a-f]{8}");
				assertThat(shown).extractingJsonPathStringValue("adminToken.expiresAt").isEqualTo(end.toString());
				assertThat(shown).extractingJsonPathStringValue("adminToken.problem").contains("has expired");
				assertThat(shown.getJson()).doesNotContain("canary");
			});
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 302, 401, 403, 422, 429, 500 })
	void showsNoSecretAndNoUser(int status) {
		this.socialPlus.answerAll(RawServer.response(status, "text/plain", TOKEN));
		this.runner
			.withPropertyValues("socialplus.previous-server-key=0ld-canary", "socialplus.admin-token=admin-canary")
			.run((context) -> {
				issue(context, "user-canary");
				assertThat(show(context).getJson()).doesNotContain("canary");
			});
	}

	@Test
	void verifiesWithOneCall() {
		this.runner.run((context) -> {
			JsonContent<Object> verified = toJson(context, verify(context, "user-canary"));
			assertThat(verified).extractingJsonPathBooleanValue("successful").isTrue();
			assertThat(verified).extractingJsonPathArrayValue("steps[*].outcome").containsOnly("PASSED");
			assertThat(verified).extractingJsonPathArrayValue("steps[?(@.step=='SECURED')].detail")
				.containsExactly("not used");
			assertThat(verified.getJson()).doesNotContain("canary");
			assertThat(this.socialPlus.getRequests()).hasSize(1);
		});
	}

	@Test
	void saysAtWhichStepAVerificationFailsAndWhatToDo() {
		this.socialPlus.answerAll(RawServer.response(401, "text/plain", "Unauthorized"));
		this.runner.run((context) -> {
			JsonContent<Object> verified = toJson(context, verify(context, "tester"));
			assertThat(verified).extractingJsonPathArrayValue("steps[?(@.outcome=='FAILED')].step")
				.containsExactly("KEY_ACCEPTED");
			assertThat(verified).extractingJsonPathArrayValue("steps[?(@.outcome=='FAILED')].detail")
				.singleElement()
				.asString()
				.contains("Console");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\nb", "ADMIN_x", "012345678901234567890123456789012345678901234567890" })
	void anImpossibleUserIdIsABadRequestWithoutACall(String userId) {
		this.runner.run((context) -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> verify(context, userId)));
		assertThat(this.socialPlus.getAccepted()).as("calls").isZero();
	}

	@Test
	void thereIsNothingToVerifyWithoutTheClient() {
		this.runner.withPropertyValues("socialplus.secure-mode=false")
			.run((context) -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> verify(context, "tester")));
	}

	@Test
	void isThereWithoutTheClient() {
		this.runner.withPropertyValues("socialplus.secure-mode=false").run((context) -> {
			assertThat(show(context)).extractingJsonPathBooleanValue("secureMode").isFalse();
			assertThat(show(context)).doesNotHaveJsonPath("client");
		});
		this.runner.withBean(SocialPlusTokenService.class, () -> (user) -> null)
			.run((context) -> assertThat(show(context)).doesNotHaveJsonPath("client"));
	}

	@Test
	void isThereIfItIsExposed() {
		this.unexposed.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SocialPlusEndpoint.class));
		this.runner.withPropertyValues("management.endpoint.socialplus.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SocialPlusEndpoint.class));
		this.runner.withPropertyValues("socialplus.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SocialPlusEndpoint.class));
	}

	@Test
	void thereIsNoneWithoutItsClasses() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SocialPlusAutoConfiguration.class,
				SocialPlusActuatorEndpointAutoConfiguration.class, SocialPlusInfoContributorAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.info.socialplus.enabled=true")
			.withClassLoader(new FilteredClassLoader(Endpoint.class, InfoContributor.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SocialPlusActuatorEndpointAutoConfiguration.class)
				.doesNotHaveBean(SocialPlusInfoContributorAutoConfiguration.class));
	}

	@Test
	void infoShowsTheConfigurationIfAPropertyEnablesIt() {
		this.runner.run((context) -> assertThat(context.getBean(InfoEndpoint.class).info()).isEmpty());
		this.runner.withPropertyValues("management.info.socialplus.enabled=true")
			.run((context) -> assertThat(context.getBean(InfoEndpoint.class).info()).extractingByKey("socialplus")
				.hasToString("{region=eu, secureMode=true, mtls=false, loginMode=eager}"));
	}

	private static void issue(ApplicationContext context, String user) {
		try {
			context.getBean(SocialPlusTokenService.class).issueToken(SocialPlusUser.of(user));
		}
		catch (SocialPlusException ex) {
			// As shown by the endpoint.
		}
	}

	private JsonContent<Object> show(ApplicationContext context) {
		return toJson(context, context.getBean(SocialPlusEndpoint.class).socialPlus());
	}

	private static Object verify(ApplicationContext context, String userId) {
		return context.getBean(SocialPlusEndpoint.class).verify(userId).block();
	}

	private JsonContent<Object> toJson(ApplicationContext context, Object body) {
		return this.json.from(context.getBean(EndpointJsonMapper.class).get().writeValueAsString(body));
	}

}
