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

package plus.social.spring.samples.formlogin;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.boot.test.AutoConfigureSocialPlusEmulator;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.testsupport.Browser;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who can see what the actuator of {@link FormLoginApplication} shows.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "socialplus.login.budget=1m", "socialplus.http.connect-timeout=1m",
				"socialplus.http.attempt-timeout=1m", "socialplus.http.call-timeout=1m" })
@AutoConfigureSocialPlusEmulator
class ActuatorTests {

	private static final String SOCIAL_PLUS = "/actuator/socialplus";

	private static final String TEST_USER = "{\"userId\":\"tester\"}";

	@Autowired
	private SocialPlusEmulator emulator;

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	private Browser browser;

	@BeforeEach
	void openBrowser() {
		this.browser = new Browser(this.managementPort);
	}

	@ParameterizedTest
	@ValueSource(strings = { SOCIAL_PLUS, "/actuator/prometheus", "/actuator/info", "/actuator" })
	void onlyAnOperatorReadsAnEndpoint(String path) {
		assertThat(get(path).statusCode()).as("without a login").isEqualTo(401);
		assertThat(get(path, as("alice")).statusCode()).as("as a user").isEqualTo(403);
		assertThat(get(path, as("operator")).statusCode()).as("as an operator").isEqualTo(200);
	}

	@Test
	void onlyAnOperatorSeesTheDetailsOfTheHealth() {
		assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
		assertThat(get("/actuator/health").body()).doesNotContain("socialplus");
		assertThat(get("/actuator/health", as("alice")).body()).doesNotContain("socialplus");
		assertThat(get("/actuator/health", as("operator")).body()).contains("\"socialplus\"", "\"circuit\"");
	}

	@Test
	void onlyAnOperatorVerifies() {
		assertThat(this.browser.postJson(SOCIAL_PLUS, TEST_USER, "Accept", "*/*").statusCode()).isEqualTo(401);
		assertThat(this.browser.postJson(SOCIAL_PLUS, TEST_USER, as("alice")).statusCode()).isEqualTo(403);
		assertThat(this.emulator.getTokenCount()).isZero();
		HttpResponse<String> verified = this.browser.postJson(SOCIAL_PLUS, TEST_USER, as("operator"));
		assertThat(verified.statusCode()).isEqualTo(200);
		assertThat(verified.body()).contains("\"successful\":true");
		assertThat(this.emulator.getTokens("tester")).singleElement()
			.satisfies((token) -> assertThat(verified.body()).doesNotContain(token));
	}

	@Test
	void aSessionOfAnOperatorVerifiesNothing() {
		Browser session = new Browser(this.port);
		session.logIn("operator");
		assertThat(this.emulator.getTokenCount()).as("for the login").isOne();
		String url = this.browser.getBaseUrl().resolve(SOCIAL_PLUS).toString();
		assertThat(session.postJson(url, TEST_USER, "Accept", "*/*").statusCode()).isEqualTo(401);
		assertThat(this.emulator.getTokenCount()).isOne();
	}

	@Test
	void theLoginOfAnOperatorHasNeitherASessionNorAToken() {
		HttpResponse<String> response = get(SOCIAL_PLUS, as("operator"));
		assertThat(response.headers().map()).doesNotContainKey("Set-Cookie");
		assertThat(this.emulator.getTokenCount()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/env", "/actuator/heapdump", "/actuator/beans" })
	void noOtherEndpointIsExposed(String path) {
		assertThat(get(path, as("operator")).statusCode()).isNotEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { SOCIAL_PLUS, "/actuator/prometheus", "/actuator/health" })
	void thePortOfTheApplicationHasNoActuator(String path) {
		Browser session = new Browser(this.port);
		assertThat(session.get(path, "Accept", "*/*").statusCode()).isNotEqualTo(200);
		session.logIn("operator");
		assertThat(session.get(path, "Accept", "*/*").statusCode()).isEqualTo(404);
	}

	@Test
	void metersAreScraped() {
		new Browser(this.port).logIn("alice");
		assertThat(get("/actuator/prometheus", as("operator")).body())
			.contains("socialplus_session_tokens_total{reason=\"none\",result=\"attached\"}",
					"socialplus_token_seconds_count{")
			.doesNotContain("alice");
	}

	private HttpResponse<String> get(String path, String... headers) {
		return this.browser.get(path,
				Stream.concat(Stream.of("Accept", "*/*"), Stream.of(headers)).toArray(String[]::new));
	}

	private static String[] as(String name) {
		String credentials = name + ":" + Browser.PASSWORD;
		return new String[] { "Accept", "*/*", "Authorization",
				"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) };
	}

}
