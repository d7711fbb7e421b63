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

package plus.social.spring.tests.faults;

import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.Stack;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.tests.TokenPage;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.testsupport.ConnectProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins whose tokens come through a proxy with a password, on either stack.
 */
@Faults
class ProxyTests {

	private static final String USERNAME = "application";

	private static final String PASSWORD = Canary.secret("proxy-password");

	@ParameterizedTest
	@EnumSource
	void theTokenComesThroughTheProxy(Stack stack) throws IOException {
		try (ConnectProxy proxy = new ConnectProxy(ConnectProxy.basic(USERNAME, PASSWORD));
				TlsUpstream server = TlsUpstream.with("server");
				TestApplication application = start(stack, proxy, server)) {
			Browser browser = application.newBrowser();
			assertThat(browser.logIn("alice").statusCode()).isEqualTo(302);
			String page = browser.get("/token/obtain").body();
			assertThat(server.getTokens("alice")).map((token) -> TokenPage.fingerprint(token) + " of alice")
				.containsExactly(page);
			assertThat(proxy.getTunnels()).isEqualTo(1);
			new CanaryPages(application).scan();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aProxyThatRefusesThePasswordBreaksNoLogin(Stack stack) throws IOException {
		try (ConnectProxy proxy = new ConnectProxy(ConnectProxy.basic(USERNAME, "another"));
				TlsUpstream server = TlsUpstream.with("server");
				TestApplication application = start(stack, proxy, server)) {
			Browser browser = application.newBrowser();
			assertThat(browser.logIn("alice").statusCode()).isEqualTo(302);
			String page = browser.get("/token/obtain").body();
			assertThat(page).startsWith("CONNECTION_FAILED");
			Canary.scan("page", page);
			assertThat(proxy.getRefusals()).isPositive();
			assertThat(server.getCalls()).isZero();
			new CanaryPages(application).scan();
		}
	}

	private static TestApplication start(Stack stack, ConnectProxy proxy, TlsUpstream server) {
		return FaultStack.start(stack, server,
				Stream.of("host=127.0.0.1", "port=" + proxy.getPort(), "username=" + USERNAME, "password=" + PASSWORD)
					.map("socialplus.http.proxy."::concat)
					.toArray(String[]::new));
	}

}
