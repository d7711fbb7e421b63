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
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.switchuser.SwitchUserFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an administrator who switches to another user and back.
 */
class SwitchUserTests {

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class,
			"socialplus.login.impersonation=true");

	@Test
	@Proves(LoginMechanism.SWITCH_USER)
	void theTokenComesWithTheSwitchAndWithTheWayBack() {
		applications.assertTokenComesWithLogin("bob", (browser) -> browser.logIn("alice"),
				(browser) -> switchTo(browser, "bob"));
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			browser.logIn("alice");
			switchTo(browser, "bob");
		}, SwitchUserTests::exit);
	}

	@Test
	@Proves(LoginMechanism.SWITCHED_USER)
	void eachReaderSeesOnlyTheirOwn() {
		TestApplication application = applications.getApplication();
		Browser browser = application.newBrowser();
		browser.logIn("alice");
		String alice = application.getTokenAttributes(browser).get(SocialPlusTokenAttributes.AUTH_TOKEN).toString();
		switchTo(browser, "bob");
		assertThat(application.getTokenAttributes(browser)).containsEntry(SocialPlusTokenAttributes.USER_ID, "bob")
			.doesNotContainValue(alice);
		String bob = application.getTokenAttributes(browser).get(SocialPlusTokenAttributes.AUTH_TOKEN).toString();
		exit(browser);
		assertThat(application.getTokenAttributes(browser)).containsEntry(SocialPlusTokenAttributes.USER_ID, "alice")
			.doesNotContainValue(bob);
	}

	@Test
	@Proves(LoginMechanism.IMPERSONATION)
	void nobodyHasATokenWhileImpersonatingUnlessAPropertySaysSo() {
		try (TestApplication application = ServletApplications.start(Application.class)) {
			Browser browser = application.newBrowser();
			browser.logIn("alice");
			switchTo(browser, "bob");
			assertThat(application.getTokenAttributes(browser)).isEmpty();
			exit(browser);
			assertThat(application.getTokenAttributes(browser)).containsEntry(SocialPlusTokenAttributes.USER_ID,
					"alice");
			assertThat(application.getTokens().getUserIds()).containsExactly("alice", "alice");
		}
	}

	private static void switchTo(Browser browser, String username) {
		assertThat(
				browser.submit(browser.get("/page"), "/login/impersonate", Map.of("username", username)).statusCode())
			.isEqualTo(302);
		assertThat(browser.get("/page").body()).contains("user=" + username);
	}

	private static void exit(Browser browser) {
		assertThat(browser.submit(browser.get("/page"), "/logout/impersonate", Map.of()).statusCode()).isEqualTo(302);
		assertThat(browser.get("/page").body()).contains("user=alice");
	}

	@ServletApplication
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http, UserDetailsService users) {
			SwitchUserFilter filter = new SwitchUserFilter();
			filter.setUserDetailsService(users);
			filter.setTargetUrl("/page");
			filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
			filter.afterPropertiesSet();
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			return http.addFilter(filter).build();
		}

	}

}
