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

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import plus.social.spring.boot.test.AutoConfigureSocialPlusEmulator;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.testsupport.Chromium;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebFluxApplication} as somebody with a browser sees it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "socialplus.login.budget=1m", "socialplus.http.connect-timeout=1m",
				"socialplus.http.attempt-timeout=1m", "socialplus.http.call-timeout=1m" })
@AutoConfigureSocialPlusEmulator
@ExtendWith(Chromium.class)
class WebFluxApplicationBrowserTests {

	@Autowired
	private SocialPlusEmulator emulator;

	@LocalServerPort
	private int port;

	@Test
	void leadsFromADeepLinkOverTheLoginBackToIt(Page page) {
		page.navigate(url("/rooms/general"));
		page.waitForURL(url("/login"));
		fillIn(page, "alice");
		page.waitForURL(url("/rooms/general"));
		heading(page, "Room general").waitFor();
		assertShowsOnlyTokenOf("alice", page);
	}

	@Test
	void countsTheRemainingLifeDown(Page page) {
		logIn(page, "alice");
		Locator timer = page.getByRole(AriaRole.TIMER);
		String before = timer.textContent();
		PlaywrightAssertions.assertThat(timer).not().hasText(before);
		assertThat(before).startsWith("9:");
		assertThat(timer.textContent()).startsWith("9:").isLessThan(before);
	}

	@Test
	void saysWhyThereIsNoTokenAndHasOneFromTheNextLoginOn(Page page) {
		this.emulator.stop();
		logIn(page, "alice");
		heading(page, "No Social Plus token at the moment").waitFor();
		page.getByText("Social Plus cannot be reached.").waitFor();
		page.getByText("Logged in as alice").waitFor();
		this.emulator.restart();
		logOut(page);
		logIn(page, "alice");
		assertShowsOnlyTokenOf("alice", page);
	}

	@Test
	void showsTheSecondUserOfABrowserTheirOwnToken(Page page) {
		logIn(page, "alice");
		assertShowsOnlyTokenOf("alice", page);
		logOut(page);
		logIn(page, "bob");
		assertShowsOnlyTokenOf("bob", page);
		assertThat(page.content()).doesNotContain("alice");
	}

	private void logIn(Page page, String username) {
		page.navigate(url("/login"));
		fillIn(page, username);
		heading(page, "Hello, " + username).waitFor();
	}

	private static void fillIn(Page page, String username) {
		page.getByLabel("User name").fill(username);
		page.getByLabel("Password").fill("demo");
		button(page, "Log in").click();
	}

	private static void logOut(Page page) {
		button(page, "Log out").click();
		page.getByText("You are logged out.").waitFor();
	}

	private void assertShowsOnlyTokenOf(String userId, Page page) {
		heading(page, "Your session holds a Social Plus token").waitFor();
		page.getByText("Logged in as " + userId).waitFor();
		assertThat(page.locator("dd").first().textContent()).isEqualTo(userId);
		assertThat(this.emulator.getTokens(userId)).singleElement().satisfies((token) -> {
			assertThat(page.locator("dd code").textContent()).isEqualTo(token.substring(0, 4) + "\u2022".repeat(8));
			assertThat(page.content()).doesNotContain(token).doesNotContain(token.substring(4));
		});
	}

	private static Locator heading(Page page, String name) {
		return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	private String url(String path) {
		return "http://localhost:" + this.port + path;
	}

}
