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

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import plus.social.spring.testsupport.Chromium;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OAuth2LoginApplication} as somebody with a browser sees it.
 */
@ExtendWith(Chromium.class)
class OAuth2LoginApplicationBrowserTests extends AbstractOAuth2LoginTests {

	@Test
	void leadsFromADeepLinkOverTheIdentityProviderBackToIt(Page page) {
		page.navigate(url("/rooms/general"));
		page.waitForURL(url("/login"));
		logInAtTheProvider(page, ALICE);
		page.waitForURL(url("/rooms/general?continue"));
		heading(page, "Room general").waitFor();
		assertShowsOnlyTokenOf(ALICE, page);
	}

	@Test
	void countsTheRemainingLifeDown(Page page) {
		logIn(page, ALICE);
		Locator timer = page.getByRole(AriaRole.TIMER);
		String before = timer.textContent();
		PlaywrightAssertions.assertThat(timer).not().hasText(before);
		assertThat(before).startsWith("9:");
		assertThat(timer.textContent()).startsWith("9:").isLessThan(before);
	}

	@Test
	void saysWhyThereIsNoTokenAndHasOneFromTheNextLoginOn(Page page) {
		this.emulator.stop();
		logIn(page, ALICE);
		heading(page, "No Social Plus token at the moment").waitFor();
		page.getByText("Social Plus cannot be reached.").waitFor();
		page.getByText("Logged in as alice").waitFor();
		this.emulator.restart();
		logOut(page);
		logIn(page, ALICE);
		assertShowsOnlyTokenOf(ALICE, page);
	}

	@Test
	void showsTheSecondUserOfABrowserTheirOwnToken(Page page) {
		logIn(page, ALICE);
		assertShowsOnlyTokenOf(ALICE, page);
		logOut(page);
		logIn(page, BOB);
		assertShowsOnlyTokenOf(BOB, page);
		assertThat(page.content()).doesNotContainIgnoringCase("alice").doesNotContain(ALICE.subject());
	}

	private void logIn(Page page, Person person) {
		page.navigate(url("/login"));
		logInAtTheProvider(page, person);
		heading(page, "Hello, " + person.displayName()).waitFor();
	}

	private static void logInAtTheProvider(Page page, Person person) {
		page.getByText("Go to the provider").click();
		page.waitForURL(providerUrl("/login"));
		page.getByLabel("Username").fill(person.userName());
		page.getByLabel("Password").fill(PASSWORD);
		button(page, "Sign in").click();
	}

	private static void logOut(Page page) {
		button(page, "Log out").click();
		page.getByText("You are logged out.").waitFor();
	}

	private void assertShowsOnlyTokenOf(Person person, Page page) {
		heading(page, "Your session holds a Social Plus token").waitFor();
		page.getByText("Logged in as " + person.userName()).waitFor();
		assertThat(tokensOf(person)).singleElement().satisfies((token) -> {
			assertThat(page.locator("dd").allTextContents()).startsWith(person.subject(), person.displayName(),
					token.substring(0, 4) + "\u2022".repeat(8));
			assertThat(page.content()).doesNotContain(token).doesNotContain(token.substring(4));
		});
	}

	private static Locator heading(Page page, String name) {
		return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

}
