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

package plus.social.spring.samples.oauth2login;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.boot.test.SocialPlusFault;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusException;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OAuth2LoginApplication}.
 */
class OAuth2LoginApplicationTests extends AbstractOAuth2LoginTests {

	@Autowired
	private MessageSource messages;

	private Browser browser;

	@BeforeEach
	void openBrowser() {
		this.browser = Browser.followingRedirects(getPort());
	}

	@Test
	void leadsFromADeepLinkOverTheIdentityProviderBackToIt() {
		HttpResponse<String> login = this.browser.get(url("/rooms/general"));
		assertThat(login.uri()).hasToString(url("/login"));
		assertThat(login.body()).doesNotContain("class=\"message");
		HttpResponse<String> page = logIn(ALICE);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.uri()).hasToString(url("/rooms/general?continue"));
		assertThat(page.body()).contains("Room <span>general</span>");
		assertShowsOnlyTokenOf(ALICE, page);
	}

	@Test
	void takesUserIdAndDisplayNameFromClaims() {
		HttpResponse<String> page = logIn(ALICE);
		assertThat(page.body()).contains("Hello, <span>Alice Archer</span>")
			.contains("Logged in as <strong>alice</strong>")
			.contains("<dd>Alice Archer</dd>");
		assertShowsOnlyTokenOf(ALICE, page);
		assertShowsOnlyTokenOf(ALICE, this.browser.get(url("/rooms/general")));
		assertThat(this.emulator.getTokenCount()).isOne();
	}

	@Test
	void logsInAndSaysWhyThereIsNoTokenWhenSocialPlusIsDown() {
		this.emulator.stop();
		HttpResponse<String> page = logIn(ALICE);
		assertThat(page.uri()).hasToString(url("/"));
		assertThat(page.body()).contains("Logged in as <strong>alice</strong>")
			.contains("Social Plus cannot be reached.")
			.contains("You are still logged in.")
			.doesNotContain("role=\"timer\"");
	}

	@Test
	void hasATokenFromTheNextLoginOnWhenSocialPlusIsBack() {
		this.emulator.fail(SocialPlusFault.SERVICE_UNAVAILABLE);
		HttpResponse<String> page = logIn(ALICE);
		assertThat(page.body()).contains("Social Plus reported an internal error.");
		this.emulator.recover();
		logOut(page);
		assertShowsOnlyTokenOf(ALICE, logIn(ALICE));
	}

	@Test
	void showsTheSecondUserOfABrowserTheirOwnToken() {
		HttpResponse<String> page = logIn(ALICE);
		assertShowsOnlyTokenOf(ALICE, page);
		logOut(page);
		page = logIn(BOB);
		assertThat(page.body()).contains("Logged in as <strong>bob</strong>")
			.doesNotContainIgnoringCase("alice")
			.doesNotContain(ALICE.subject());
		assertShowsOnlyTokenOf(BOB, page);
	}

	@Test
	void logsOutAtTheIdentityProviderAsWell() {
		HttpResponse<String> page = logOut(logIn(ALICE));
		assertThat(page.uri()).hasToString(url("/login?logout"));
		assertThat(page.body()).contains("You are logged out.");
		assertThat(this.browser.get(url("/")).uri()).hasToString(url("/login"));
		assertThat(this.browser.get(url("/oauth2/authorization/demo")).uri()).hasToString(providerUrl("/login"));
	}

	@Test
	void mintsNothingForAWrongPassword() {
		HttpResponse<String> page = logIn("alice", "wrong");
		assertThat(page.uri()).hasToString(providerUrl("/login?error"));
		assertThat(this.emulator.getTokenCount()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login", "/", "/rooms/general" })
	void hasNoInlineCodeSoThatThePolicyForbidsIt(String path) {
		logIn(ALICE);
		HttpResponse<String> page = this.browser.get(url(path));
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
		HttpResponse<String> file = this.browser.get(url(path));
		assertThat(file.statusCode()).isEqualTo(200);
		assertThat(file.uri()).hasToString(url(path));
	}

	@ParameterizedTest
	@EnumSource
	void hasASentenceForEveryReason(SocialPlusException.Reason reason) {
		assertThat(this.messages.getMessage("no-token." + reason, null, Locale.ENGLISH)).endsWith(".");
	}

	private HttpResponse<String> logIn(Person person) {
		return logIn(person.userName(), PASSWORD);
	}

	// The application leads to the provider, and the provider's answer back.
	private HttpResponse<String> logIn(String userName, String password) {
		HttpResponse<String> page = this.browser.get(url("/oauth2/authorization/demo"));
		assertThat(page.uri()).hasToString(providerUrl("/login"));
		return this.browser.submit(page, "/login", Map.of("username", userName, "password", password));
	}

	private HttpResponse<String> logOut(HttpResponse<String> page) {
		return this.browser.logOut(page);
	}

	private void assertShowsOnlyTokenOf(Person person, HttpResponse<String> page) {
		assertThat(tokensOf(person)).singleElement()
			.satisfies((token) -> assertThat(page.body()).contains("<dd>" + person.subject() + "</dd>")
				.contains("<code>" + token.substring(0, 4) + "\u2022")
				.doesNotContain(token)
				.doesNotContain(token.substring(4)));
	}

}
