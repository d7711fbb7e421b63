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
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.testsupport.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application's own CORS rules mean for the endpoints, on both stacks.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AbstractCrossOriginTests {

	private static final String TOKEN = "/socialplus/token";

	private static final String SPA = "https://spa.example";

	private static final String EVIL = "https://evil.example";

	private TestApplication application;

	private Browser browser;

	/**
	 * Start an application whose CORS rules allow {@code https://spa.example} with
	 * credentials, and which lets anybody ask for the visitor endpoint, the browser
	 * module and {@code /open/**}, and with {@code OPTIONS}.
	 */
	protected abstract TestApplication start(String... properties);

	/**
	 * Start an application for bearer tokens that are their user's name, whose CORS rules
	 * allow every origin without credentials.
	 */
	protected abstract TestApplication startForBearers();

	/**
	 * Whether Spring Security applies the CORS rules too.
	 */
	protected abstract boolean isSecurityApplyingCors();

	/**
	 * Stop an application.
	 */
	protected void stop(TestApplication application) {
		application.close();
	}

	@BeforeAll
	void start() {
		this.application = start("socialplus.visitor.secret=v1sitor-s3cret-0f-tests",
				"socialplus.visitor.max-per-second=1000");
	}

	@AfterAll
	void stop() {
		stop(this.application);
	}

	@BeforeEach
	void open() {
		this.application.getTokens().clear();
		this.browser = this.application.newBrowser();
	}

	@ParameterizedTest
	@CsvSource({ "/socialplus/token, POST", "/socialplus/visitor, POST", "/socialplus/socialplus.js, GET" })
	void aPreflightOfAnAllowedOriginIsGranted(String path, String method) {
		HttpResponse<String> answer = this.browser.options(path, "Origin", SPA, "Access-Control-Request-Method", method,
				"Access-Control-Request-Headers", "content-type,x-csrf-token,x-requested-with", "Sec-Fetch-Site",
				"cross-site", "Sec-Fetch-Mode", "cors");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertAllowed(answer);
		assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
			.hasValueSatisfying((methods) -> assertThat(methods).contains(method));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/socialplus/token", "/socialplus/visitor", "/socialplus/socialplus.js" })
	void aPreflightOfAnotherOriginIsRefused(String path) {
		HttpResponse<String> answer = this.browser.options(path, "Origin", EVIL, "Access-Control-Request-Method",
				"POST");
		assertThat(answer.statusCode()).isEqualTo(403);
		assertNotAllowed(answer);
	}

	@Test
	void optionsWithoutCorsIsNoMethodOfTheEndpoint() {
		this.browser.logIn("alice");
		assertThat(this.browser.options(TOKEN).statusCode()).isEqualTo(405);
		assertThat(this.browser.options("/socialplus/visitor").statusCode()).isEqualTo(405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cross-site", "same-site" })
	void anAllowedOriginGetsTheTokenOfItsCookie(String site) {
		HttpResponse<String> answer = postAsAlice(TOKEN, "Origin", SPA, "Sec-Fetch-Site", site, "Sec-Fetch-Mode",
				"cors");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).contains("\"userId\":\"alice\"");
		assertAllowed(answer);
	}

	@Test
	void anAllowedOriginGetsVisitorsAndTheModule() {
		HttpResponse<String> visitor = this.browser.postJson("/socialplus/visitor", "", "X-CSRF-TOKEN",
				Browser.csrf(this.browser.get("/open/page")), "Origin", SPA, "Sec-Fetch-Site", "cross-site");
		assertThat(visitor.statusCode()).isEqualTo(200);
		assertAllowed(visitor);
		HttpResponse<String> module = this.browser.get("/socialplus/socialplus.js", "Origin", SPA);
		assertThat(module.statusCode()).isEqualTo(200);
		assertAllowed(module);
	}

	@Test
	void theAnswerThatNobodyIsLoggedInReachesAnAllowedOriginIfSpringSecurityAppliesTheRules() {
		HttpResponse<String> answer = this.browser.postJson(TOKEN, "", "X-CSRF-TOKEN",
				Browser.csrf(this.browser.get("/open/page")), "Origin", SPA);
		assertThat(answer.statusCode()).isEqualTo(401);
		if (isSecurityApplyingCors()) {
			assertAllowed(answer);
		}
	}

	@ParameterizedTest
	@CsvSource({ "https://evil.example, cross-site, cors", "https://evil.example, , ", "null, cross-site, cors",
			"null, cross-site, navigate", "https://evil.example, cross-site, navigate",
			"https://spa.example, cross-site, navigate", "https://spa.example, cross-site, no-cors" })
	void anotherSiteGetsNothingForTheCookieOfAVictim(String origin, String site, String mode) {
		HttpResponse<String> answer = (site != null)
				? postAsAlice(TOKEN, "Origin", origin, "Sec-Fetch-Site", site, "Sec-Fetch-Mode", mode)
				: postAsAlice(TOKEN, "Origin", origin);
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).doesNotContain("alice");
		assertThat(this.application.getTokens().getTokens()).isEmpty();
	}

	@Test
	void aFormOfAnotherSiteGetsNothing() {
		this.browser.logIn("alice");
		String csrf = Browser.csrf(this.browser.get("/page"));
		this.application.getTokens().clear();
		HttpResponse<String> answer = this.browser.post(TOKEN, Map.of("_csrf", csrf), "Origin", EVIL, "Sec-Fetch-Site",
				"cross-site", "Sec-Fetch-Mode", "navigate");
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(this.application.getTokens().getTokens()).isEmpty();
	}

	@Test
	void aRequestOfThePagesOwnSiteHasNothingToDoWithIt() {
		HttpResponse<String> answer = postAsAlice(TOKEN, "Sec-Fetch-Site", "same-origin");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertNotAllowed(answer);
	}

	@ParameterizedTest
	@CsvSource({ "Bearer alice, 200", "bearer alice, 200" })
	void anyOriginIsServedWithABearerTokenAndNoCookie(String authorization, int status) {
		TestApplication other = startForBearers();
		HttpResponse<String> answer = other.newBrowser()
			.postJson(TOKEN, "", "Authorization", authorization, "Origin", "capacitor://localhost", "Sec-Fetch-Site",
					"cross-site", "Sec-Fetch-Mode", "cors");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
		HttpResponse<String> withCookie = other.newBrowser()
			.postJson(TOKEN, "", "Authorization", authorization, "Origin", "capacitor://localhost", "Sec-Fetch-Site",
					"cross-site", "Sec-Fetch-Mode", "cors", "Cookie", "SESSION=victim");
		assertThat(withCookie.statusCode()).isEqualTo(403);
		stop(other);
	}

	private HttpResponse<String> postAsAlice(String path, String... headers) {
		this.browser.logIn("alice");
		String csrf = Browser.csrf(this.browser.get("/page"));
		this.application.getTokens().clear();
		String[] all = new String[headers.length + 2];
		all[0] = "X-CSRF-TOKEN";
		all[1] = csrf;
		System.arraycopy(headers, 0, all, 2, headers.length);
		return this.browser.postJson(path, "{\"renew\": true}", all);
	}

	private static void assertAllowed(HttpResponse<String> answer) {
		assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(SPA);
		assertThat(answer.headers().allValues("Access-Control-Allow-Credentials")).containsExactly("true");
	}

	private static void assertNotAllowed(HttpResponse<String> answer) {
		assertThat(answer.headers().map().keySet())
			.noneMatch((name) -> name.toLowerCase(Locale.ROOT).startsWith("access-control-allow"));
	}

}
