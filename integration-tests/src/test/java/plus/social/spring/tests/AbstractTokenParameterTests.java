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

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusException.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a parameter with {@code @SocialPlusToken} gets, on both stacks.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AbstractTokenParameterTests {

	private TestApplication application;

	private Browser browser;

	/**
	 * Start an application with form login and Basic that permits {@code /open/**}. No
	 * security filter chain handles {@code /ignored/**}. Every controller returns the
	 * principal's name and the user of its token.
	 */
	protected abstract TestApplication start();

	/**
	 * Start an application for bearer tokens that are their user's name, without
	 * sessions, with the same controllers.
	 */
	protected abstract TestApplication startForBearers();

	/**
	 * Return the last part of the paths of controllers whose token is required.
	 */
	protected abstract String[] required();

	/**
	 * Return the last part of the paths of controllers whose token is not required.
	 */
	protected abstract String[] optional();

	/**
	 * Stop an application.
	 */
	protected void stop(TestApplication application) {
		application.close();
	}

	@BeforeAll
	void startIt() {
		this.application = start();
	}

	@AfterAll
	void stop() {
		stop(this.application);
	}

	@BeforeEach
	void open() {
		this.application.getTokens().succeed();
		this.application.getTokens().clear();
		this.browser = this.application.newBrowser();
	}

	@ParameterizedTest
	@MethodSource({ "required", "optional" })
	void isTheTokenOfTheLogin(String parameter) {
		this.browser.logIn("alice");
		assertThat(this.browser.get("/open/" + parameter).body()).isEqualTo("alice has the token of alice");
		assertThat(this.application.getTokens().getTokens()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("required")
	void leadsToTheLoginIfItIsRequiredAndNobodyIsLoggedIn(String parameter) {
		HttpResponse<String> page = this.browser.get("/open/" + parameter);
		assertThat(page.statusCode()).isEqualTo(302);
		assertThat(page.headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/login"));
		HttpResponse<String> script = this.browser.get("/open/" + parameter, "X-Requested-With", "XMLHttpRequest",
				"Accept", "application/json");
		assertThat(script.statusCode()).isEqualTo(401);
		assertThat(this.application.getTokens().getTokens()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("optional")
	void isNotThereIfItIsNotRequiredAndNobodyIsLoggedIn(String parameter) {
		assertThat(this.browser.get("/open/" + parameter).body()).isEqualTo("nobody has no token");
	}

	@ParameterizedTest
	@MethodSource("required")
	void isUnauthorizedWhereNoSecurityFilterChainHandlesTheRequest(String parameter) {
		assertThat(this.browser.get("/ignored/" + parameter, "X-Requested-With", "XMLHttpRequest").statusCode())
			.isEqualTo(401);
	}

	@ParameterizedTest
	@MethodSource("required")
	void isForbiddenForALoginThatMayHaveNone(String parameter) {
		this.browser.logIn("x".repeat(51));
		assertThat(this.browser.get("/open/" + parameter).statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@MethodSource("required")
	void isUnavailableInAnOutage(String parameter) {
		this.application.getTokens().fail();
		this.browser.logIn("alice");
		HttpResponse<String> answer = this.browser.get("/open/" + parameter);
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().allValues("Retry-After")).hasSize(1).first().asString().matches("[1-5]");
		assertThat(answer.body()).doesNotContain("canary");
	}

	@ParameterizedTest
	@MethodSource("required")
	void isForbiddenForAUserWhomSocialPlusDoesNotAccept(String parameter) {
		for (Reason reason : List.of(Reason.USER_BANNED, Reason.USER_REFUSED)) {
			this.application.getTokens().fail(reason);
			Browser browser = this.application.newBrowser();
			browser.logIn("user-" + reason);
			assertThat(browser.get("/open/" + parameter).statusCode()).as("%s", reason).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@MethodSource("optional")
	void isNotThereForAUserWhomSocialPlusDoesNotAccept(String parameter) {
		this.application.getTokens().fail(Reason.USER_BANNED);
		this.browser.logIn("alice");
		assertThat(this.browser.get("/open/" + parameter).body()).isEqualTo("alice has no token");
	}

	@ParameterizedTest
	@MethodSource("optional")
	void isNotThereInAnOutageIfItIsNotRequired(String parameter) {
		this.application.getTokens().fail();
		this.browser.logIn("alice");
		assertThat(this.browser.get("/open/" + parameter).body()).isEqualTo("alice has no token");
	}

	@Test
	void anApplicationMayHandleTheFailureItself() {
		this.application.getTokens().fail();
		this.browser.logIn("alice");
		HttpResponse<String> answer = this.browser.get("/open/handled");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("SERVER_KEY_REFUSED");
	}

	@ParameterizedTest
	@MethodSource("required")
	void isRefusedIfTheSessionIsAnotherUsers(String parameter) {
		this.browser.logIn("alice");
		HttpResponse<String> answer = this.browser.get("/open/" + parameter, "Authorization", basic("bob"));
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(this.application.getTokens().getUserIds()).containsOnly("alice");
	}

	@ParameterizedTest
	@MethodSource("optional")
	void isNotThereIfTheSessionIsAnotherUsersAndItIsNotRequired(String parameter) {
		this.browser.logIn("alice");
		assertThat(this.browser.get("/open/" + parameter, "Authorization", basic("bob")).body())
			.isEqualTo("bob has no token");
	}

	@ParameterizedTest
	@MethodSource({ "required", "optional" })
	void isIssuedForALoginWithoutASession(String parameter) {
		assertThat(this.browser.get("/open/" + parameter, "Authorization", basic("bob")).body())
			.isEqualTo("bob has the token of bob");
	}

	@Test
	void isIssuedForABearerTokenAndStartsNoSession() {
		TestApplication other = startForBearers();
		Browser app = other.newBrowser();
		for (String parameter : required()) {
			assertThat(app.get("/open/" + parameter, "Authorization", "Bearer alice").body())
				.isEqualTo("alice has the token of alice");
			assertThat(app.get("/open/" + parameter).statusCode()).isEqualTo(401);
		}
		assertThat(app.getSessionId()).isEmpty();
		stop(other);
	}

	private static String basic(String user) {
		return "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + Browser.PASSWORD).getBytes(StandardCharsets.UTF_8));
	}

}
