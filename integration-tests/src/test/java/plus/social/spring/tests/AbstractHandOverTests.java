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
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusAuthToken;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose token the endpoint hands out, on both stacks: that of the user who was logged in
 * when the request came and still is, whatever happens while the token is on its way and
 * whatever the application has around the endpoint.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AbstractHandOverTests {

	protected static final String PATH = "/socialplus/token";

	private static final String RENEWAL = PATH + "?renew=true";

	protected TestApplication application;

	protected Browser browser;

	/**
	 * Start an application with form login and Basic, whose chains differ in what they
	 * have around the endpoint.
	 */
	protected abstract TestApplication start(String... properties);

	@BeforeAll
	void start() {
		this.application = start(new String[0]);
	}

	@AfterAll
	void stop() {
		stop(this.application);
	}

	/**
	 * Stop an application.
	 */
	protected void stop(TestApplication application) {
		application.close();
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
	void aRenewalNeedsNoBody() {
		this.browser.logIn("alice");
		HttpResponse<String> response = post(RENEWAL, "");
		assertThat(this.application.getTokens().getTokens()).hasSize(2);
		assertIsFor(response, "alice", 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"renew\": true}", "{}" })
	void aLoginAsAnotherUserMeanwhileEndsTheRequest(String body) {
		this.browser.logIn("alice");
		CompletableFuture<?> gate = this.application.getTokens().close();
		CompletableFuture<HttpResponse<String>> pending = postLater(RENEWAL, body);
		this.application.getTokens().awaitTokens(2);
		this.application.getTokens().open();
		this.browser.logIn("bob");
		gate.complete(null);
		assertProblem(pending.join(), 401);
		assertIsFor(post(PATH, ""), "bob", 2);
		assertThat(this.application.getTokenAttributes(this.browser)).containsEntry(SocialPlusTokenAttributes.USER_ID,
				"bob");
	}

	@Test
	void aLogoutMeanwhileEndsTheRequest() {
		this.browser.logIn("alice");
		HttpResponse<String> page = this.browser.get("/page");
		CompletableFuture<?> gate = this.application.getTokens().close();
		CompletableFuture<HttpResponse<String>> pending = postLater(RENEWAL, "");
		this.application.getTokens().awaitTokens(2);
		this.browser.submit(page, "/logout", Map.of());
		gate.complete(null);
		assertProblem(pending.join(), 401);
	}

	@ParameterizedTest
	@ValueSource(strings = { PATH, RENEWAL })
	void credentialsInTheRequestCountBeforeTheSession(String path) {
		this.browser.logIn("alice");
		SocialPlusAuthToken ofAlice = this.application.getTokens().getTokens().get(0);
		CompletableFuture<?> gate = this.application.getTokens().close();
		CompletableFuture<HttpResponse<String>> pending = postLater(path, "", "Authorization", credentials("bob"));
		this.application.getTokens().awaitTokens(2);
		gate.complete(null);
		assertIsFor(pending.join(), "bob", 1);
		this.application.assertHolds(this.browser, ofAlice);
	}

	@Test
	void aFailureMeanwhileIsTheSameAnswerAsOneAtOnce() {
		this.browser.logIn("alice");
		CompletableFuture<?> gate = this.application.getTokens().close();
		CompletableFuture<HttpResponse<String>> pending = postLater(RENEWAL, "");
		this.application.getTokens().awaitTokens(2);
		gate.completeExceptionally(new IllegalArgumentException("canary"));
		HttpResponse<String> response = pending.join();
		assertProblem(response, 503);
		assertThat(response.body()).doesNotContain("canary");
	}

	@Test
	void theDeadlineIsTheEndpointsOwn() {
		TestApplication impatient = start("socialplus.http.call-timeout=1s");
		this.browser = impatient.newBrowser();
		this.browser.logIn("alice");
		impatient.getTokens().close();
		assertProblem(post(RENEWAL, ""), 503);
		stop(impatient);
	}

	@Test
	void withoutALoginAnOldCsrfTokenIsNoReasonToBeForbidden() {
		this.browser.logIn("alice");
		String csrf = csrf();
		this.browser.forgetSession();
		assertProblem(this.browser.postJson(PATH, "", "X-CSRF-TOKEN", csrf), 401);
		assertProblem(this.browser.postJson(PATH, ""), 401);
	}

	@Test
	void aUserWhoIsLedToAnotherPageIsForbidden() {
		this.browser.logIn("alice");
		assertProblem(post(PATH, "", "X-Application", "redirect"), 403);
		assertProblem(post(PATH, "", "X-Application", "see-other"), 403);
		assertProblem(post(PATH, "", "X-Application", "page"), 403);
	}

	@Test
	void aVisitorWhoIsLedToAnotherPageIsToldToLogIn() {
		HttpResponse<String> login = this.browser.get("/login");
		for (String led : List.of("redirect", "see-other", "page")) {
			assertProblem(this.browser.postJson(PATH, "", "X-CSRF-TOKEN", Browser.csrf(login), "X-Application", led),
					401);
		}
	}

	@Test
	void aRefusalOfTheApplicationsOwnIsLeftAsItIs() {
		this.browser.logIn("alice");
		for (String status : List.of("401", "403", "429")) {
			HttpResponse<String> response = post(PATH, "", "X-Application", status);
			assertThat(response.statusCode()).isEqualTo(Integer.parseInt(status));
			assertThat(response.body()).isEqualTo("{\"own\": " + status + "}");
		}
	}

	@Test
	void aRefusalOfTheApplicationsOwnWithoutABodyHasAProblemDetail() {
		this.browser.logIn("alice");
		assertProblem(post(PATH, "", "X-Application", "empty-401"), 401);
		assertProblem(post(PATH, "", "X-Application", "empty-403"), 403);
	}

	@Test
	void anApplicationsOwnRefusalsOfStrangersAndForgeriesAreLeftAsTheyAre() {
		TestApplication own = start("tests.own-handlers=true");
		Browser stranger = own.newBrowser();
		HttpResponse<String> response = stranger.get(PATH);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.body()).isEqualTo("{\"own\": 401}");
		response = stranger.postJson(PATH, "", "Authorization", credentials("alice"));
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).isEqualTo("{\"own\": 403}");
		stop(own);
	}

	@Test
	void aSessionThatWasPushedOutIsNotLoggedIn() {
		TestApplication single = start("tests.maximum-sessions=1");
		Browser first = single.newBrowser();
		first.logIn("alice");
		String csrf = Browser.csrf(first.get("/page"));
		Browser second = single.newBrowser();
		second.logIn("alice");
		assertProblem(first.postJson(PATH, "", "X-CSRF-TOKEN", csrf), 401);
		assertThat(second.postJson(PATH, "", "X-CSRF-TOKEN", Browser.csrf(second.get("/page"))).statusCode())
			.isEqualTo(200);
		stop(single);
	}

	@Test
	void bodiesThatDoNotArriveKeepNobodyWaiting() throws IOException {
		this.browser.logIn("alice");
		String csrf = csrf();
		List<Socket> dripping = new ArrayList<>();
		try {
			for (int i = 0; i < 40; i++) {
				dripping.add(drip(csrf, (i % 2 == 0) ? "application/json" : "text/plain"));
			}
			for (int i = 0; i < 3; i++) {
				assertThat(this.browser.get("/page").statusCode()).isEqualTo(200);
			}
			assertIsFor(this.browser.postJson(PATH, "{}", "X-CSRF-TOKEN", csrf), "alice", 0);
		}
		finally {
			for (Socket socket : dripping) {
				socket.close();
			}
		}
	}

	private Socket drip(String csrf, String contentType) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.application.getPort());
		OutputStream output = socket.getOutputStream();
		output.write(
				String
					.join("\r\n", "POST " + PATH + " HTTP/1.1", "Host: localhost", "Content-Type: " + contentType,
							"Content-Length: 500", "X-CSRF-TOKEN: " + csrf, "Cookie: " + this.browser.getCookies(), "",
							"{\"ren")
					.getBytes(StandardCharsets.US_ASCII));
		output.flush();
		return socket;
	}

	public static String credentials(String user) {
		return "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + Browser.PASSWORD).getBytes(StandardCharsets.UTF_8));
	}

	private CompletableFuture<HttpResponse<String>> postLater(String path, String body, String... headers) {
		String csrf = csrf();
		return CompletableFuture.supplyAsync(() -> this.browser.postJson(path, body, with(csrf, headers)),
				(task) -> new Thread(task).start());
	}

	protected HttpResponse<String> post(String path, String body, String... headers) {
		return this.browser.postJson(path, body, with(csrf(), headers));
	}

	private static String[] with(String csrf, String... headers) {
		List<String> all = new ArrayList<>(List.of(headers));
		all.addAll(List.of("X-CSRF-TOKEN", csrf));
		return all.toArray(String[]::new);
	}

	private String csrf() {
		return Browser.csrf(this.browser.get("/page"));
	}

	protected void assertIsFor(HttpResponse<String> response, String userId, int token) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		SocialPlusAuthToken expected = this.application.getTokens().getTokens().get(token);
		assertThat(expected.getUserId()).isEqualTo(userId);
		assertThat(JsonParserFactory.getJsonParser().parseMap(response.body())).containsEntry("userId", userId)
			.containsEntry("authToken", expected.getTokenValue());
	}

	protected static void assertProblem(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(response.headers().firstValue("Location")).isEmpty();
		assertThat(JsonParserFactory.getJsonParser().parseMap(response.body())).containsEntry("status", status);
	}

}
