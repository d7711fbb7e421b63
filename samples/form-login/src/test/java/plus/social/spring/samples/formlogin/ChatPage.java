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
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Assumptions;

import org.springframework.core.io.ClassPathResource;

/**
 * The chat page, used as in a browser.
 */
final class ChatPage {

	private final Page page;

	private final int port;

	ChatPage(Page page, int port) {
		this.page = page;
		this.port = port;
	}

	static boolean hasSdk() {
		return new ClassPathResource("static/js/amity-sdk.js").exists();
	}

	static void assumeSdk() {
		Assumptions.assumeTrue(hasSdk(), "The build found no npm");
	}

	void logIn(String name) {
		this.page.navigate("http://localhost:" + this.port + "/chat");
		this.page.getByLabel("User name").fill(name);
		this.page.getByLabel("Password").fill("demo");
		this.page.locator("main button").click();
	}

	void logOut() {
		this.page.locator("header button").click();
		this.page.getByText("You are logged out.").waitFor();
	}

	void renew() {
		this.page.locator("#renew").click();
		this.page.getByText("Renewed just now.").waitFor();
	}

	Object getSessionState() {
		return this.page.evaluate("Amity.Client.getActiveClient().sessionState");
	}

	/**
	 * Check that the SDK is connected, or is by itself after an outage.
	 */
	void assertConnected(String name) {
		PlaywrightAssertions.assertThat(this.page.locator("#state")).hasText("Connected");
		PlaywrightAssertions.assertThat(this.page.locator("#user")).hasText(name);
	}

	void assertUnavailable() {
		PlaywrightAssertions.assertThat(this.page.locator("#state")).hasText("Chat is unavailable");
		PlaywrightAssertions.assertThat(this.page.locator("#connection")).isHidden();
	}

	void screenshot(String name) {
		this.page.setViewportSize(720, 520);
		this.page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "chat-" + name + ".png")));
	}

}
