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
 * Tests for the chat page with the vendor's SDK, in a browser, on a network whose secure
 * mode is off. They are left out where the build found no npm.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "socialplus.secure-mode=false")
@AutoConfigureSocialPlusEmulator
class InsecureChatPageBrowserTests {

	@RegisterExtension
	static final Chromium chromium = Chromium.ignoringFailedRequests();

	@Autowired
	private SocialPlusEmulator emulator;

	@LocalServerPort
	private int port;

	@BeforeEach
	void switchSecureModeOff() {
		ChatPage.assumeSdk();
		this.emulator.setSecureMode(false);
	}

	@Test
	void connectsRenewsAndLogsOutWithoutAnyToken(Page page) {
		ChatPage chat = new ChatPage(page, this.port);
		chat.logIn("alice");
		chat.assertConnected("alice");
		assertThat(chat.getSessionState()).isEqualTo("established");
		chat.renew();
		assertThat(this.emulator.getSessions("alice")).hasSize(1);
		assertThat(this.emulator.getTokenCount()).isZero();
		chat.logOut();
		assertThat(this.emulator.getSessions("alice")).isEmpty();
	}

}
