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

package plus.social.spring.samples.formlogin;

import java.nio.file.Path;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import plus.social.spring.boot.test.AutoConfigureSocialPlusEmulator;
import plus.social.spring.boot.test.SocialPlusEmulator;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the chat page with the vendor's SDK, in a browser. They are left out where
 * the build found no npm.
 */
@ExtendWith(Chromium.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "socialplus.login.budget=1m")
@AutoConfigureSocialPlusEmulator
class ChatPageBrowserTests {

	private static final double OUTAGE_MILLIS = 30_000;

	@Autowired
	private SocialPlusEmulator emulator;

	@LocalServerPort
	private int port;

	@BeforeEach
	void needsTheSdk() {
		Assumptions.assumeTrue(new ClassPathResource("static/js/amity-sdk.js").exists(), "The build found no npm");
	}

	@Test
	void connectsTheSdkRenewsItAndRevokesItsSessionAtTheLogout(Page page) {
		logIn(page, "alice");
		assertConnected(page, "alice");
		screenshot(page, "connected");
		assertThat(this.emulator.getSessions("alice")).hasSize(1);
		assertThat(page.evaluate("Amity.Client.getActiveClient().sessionState")).isEqualTo("established");
		page.locator("#renew").click();
		page.getByText("Renewed just now.").waitFor();
		assertThat(this.emulator.getTokenCount("alice")).isEqualTo(2);
		logOut(page);
		assertThat(this.emulator.getSessions("alice")).isEmpty();
	}

	@Test
	void connectsTheSecondUserOfABrowserAsThemselves(Page page) {
		logIn(page, "alice");
		assertConnected(page, "alice");
		logOut(page);
		logIn(page, "bob");
		assertConnected(page, "bob");
		assertThat(this.emulator.getSessions("alice")).isEmpty();
		assertThat(this.emulator.getSessions("bob")).hasSize(1);
	}

	@Test
	void saysThatChatIsUnavailableAndConnectsByItself(Page page) {
		this.emulator.stop();
		logIn(page, "alice");
		PlaywrightAssertions.assertThat(page.locator("#state")).hasText("Chat is unavailable");
		PlaywrightAssertions.assertThat(page.locator("#connection")).isHidden();
		screenshot(page, "unavailable");
		this.emulator.restart();
		assertConnected(page, "alice");
	}

	private void logIn(Page page, String name) {
		page.navigate("http://localhost:" + this.port + "/chat");
		page.getByLabel("User name").fill(name);
		page.getByLabel("Password").fill("demo");
		page.locator("main button").click();
	}

	private void logOut(Page page) {
		page.locator("header button").click();
		page.getByText("You are logged out.").waitFor();
	}

	private void assertConnected(Page page, String name) {
		PlaywrightAssertions.assertThat(page.locator("#state"))
			.hasText("Connected", new HasTextOptions().setTimeout(OUTAGE_MILLIS));
		PlaywrightAssertions.assertThat(page.locator("#user")).hasText(name);
	}

	private static void screenshot(Page page, String name) {
		page.setViewportSize(720, 520);
		page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "chat-" + name + ".png")));
	}

}
