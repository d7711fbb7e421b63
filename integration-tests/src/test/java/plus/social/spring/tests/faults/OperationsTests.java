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

package plus.social.spring.tests.faults;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.Stack;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@code docs/operations.md} describes, over HTTP on either stack.
 */
@Faults
class OperationsTests {

	private static final String ACCEPT = "Accept";

	private static final String JSON = "application/json";

	private static final String ENDPOINT = "/actuator/socialplus";

	@ParameterizedTest
	@EnumSource
	void aWrongServerKeyIsDownAndNothingElse(Stack stack) {
		try (FaultServer server = FaultServer.http(Behaviour.status(401));
				TestApplication application = start(stack, server)) {
			assertThat(application.newBrowser().logIn("alice").statusCode()).as("the login").isEqualTo(302);
			HttpResponse<String> health = get(application, "/actuator/health/socialplus");
			assertThat(health.statusCode()).isEqualTo(503);
			assertThat(read(health, "$.status")).isEqualTo("DOWN");
			assertThat(read(health, "$.details.reason")).isEqualTo("SERVER_KEY_REFUSED");
			assertThat(get(application, "/actuator/health/readiness").statusCode()).isEqualTo(200);
			assertThat(get(application, "/actuator/health/liveness").statusCode()).isEqualTo(200);
			HttpResponse<String> endpoint = get(application, ENDPOINT);
			assertThat(read(endpoint, "$.client.problem.message")).contains("Console");
			assertThat(read(endpoint, "$.client.serverKeys[0].accepted")).isEqualTo("false");
			assertThat(meter(application, "socialplus.problem?tag=reason:server_key_refused")).isEqualTo("1.0");
			assertThat(meter(application, "socialplus.token?tag=outcome:refused")).isEqualTo("1.0");
		}
	}

	@ParameterizedTest
	@EnumSource
	void anOutageIsUpWithAReason(Stack stack) {
		try (FaultServer server = FaultServer.http(Behaviour.status(500));
				TestApplication application = start(stack, server)) {
			for (int i = 0; i < 10; i++) {
				application.newBrowser().logIn("user" + i);
			}
			HttpResponse<String> health = get(application, "/actuator/health/socialplus");
			assertThat(health.statusCode()).isEqualTo(200);
			assertThat(read(health, "$.details.reason")).isEqualTo("SERVER_ERROR");
			assertThat(read(health, "$.details.circuit")).isNotEqualTo("CLOSED");
			assertThat(meter(application, "socialplus.circuit.open")).isEqualTo("1.0");
			assertThat(meter(application, "socialplus.problem?tag=reason:server_key_refused")).isEqualTo("0.0");
		}
	}

	@ParameterizedTest
	@EnumSource
	void anOutageIsOutOfServiceIfAPropertySaysSo(Stack stack) {
		try (FaultServer server = FaultServer.http(Behaviour.status(500));
				TestApplication application = FaultStack.start(stack, server,
						"management.endpoint.health.probes.enabled=true",
						"management.health.socialplus.out-of-service-on-outage=true")) {
			for (int i = 0; i < 10; i++) {
				application.newBrowser().logIn("user" + i);
			}
			HttpResponse<String> health = get(application, "/actuator/health/socialplus");
			assertThat(health.statusCode()).isEqualTo(503);
			assertThat(read(health, "$.status")).isEqualTo("OUT_OF_SERVICE");
			assertThat(get(application, "/actuator/health/readiness").statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource
	void theStartIsVerifiedIfAPropertySaysSo(Stack stack) {
		try (FaultServer server = FaultServer.http(Behaviour.TOKEN);
				TestApplication application = FaultStack.start(stack, server, "socialplus.verify-at-startup=true",
						"socialplus.verify-user-id=tester")) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(
						() -> assertThat(read(get(application, ENDPOINT), "$.client.calls.issued")).isEqualTo("1"));
			assertThat(server.getTokens("tester")).hasSize(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aRefusedUserIsTheLastUserFailure(Stack stack) {
		try (FaultServer server = FaultServer.http(Behaviour.status(422));
				TestApplication application = start(stack, server)) {
			application.newBrowser().logIn("mallory");
			HttpResponse<String> health = get(application, "/actuator/health/socialplus");
			assertThat(read(health, "$.status")).isEqualTo("UP");
			assertThat(health.body()).doesNotContain("reason");
			HttpResponse<String> endpoint = get(application, ENDPOINT);
			assertThat(read(endpoint, "$.client.lastUserFailure.reason")).isEqualTo("USER_REFUSED");
			assertThat(endpoint.body()).doesNotContain("mallory");
		}
	}

	@ParameterizedTest
	@EnumSource
	void responsesOfTheTokenEndpointAreMeasuredByBoot(Stack stack) {
		try (FaultServer server = FaultServer.http(Behaviour.TOKEN);
				TestApplication application = start(stack, server)) {
			Browser browser = application.newBrowser();
			browser.logIn("alice");
			browser.submit(browser.get("/page"), "/socialplus/token", Map.of());
			String uri = "http.server.requests?tag=uri:/socialplus/token&tag=status:";
			awaitMeter(application, uri + "200");
			browser.get("/socialplus/token");
			awaitMeter(application, uri + "405");
		}
	}

	@ParameterizedTest
	@EnumSource
	void anOperatorVerifiesARepair(Stack stack) {
		try (FaultServer server = FaultServer.http(Behaviour.TOKEN);
				TestApplication application = start(stack, server)) {
			Browser operator = application.newBrowser();
			operator.logIn("operator");
			assertThat(operator.postJson(ENDPOINT, "{\"userId\":\"tester\"}", ACCEPT, JSON).statusCode())
				.as("without a CSRF token")
				.isEqualTo(403);
			assertThat(verify(operator, "ADMIN_tester").statusCode()).isEqualTo(400);
			assertThat(server.getCalls()).as("for the login").isOne();
			HttpResponse<String> verified = verify(operator, "tester");
			assertThat(verified.statusCode()).isEqualTo(200);
			assertThat(read(verified, "$.successful")).isEqualTo("true");
			assertThat(verified.body()).doesNotContain(server.getTokens("tester").get(0));
			assertThat(server.getCalls()).isEqualTo(2);
		}
	}

	private static TestApplication start(Stack stack, FaultServer server) {
		return FaultStack.start(stack, server, "management.endpoint.health.probes.enabled=true");
	}

	private static HttpResponse<String> verify(Browser operator, String userId) {
		String csrf = Browser.csrf(operator.get("/page"));
		return operator.postJson(ENDPOINT, "{\"userId\":\"" + userId + "\"}", ACCEPT, JSON, "X-CSRF-TOKEN", csrf);
	}

	private static String meter(TestApplication application, String query) {
		return read(get(application, "/actuator/metrics/" + query), "$.measurements[0].value");
	}

	// Boot counts a request once its response has been sent.
	private static void awaitMeter(TestApplication application, String query) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(meter(application, query)).isEqualTo("1.0"));
	}

	private static HttpResponse<String> get(TestApplication application, String path) {
		return application.newBrowser().get(path, ACCEPT, JSON);
	}

	private static String read(HttpResponse<String> response, String path) {
		return String.valueOf(JsonPath.<Object>read(response.body(), path));
	}

}
