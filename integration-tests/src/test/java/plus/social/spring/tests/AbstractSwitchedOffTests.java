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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.testsupport.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application that uses Social Plus everywhere does while it is switched off, on
 * both stacks.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AbstractSwitchedOffTests {

	private TestApplication application;

	private Browser browser;

	/**
	 * Start an application with the client, whose form login has the success handler with
	 * a failure handler, and whose controllers under {@code /open/} use all of the API.
	 * @param properties its properties
	 */
	protected abstract TestApplication start(String... properties);

	/**
	 * Stop an application.
	 */
	protected void stop(TestApplication application) {
		application.close();
	}

	@BeforeAll
	void startIt() {
		this.application = start("socialplus.enabled=false", "socialplus.server-key=k3y",
				"socialplus.base-url=http://127.0.0.1:1");
	}

	@AfterAll
	void stop() {
		stop(this.application);
	}

	@BeforeEach
	void logIn() {
		this.browser = this.application.newBrowser();
		assertThat(this.browser.logIn("alice").headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/").doesNotContain("refused"));
	}

	@Test
	void aTokenIsNotFound() {
		assertThat(this.browser.get("/open/find").body()).isEqualTo("none");
	}

	@Test
	void aTokenOfASessionFromBeforeIsNeitherFoundNorRemoved() {
		this.browser.get("/open/seed");
		assertThat(this.browser.get("/open/find").body()).isEqualTo("none");
		assertThat(this.browser.get("/open/optional").body()).isEqualTo("none");
		assertThat(this.application.getTokenAttributes(this.browser)).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "obtain", "service", "reactive-service" })
	void askingForOneFailsWithTheReason(String page) {
		assertThat(this.browser.get("/open/" + page).body()).isEqualTo("DISABLED");
		assertThat(this.application.newBrowser().get("/open/" + page).body()).isEqualTo("DISABLED");
	}

	@Test
	void aRequiredParameterIsUnavailable() {
		assertThat(this.browser.get("/open/required").statusCode()).isEqualTo(503);
	}

	@Test
	void aRequiredParameterStillLeadsToTheLogin() {
		assertThat(this.application.newBrowser().get("/open/required").statusCode()).isEqualTo(302);
	}

	@Test
	void anOptionalParameterIsNotThere() {
		assertThat(this.browser.get("/open/optional").body()).isEqualTo("none");
		assertThat(this.application.newBrowser().get("/open/optional").body()).isEqualTo("none");
	}

	@Test
	void thereAreNoEndpoints() {
		assertThat(this.browser.get("/socialplus/token").statusCode()).isEqualTo(404);
		assertThat(this.browser.get("/socialplus/visitor").statusCode()).isEqualTo(404);
		assertThat(this.browser.get("/socialplus/socialplus.js").statusCode()).isEqualTo(404);
	}

	@Test
	void logsInWithoutFiltersOrAClient() {
		assertThat(this.application.getBeans().values()).map((bean) -> bean.getClass().getSimpleName())
			.doesNotContain("SocialPlusSessionFilter", "SocialPlusSessionWebFilter", "SocialPlusTokenEndpointFilter",
					"SocialPlusTokenEndpointWebFilter", "SocialPlusTokenClient", "SocialPlusAccessTokenClient");
		assertThat(this.application.getTokenAttributes(this.browser)).isEmpty();
	}

}
