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

package plus.social.spring.samples.webflux;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.boot.test.AutoConfigureSocialPlusEmulator;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.boot.test.SocialPlusFault;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusException;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebFluxApplication}.
 */
// A call takes as long as the machine needs, and a login waits for it.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "socialplus.login.budget=1m", "socialplus.http.connect-timeout=1m",
				"socialplus.http.attempt-timeout=1m", "socialplus.http.call-timeout=1m" })
@AutoConfigureSocialPlusEmulator
class WebFluxApplicationTests {

	private static final String PASSWORD = "demo";

	@Autowired
	private SocialPlusEmulator emulator;

	@Autowired
	private MessageSource messages;

	@LocalServerPort
	private int port;

	private Browser browser;

	@BeforeEach
	void openBrowser() {
		this.browser = new Browser(URI.create("http://localhost:" + this.port), "SESSION");
	}

	@Test
	void leadsFromADeepLinkOverTheLoginBackToIt() {
		HttpResponse<String> deepLink = this.browser.get("/rooms/general");
		assertThat(deepLink.statusCode()).isEqualTo(302);
		assertThat(Browser.location(deepLink)).isEqualTo("/login");
		assertThat(this.browser.follow(deepLink).body()).doesNotContain("class=\"message");
		HttpResponse<String> login = this.browser.logIn("alice", PASSWORD);
		assertThat(login.statusCode()).isEqualTo(302);
		assertThat(Browser.location(login)).startsWith("/rooms/general");
		HttpResponse<String> page = this.browser.follow(login);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Room <span>general</span>");
		assertShowsOnlyTokenOf("alice", page);
	}

	@Test
	void logsInWithoutATokenWhenSocialPlusHasAFault() {
		this.emulator.fail(SocialPlusFault.SERVICE_UNAVAILABLE);
		HttpResponse<String> login = this.browser.logIn("alice", PASSWORD);
		assertThat(login.statusCode()).isEqualTo(302);
		assertThat(this.browser.follow(login).body()).contains("Social Plus reported an internal error.");
		assertThat(this.emulator.getTokenCount()).isZero();
	}

	@Test
	void showsTheMaskedTokenThatWasMintedOnceForTheLogin() {
		HttpResponse<String> page = this.browser.follow(this.browser.logIn("alice", PASSWORD));
		assertShowsOnlyTokenOf("alice", page);
		assertShowsOnlyTokenOf("alice", this.browser.get("/rooms/general"));
		assertThat(this.emulator.getTokenCount()).isOne();
	}

	@Test
	void showsTheRemainingLifeOfTheToken() {
		HttpResponse<String> page = this.browser.follow(this.browser.logIn("alice", PASSWORD));
		assertThat(page.body()).containsPattern("data-seconds-left=\"5\\d\\d\">9:\\d\\d</span>");
	}

	@Test
	void logsInAndSaysWhyThereIsNoTokenWhenSocialPlusIsDown() {
		this.emulator.stop();
		HttpResponse<String> login = this.browser.logIn("alice", PASSWORD);
		assertThat(login.statusCode()).isEqualTo(302);
		assertThat(Browser.location(login)).isEqualTo("/");
		HttpResponse<String> page = this.browser.follow(login);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Logged in as <strong>alice</strong>")
			.contains("Social Plus cannot be reached.")
			.contains("You are still logged in.")
			.doesNotContain("role=\"timer\"");
	}

	// A session asks again some seconds after a failure. A new login has a new session id
	// and asks at once.
	@Test
	void hasATokenFromTheNextLoginOnWhenSocialPlusIsBack() {
		this.emulator.stop();
		this.browser.logIn("alice", PASSWORD);
		assertThat(this.emulator.getTokenCount()).isZero();
		this.emulator.restart();
		HttpResponse<String> page = this.browser.follow(this.browser.logIn("alice", PASSWORD));
		assertShowsOnlyTokenOf("alice", page);
	}

	@Test
	void showsTheSecondUserOfABrowserTheirOwnToken() {
		assertShowsOnlyTokenOf("alice", this.browser.follow(this.browser.logIn("alice", PASSWORD)));
		HttpResponse<String> page = this.browser.follow(this.browser.logIn("bob", PASSWORD));
		assertThat(page.body()).contains("Logged in as <strong>bob</strong>").doesNotContain("alice");
		assertShowsOnlyTokenOf("bob", page);
	}

	@Test
	void asksForALoginAgainAfterTheLogout() {
		HttpResponse<String> page = this.browser.follow(this.browser.logIn("alice", PASSWORD));
		HttpResponse<String> logout = this.browser.logOut(page);
		assertThat(Browser.location(logout)).isEqualTo("/login?logout");
		assertThat(this.browser.follow(logout).body()).contains("You are logged out.")
			.doesNotContain("do not belong together");
		assertThat(Browser.location(this.browser.get("/"))).isEqualTo("/login");
	}

	@Test
	void mintsNothingForAWrongPassword() {
		HttpResponse<String> login = this.browser.logIn("alice", "wrong");
		assertThat(Browser.location(login)).isEqualTo("/login?error");
		assertThat(this.browser.follow(login).body()).contains("do not belong together")
			.doesNotContain("You are logged out.");
		assertThat(this.emulator.getTokenCount()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login", "/", "/rooms/general" })
	void hasNoInlineCodeSoThatThePolicyForbidsIt(String path) {
		this.browser.logIn("alice", PASSWORD);
		HttpResponse<String> page = this.browser.get(path);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
				(policy) -> assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe-"));
		assertThat(page.body()).doesNotContain("<style")
			.doesNotContainPattern("<script(?![^>]* src=)")
			.doesNotContainPattern("\\s(style|on[a-z]+)=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/css/site.css", "/js/token.js", "/favicon.svg" })
	void servesWhatTheLoginPageNeedsBeforeTheLogin(String path) {
		assertThat(this.browser.get(path).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource
	void hasASentenceForEveryReason(SocialPlusException.Reason reason) {
		assertThat(this.messages.getMessage("no-token." + reason, null, Locale.ENGLISH)).endsWith(".");
	}

	private void assertShowsOnlyTokenOf(String userId, HttpResponse<String> page) {
		assertThat(this.emulator.getTokens(userId)).singleElement()
			.satisfies((token) -> assertThat(page.body()).contains("<dd>" + userId + "</dd>")
				.contains("<code>" + token.substring(0, 4) + "\u2022")
				.doesNotContain(token)
				.doesNotContain(token.substring(4)));
	}

}
