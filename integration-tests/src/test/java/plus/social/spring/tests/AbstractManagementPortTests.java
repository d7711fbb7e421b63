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

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.testsupport.Browser;

import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is on a management port of its own, on both stacks: nothing of ours.
 */
@Tag("management")
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AbstractManagementPortTests {

	private static final String ACCEPT = "Accept";

	private static final String JSON = "application/json";

	private TestApplication application;

	/**
	 * Start an application without CSRF tokens that permits everything and has a login.
	 */
	protected abstract TestApplication start(String... properties);

	/**
	 * Stop an application.
	 */
	protected void stop(TestApplication application) {
		application.close();
	}

	@BeforeAll
	void start() {
		this.application = start("management.server.port=0", "management.server.address=127.0.0.1",
				"socialplus.visitor.secret=v1sitor-s3cret-0f-tests");
	}

	@AfterAll
	void stop() {
		stop(this.application);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/socialplus/token", "/socialplus/visitor" })
	void theEndpointsAreOnTheApplicationsPortOnly(String path) {
		assertThat(this.application.newBrowser().postJson(path, "").statusCode()).isIn(200, 401);
		HttpResponse<String> answer = onManagementPort().postJson(path, "", ACCEPT, JSON);
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.headers().firstValue("Content-Type")).as("no answer of ours")
			.hasValueSatisfying((type) -> assertThat(type).doesNotContain("problem"));
	}

	@Test
	void theBrowserModuleIsOnTheApplicationsPortOnly() {
		String path = "/socialplus/socialplus.js";
		assertThat(this.application.newBrowser().get(path).statusCode()).isEqualTo(200);
		assertThat(onManagementPort().get(path, ACCEPT, JSON).statusCode()).isEqualTo(404);
	}

	@Test
	void noTokenIsIssuedForALoginOnTheManagementPort() {
		HttpResponse<String> health = onManagementPort().get("/actuator/health", ACCEPT, JSON);
		assertThat(health.statusCode()).isEqualTo(200);
		this.application.getTokens().clear();
		onManagementPort().post("/login", Map.of("username", "alice", "password", Browser.PASSWORD));
		assertThat(this.application.getTokens().getTokens()).isEmpty();
		this.application.newBrowser().post("/login", Map.of("username", "bob", "password", Browser.PASSWORD));
		assertThat(this.application.getTokens().getUserIds()).containsExactly("bob");
	}

	private Browser onManagementPort() {
		Environment environment = this.application.getBean(Environment.class);
		return new Browser(URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.management.port")),
				"SESSION");
	}

}
