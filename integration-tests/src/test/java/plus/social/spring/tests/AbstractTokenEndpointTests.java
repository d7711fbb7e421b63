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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.event.SocialPlusTokenEventPublisher;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusAuthToken;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint that hands tokens to the client answers, on both stacks.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AbstractTokenEndpointTests {

	protected static final String PATH = "/socialplus/token";

	private TestApplication application;

	private Browser browser;

	/**
	 * Start an application with the login that Spring Boot makes.
	 */
	protected abstract TestApplication start(String... properties);

	/**
	 * Start an application for bearer tokens that are their user's name, without
	 * sessions.
	 */
	protected abstract TestApplication startForBearers();

	/**
	 * Stop an application.
	 */
	protected void stop(TestApplication application) {
		application.close();
	}

	@BeforeAll
	void start() {
		this.application = start("socialplus.region=eu", "socialplus.api-key=ap1-key");
	}

	@AfterAll
	void stop() {
		stop(this.application);
	}

	@BeforeEach
	void open() {
		this.application.getTokens().open();
		this.application.getTokens().succeed();
		this.application.getTokens().clear();
		// Renewals of a user are limited, and every test is about the same ones.
		this.application.getBean(SessionTokens.class).reset();
		this.browser = this.application.newBrowser();
	}

	@Test
	void withoutAListenerNoEventIsPublished() {
		assertThat(this.application.getBean(SocialPlusTokenEventPublisher.class).isActive()).isFalse();
	}

	@Test
	void handsWhoeverIsLoggedInTheTokenOfTheirSession() {
		this.browser.logIn("alice");
		HttpResponse<String> answer = post("");
		SocialPlusAuthToken token = this.application.getTokens().getTokens().get(0);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		Map<String, Object> json = json(answer);
		assertThat(json).containsEntry("userId", "alice")
			.containsEntry("displayName", null)
			.containsEntry("authToken", token.getTokenValue())
			.containsEntry("expiresAt", token.getExpiresAt().toString())
			.containsEntry("apiKey", "ap1-key")
			.containsEntry("region", "eu")
			.hasSize(6);
		assertThat(this.application.getTokens().getTokens()).hasSize(1);
		this.application.assertHolds(this.browser, token);
	}

	@Test
	void aRenewalGivesANewTokenAndPutsItIntoTheSession() {
		this.browser.logIn("alice");
		HttpResponse<String> answer = post("{\"renew\": true}");
		List<SocialPlusAuthToken> tokens = this.application.getTokens().getTokens();
		assertThat(tokens).hasSize(2);
		assertThat(json(answer)).containsEntry("authToken", tokens.get(1).getTokenValue());
		this.application.assertHolds(this.browser, tokens.get(1));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{}", "{\"renew\": false}", "{\"renew\": \"true\"}", "[true]", "renew", "{\"renew\": true" })
	void anythingElseIsNoRenewal(String body) {
		this.browser.logIn("alice");
		assertThat(post(body).statusCode()).isEqualTo(200);
		assertThat(this.application.getTokens().getTokens()).hasSize(1);
	}

	@Test
	void aBodyWithoutAnEndIsNoRenewal() {
		this.browser.logIn("alice");
		assertThat(post("{\"renew\": true" + " ".repeat(100_000) + "}").statusCode()).isEqualTo(200);
		assertThat(this.application.getTokens().getTokens()).hasSize(1);
	}

	@Test
	void nothingInTheRequestChoosesTheUser() {
		this.browser.logIn("alice");
		HttpResponse<String> answer = this.browser.postJson(PATH + "?userId=bob&user=bob",
				"{\"userId\": \"bob\", \"renew\": true, \"user\": {\"id\": \"bob\"}}", "X-CSRF-TOKEN", csrf(),
				"X-User-Id", "bob", "X-Forwarded-User", "bob", "Remote-User", "bob");
		assertThat(json(answer)).containsEntry("userId", "alice");
		assertThat(this.application.getTokens().getUserIds()).containsOnly("alice");
	}

	@Test
	void manyRenewalsShareTheirCalls() {
		this.browser.logIn("alice");
		String csrf = csrf();
		CompletableFuture<?> gate = this.application.getTokens().close();
		ExecutorService executor = Executors.newFixedThreadPool(10);
		List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 10)
			.mapToObj((i) -> CompletableFuture
				.supplyAsync(() -> this.browser.postJson(PATH, "{\"renew\": true}", "X-CSRF-TOKEN", csrf), executor))
			.toList();
		this.application.getTokens().awaitTokens(2);
		gate.complete(null);
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join().statusCode()).isEqualTo(200));
		executor.shutdown();
		assertThat(this.application.getTokens().getTokens()).hasSizeLessThanOrEqualTo(1 + 10);
	}

	@Test
	void aTokenThatTakesItsTimeIsWaitedFor() {
		this.browser.logIn("alice");
		String csrf = csrf();
		CompletableFuture<?> gate = this.application.getTokens().close();
		CompletableFuture<HttpResponse<String>> answer = CompletableFuture
			.supplyAsync(() -> this.browser.postJson(PATH, "{\"renew\": true}", "X-CSRF-TOKEN", csrf));
		this.application.getTokens().awaitTokens(2);
		assertThat(answer).isNotDone();
		gate.complete(null);
		SocialPlusAuthToken token = this.application.getTokens().getTokens().get(1);
		assertThat(json(answer.join())).containsEntry("authToken", token.getTokenValue());
		this.application.assertHolds(this.browser, token);
	}

	@Test
	void whoeverIsNotLoggedInIsToldSoAndLedNowhere() {
		HttpResponse<String> answer = this.browser.postJson(PATH, "", "X-CSRF-TOKEN",
				Browser.csrf(this.browser.get("/login")));
		assertProblem(answer, 401);
		HttpResponse<String> login = this.browser.logIn("alice");
		assertThat(login.headers().firstValue("Location")).as("not a saved request")
			.hasValueSatisfying((location) -> assertThat(location).doesNotContain("socialplus"));
	}

	@Test
	void withoutACsrfTokenThereIsNoToken() {
		this.browser.logIn("alice");
		this.application.getTokens().clear();
		assertProblem(this.browser.postJson(PATH, "{\"renew\": true}"), 403);
		assertProblem(this.browser.post(PATH, Map.of("renew", "true")), 403);
		assertThat(this.application.getTokens().getTokens()).isEmpty();
	}

	@Test
	void anotherSiteGetsNothing() {
		this.browser.logIn("alice");
		String csrf = csrf();
		this.application.getTokens().clear();
		assertProblem(this.browser.postJson(PATH, "{\"renew\": true}", "X-CSRF-TOKEN", csrf, "Sec-Fetch-Site",
				"cross-site", "Origin", "https://evil.example"), 403);
		assertThat(this.application.getTokens().getTokens()).isEmpty();
		HttpResponse<String> same = this.browser.postJson(PATH, "", "X-CSRF-TOKEN", csrf, "Sec-Fetch-Site",
				"same-origin");
		assertThat(same.statusCode()).isEqualTo(200);
		assertThat(same.headers().map().keySet()).noneMatch((name) -> name.startsWith("access-control"));
	}

	@Test
	void onlyPostIsAllowed() {
		this.browser.logIn("alice");
		HttpResponse<String> answer = this.browser.get(PATH);
		assertProblem(answer, 405);
		assertThat(answer.headers().firstValue("Allow")).contains("POST");
	}

	@Test
	void aFaultOfSocialPlusIsTheSameAnswerWhateverItIs() {
		this.browser.logIn("alice");
		this.application.getTokens().fail();
		HttpResponse<String> answer = post("{\"renew\": true}");
		assertProblem(answer, 503);
		assertThat(answer.headers().firstValue("Retry-After")).contains("5");
		assertThat(answer.body()).doesNotContain("canary");
		assertThat(this.browser.get("/page").body()).as("still logged in").contains("alice");
	}

	@Test
	void anIdThatSocialPlusDoesNotTakeIsForbidden() {
		this.browser.logIn("x".repeat(51));
		assertProblem(post(""), 403);
		assertThat(this.application.getTokens().getTokens()).isEmpty();
	}

	@Test
	void itsPathCanBeChosen() {
		TestApplication other = start("socialplus.endpoint.path=/api/chat-token");
		this.browser = other.newBrowser();
		this.browser.logIn("alice");
		String csrf = csrf();
		assertThat(this.browser.postJson("/api/chat-token", "", "X-CSRF-TOKEN", csrf).statusCode()).isEqualTo(200);
		assertThat(this.browser.postJson(PATH, "", "X-CSRF-TOKEN", csrf).statusCode()).isEqualTo(404);
		stop(other);
	}

	@ParameterizedTest
	@CsvSource({ "socialplus.endpoint.enabled=false, 404", "socialplus.enabled=false, 404" })
	void canBeSwitchedOff(String property, int status) {
		TestApplication other = start(property);
		this.browser = other.newBrowser();
		this.browser.logIn("alice");
		assertThat(post("").statusCode()).isEqualTo(status);
		stop(other);
	}

	@Test
	void withoutSecureModeThereIsWhatTheClientNeedsAndNoToken() {
		TestApplication other = start("socialplus.secure-mode=false", "socialplus.api-key=ap1-key");
		this.browser = other.newBrowser();
		this.browser.logIn("alice");
		assertThat(json(post("{\"renew\": true}"))).containsEntry("userId", "alice")
			.containsEntry("authToken", null)
			.containsEntry("expiresAt", null)
			.containsEntry("apiKey", "ap1-key");
		assertThat(other.getTokens().getTokens()).isEmpty();
		stop(other);
	}

	@Test
	void aBearerTokenIsALoginTooAndStartsNoSession() {
		TestApplication other = startForBearers();
		Browser app = other.newBrowser();
		HttpResponse<String> answer = app.postJson(PATH, "", "Authorization", "Bearer alice");
		assertThat(answer.statusCode()).isEqualTo(200);
		SocialPlusAuthToken token = other.getTokens().getTokens().get(0);
		assertThat(json(answer)).containsEntry("userId", "alice").containsEntry("authToken", token.getTokenValue());
		assertThat(app.getSessionId()).isEmpty();
		assertProblem(app.postJson(PATH, ""), 401);
		assertThat(other.getTokens().getTokens()).hasSize(1);
		stop(other);
	}

	@ParameterizedTest
	@CsvSource({ "socialplus.js, text/javascript, export async function connect",
			"socialplus.d.ts, text/plain, export function connect" })
	void theBrowserModuleIsBesideItAndKeptByBrowsersUntilItChanges(String file, String type, String content) {
		this.browser.logIn("alice");
		HttpResponse<String> answer = this.browser.get("/socialplus/" + file);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type"))
			.hasValueSatisfying((value) -> assertThat(value).startsWith(type));
		assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-cache");
		assertThat(answer.headers().allValues("X-Content-Type-Options")).containsOnly("nosniff");
		assertThat(answer.body()).contains(content);
		String etag = answer.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> unchanged = this.browser.get("/socialplus/" + file, "If-None-Match", etag);
		assertThat(unchanged.statusCode()).isEqualTo(304);
		assertThat(unchanged.body()).isEmpty();
	}

	@Test
	void theBrowserModuleIsUnderTheRulesOfTheApplication() {
		assertThat(this.browser.get("/socialplus/socialplus.js").statusCode()).isEqualTo(302);
		this.browser.logIn("alice");
		assertThat(this.browser.get("/socialplus/").statusCode()).isEqualTo(404);
	}

	private HttpResponse<String> post(String json) {
		return this.browser.postJson(PATH, json, "X-CSRF-TOKEN", csrf());
	}

	private String csrf() {
		return Browser.csrf(this.browser.get("/page"));
	}

	private static Map<String, Object> json(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return JsonParserFactory.getJsonParser().parseMap(answer.body());
	}

	private static void assertProblem(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(answer.headers().firstValue("Location")).isEmpty();
		assertThat(JsonParserFactory.getJsonParser().parseMap(answer.body())).containsEntry("status", status)
			.extractingByKey("title", InstanceOfAssertFactories.STRING)
			.isNotEmpty();
	}

}
