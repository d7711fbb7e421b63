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
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import plus.social.spring.testsupport.Browser;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code POST /socialplus/visitor} promises on both stacks.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AbstractVisitorEndpointTests {

	private static final String PATH = "/socialplus/visitor";

	private static final String SECRET = "v1sitor-secret-canary";

	private TestApplication application;

	private Browser browser;

	/**
	 * Start an application that lets anybody ask for {@code /socialplus/visitor}.
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
		this.application = start("socialplus.region=eu", "socialplus.api-key=ap1-key",
				"socialplus.visitor.secret=" + SECRET, "socialplus.visitor.max-per-second=1000");
	}

	@AfterAll
	void stop() {
		stop(this.application);
	}

	@BeforeEach
	void open() {
		this.browser = this.application.newBrowser();
	}

	@Test
	void handsAVisitorASignedLogin() throws GeneralSecurityException {
		HttpResponse<String> answer = post("");
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		Map<String, Object> json = json(answer);
		assertThat(json).containsOnlyKeys("deviceId", "authSignature", "authSignatureExpiresAt", "apiKey", "region")
			.containsEntry("apiKey", "ap1-key")
			.containsEntry("region", "eu");
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		String signed = "deviceId=" + json.get("deviceId") + "&authSignatureExpiresAt="
				+ json.get("authSignatureExpiresAt");
		assertThat(json.get("authSignature"))
			.isEqualTo(HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
		assertThat(Instant.parse(json.get("authSignatureExpiresAt").toString())).isBetween(Instant.now(),
				Instant.now().plusSeconds(3600));
		assertThat(answer.body()).doesNotContain(SECRET);
	}

	@Test
	void theSessionAndNothingElseIsTheVisitor() {
		Object mine = json(post("")).get("deviceId");
		Browser other = this.application.newBrowser();
		HttpResponse<String> answer = other.postJson(PATH + "?deviceId=" + mine, "{\"deviceId\": \"" + mine + "\"}",
				"X-CSRF-TOKEN", csrf(other), "X-Device-Id", mine.toString());
		assertThat(json(answer).get("deviceId")).isNotEqualTo(mine);
		assertThat(json(post("")).get("deviceId")).isEqualTo(mine);
		this.browser.forgetSession();
		assertThat(json(post("")).get("deviceId")).isNotEqualTo(mine);
	}

	@Test
	void whoeverIsLoggedInIsNoVisitor() {
		this.browser.logIn("alice");
		assertProblem(post(""), 409);
	}

	@Test
	void whoeverAsksTooOftenHasToWait() {
		String csrf = csrf(this.browser);
		HttpResponse<String> answer = null;
		for (int i = 0; i < 12; i++) {
			answer = this.browser.postJson(PATH, "", "X-CSRF-TOKEN", csrf);
			if (answer.statusCode() == 429) {
				break;
			}
		}
		assertProblem(answer, 429);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		this.browser = this.application.newBrowser();
		assertThat(post("").statusCode()).as("others").isEqualTo(200);
	}

	@Test
	void aKnownVisitorRenewsWhileNewOnesAreRefused() {
		TestApplication small = start("socialplus.visitor.secret=" + SECRET, "socialplus.visitor.max-per-second=1");
		Browser known = small.newBrowser();
		String csrf = csrf(known);
		assertThat(known.postJson(PATH, "", "X-CSRF-TOKEN", csrf).statusCode()).isEqualTo(200);
		int status = 200;
		for (int i = 0; i < 100 && status == 200; i++) {
			this.browser = small.newBrowser();
			status = post("").statusCode();
		}
		assertThat(status).as("a new visitor").isEqualTo(429);
		assertThat(known.postJson(PATH, "", "X-CSRF-TOKEN", csrf).statusCode()).as("a known one").isEqualTo(200);
		stop(small);
	}

	@Test
	void refusesWhatTheTokenEndpointRefuses() {
		assertProblem(this.browser.get(PATH), 405);
		assertProblem(this.browser.postJson(PATH, ""), 403);
		assertProblem(this.browser.postJson(PATH, "", "X-CSRF-TOKEN", csrf(this.browser), "Sec-Fetch-Site",
				"cross-site", "Origin", "https://evil.example"), 403);
	}

	@Test
	void thereIsNoneWithoutASecret() {
		TestApplication other = start("socialplus.region=eu");
		this.browser = other.newBrowser();
		// Not found, and on one stack the error page is behind the login.
		assertThat(post("").statusCode()).isIn(302, 404);
		stop(other);
	}

	private HttpResponse<String> post(String json) {
		return this.browser.postJson(PATH, json, "X-CSRF-TOKEN", csrf(this.browser));
	}

	private static String csrf(Browser browser) {
		return Browser.csrf(browser.get("/open/page"));
	}

	private static Map<String, Object> json(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return JsonParserFactory.getJsonParser().parseMap(answer.body());
	}

	private static void assertProblem(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(answer.body()).doesNotContain("canary");
	}

}
