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

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import plus.social.spring.boot.test.AutoConfigureSocialPlusEmulator;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.testsupport.Chromium;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the chat page with the vendor's SDK, in a browser. They are left out where
 * the build found no npm.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "socialplus.login.budget=1m", "socialplus.http.connect-timeout=1m",
				"socialplus.http.attempt-timeout=1m", "socialplus.http.call-timeout=1m" })
@AutoConfigureSocialPlusEmulator
class ChatPageBrowserTests {

	@RegisterExtension
	static final Chromium chromium = Chromium.ignoringFailedRequests();

	@Autowired
	private SocialPlusEmulator emulator;

	@LocalServerPort
	private int port;

	private ChatPage chat;

	@BeforeEach
	void open(Page page) {
		ChatPage.assumeSdk();
		this.chat = new ChatPage(page, this.port);
	}

	@Test
	void connectsTheSdkRenewsItAndRevokesItsSessionAtTheLogout() {
		this.chat.logIn("alice");
		this.chat.assertConnected("alice");
		this.chat.screenshot("connected");
		assertThat(this.emulator.getSessions("alice")).hasSize(1);
		assertThat(this.chat.getSessionState()).isEqualTo("established");
		this.chat.renew();
		assertThat(this.emulator.getTokenCount("alice")).isEqualTo(2);
		this.chat.logOut();
		assertThat(this.emulator.getSessions("alice")).isEmpty();
	}

	@Test
	void connectsTheSecondUserOfABrowserAsThemselves() {
		this.chat.logIn("alice");
		this.chat.assertConnected("alice");
		this.chat.logOut();
		this.chat.logIn("bob");
		this.chat.assertConnected("bob");
		assertThat(this.emulator.getSessions("alice")).isEmpty();
		assertThat(this.emulator.getSessions("bob")).hasSize(1);
	}

	@Test
	void saysThatChatIsUnavailableAndConnectsByItself() {
		this.emulator.stop();
		this.chat.logIn("alice");
		this.chat.assertUnavailable();
		this.chat.screenshot("unavailable");
		this.emulator.restart();
		this.chat.assertConnected("alice");
	}

}
