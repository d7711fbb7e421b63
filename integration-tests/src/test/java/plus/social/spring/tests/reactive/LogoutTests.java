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

package plus.social.spring.tests.reactive;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.ServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what becomes of a token when its user logs out.
 */
@ParameterizedClass
@EnumSource
class LogoutTests extends AbstractLoginTests {

	@Test
	@Proves(LoginMechanism.LOGOUT_WITHOUT_INVALIDATION)
	void aLogoutThatKeepsTheSessionTakesTheTokenAway() {
		assertTokenIsGoneAfterLogout("/logout-keeping", true);
	}

	@Test
	@Proves(LoginMechanism.LOGOUT)
	void aLogoutThatInvalidatesTheSessionLeavesNothing() {
		assertTokenIsGoneAfterLogout("/logout-invalidating", false);
	}

	private void assertTokenIsGoneAfterLogout(String area, boolean keepsSession) {
		TestApplication application = applications().getApplication();
		applications().assertTokenComesWithLogin("bob", (browser) -> {
			Areas.logIn(browser, area, "alice");
			String session = browser.getSessionId().orElseThrow();
			assertThat(browser.submit(browser.get(area + "/page"), area + "/logout", Map.of()).statusCode())
				.isEqualTo(302);
			assertThat(browser.getSessionId().isPresent()).isEqualTo(keepsSession);
			assertThat(application.getTokenAttributes(browser)).isEmpty();
			assertThat(keepsSession || application.getSessions().getAttributes(session).isEmpty()).isTrue();
			assertThat(browser.get(area + "/page").body()).contains("user=nobody");
		}, (browser) -> Areas.logIn(browser, area, "bob"));
	}

	@Test
	void aLoginThatIsRejectedByInvalidatingItsSessionLeavesNoSession() {
		TestApplication application = applications().getApplication();
		Browser browser = application.newBrowser();
		application.getTokens().clear();
		browser.get("/programmatic/start");
		String session = browser.getSessionId().orElseThrow();
		assertThat(browser.get("/programmatic/rejected?user=alice").statusCode()).isEqualTo(403);
		assertThat(application.getSessions().getAttributes(session)).isEmpty();
		assertThat(browser.getSessionId()).isEmpty();
		assertThat(application.getTokens().getTokens()).isEmpty();
	}

	@Test
	void aRejectedLoginIsAnsweredTheSame() {
		applications().assertNothingHappens((browser) -> browser.get("/programmatic/rejected?user=alice"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Chains {

		@Bean
		@Order(1)
		SecurityWebFilterChain logoutKeeping(ServerHttpSecurity http) {
			return chain(http, "/logout-keeping", new SecurityContextServerLogoutHandler());
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain logoutInvalidating(ServerHttpSecurity http) {
			return chain(http, "/logout-invalidating", new WebSessionServerLogoutHandler());
		}

		private static SecurityWebFilterChain chain(ServerHttpSecurity http, String area, ServerLogoutHandler handler) {
			return Areas.area(http, area)
				.formLogin((form) -> Areas.form(form, area))
				.logout((logout) -> logout
					.requiresLogout(ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, area + "/logout"))
					.logoutHandler(handler))
				.build();
		}

	}

}
