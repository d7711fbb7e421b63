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

package plus.social.spring.tests.servlet;

import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins that are remembered by a cookie.
 */
class RememberMeTests {

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	@Test
	@Proves(LoginMechanism.REMEMBER_ME)
	void theTokenComesWithTheFirstAnswerToAUserWhoIsRemembered() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			logIn(browser, "alice");
			browser.forgetSession();
		}, (browser) -> {
			assertThat(browser.get("/page").body()).contains("user=alice");
			assertThat(browser.getSessionId()).isPresent();
		});
	}

	@Test
	@Proves(LoginMechanism.REMEMBER_ME_AFTER_EXPIRY)
	void aSessionAfterTheExpiryHasATokenOfItsOwn() {
		TestApplication application = applications.getApplication();
		Browser browser = application.newBrowser();
		application.getTokens().clear();
		logIn(browser, "alice");
		String expired = browser.getSessionId().orElseThrow();
		application.getBean(TomcatSessions.class).expire(expired);
		assertThat(browser.get("/page").body()).contains("user=alice");
		assertThat(browser.getSessionId()).get().isNotEqualTo(expired);
		assertThat(application.getTokens().getUserIds()).containsExactly("alice", "alice");
		application.assertHolds(browser, application.getTokens().getTokens().get(1));
		assertThat(application.getSessions().getAttributes(expired)).isEmpty();
	}

	@Test
	void aUserWhoIsRememberedDoesNotSeeTheTokenOfWhoeverLoggedInBefore() {
		TestApplication application = applications.getApplication();
		Browser alice = application.newBrowser();
		Browser bob = application.newBrowser();
		application.getTokens().clear();
		logIn(alice, "alice");
		logIn(bob, "bob");
		application.getBean(TomcatSessions.class).expire(alice.getSessionId().orElseThrow());
		application.getBean(TomcatSessions.class).expire(bob.getSessionId().orElseThrow());
		bob.get("/page");
		alice.get("/page");
		assertThat(application.getTokenAttributes(alice)).containsEntry("SOCIALPLUS_USER_ID", "alice");
		assertThat(application.getTokenAttributes(bob)).containsEntry("SOCIALPLUS_USER_ID", "bob");
	}

	private static void logIn(Browser browser, String username) {
		browser.submit(browser.get("/login"), "/login",
				Map.of("username", username, "password", Browser.PASSWORD, "remember-me", "on"));
	}

	@ServletApplication
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			http.rememberMe((rememberMe) -> rememberMe.key("known to the application"));
			return http.build();
		}

	}

}
