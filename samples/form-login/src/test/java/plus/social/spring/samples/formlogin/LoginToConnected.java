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

import java.util.Arrays;
import java.util.Locale;

import com.microsoft.playwright.Page;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import plus.social.spring.boot.test.AutoConfigureSocialPlusEmulator;
import plus.social.spring.testsupport.Chromium;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Measures how long it takes from submitting the login form until the SDK's session is
 * established, and logs it. It asserts nothing, and runs by its name only.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureSocialPlusEmulator
class LoginToConnected {

	@RegisterExtension
	static final Chromium chromium = Chromium.ignoringFailedRequests();

	private static final Log logger = LogFactory.getLog(LoginToConnected.class);

	private static final int RUNS = 20;

	@LocalServerPort
	private int port;

	@Test
	void measure(Page page) {
		ChatPage.assumeSdk();
		ChatPage chat = new ChatPage(page, this.port);
		double first = logIn(page, chat);
		double[] millis = new double[RUNS];
		for (int run = 0; run < RUNS; run++) {
			millis[run] = logIn(page, chat);
		}
		Arrays.sort(millis);
		logger.info(String.format(Locale.ROOT,
				"Login to connected: first %.0f ms, then %d runs: median %.0f ms, from %.0f to %.0f ms", first, RUNS,
				(millis[RUNS / 2 - 1] + millis[RUNS / 2]) / 2, millis[0], millis[RUNS - 1]));
	}

	// The browser's clock for a page starts with the request that leads to it.
	private static double logIn(Page page, ChatPage chat) {
		chat.logIn("alice");
		chat.assertConnected("alice");
		Object millis = page.evaluate("performance.getEntriesByName('connected')[0].startTime");
		chat.logOut();
		return ((Number) millis).doubleValue();
	}

}
