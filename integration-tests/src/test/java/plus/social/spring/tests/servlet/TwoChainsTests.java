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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a web login beside a stateless API.
 */
class TwoChainsTests {

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	@Test
	@Proves(LoginMechanism.TWO_CHAINS)
	void theTokenComesWithTheWebLoginOnly() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			assertThat(callApi(browser, "bob")).contains("user=bob");
			assertThat(browser.getSessionId()).isEmpty();
			browser.logIn("alice");
		});
		applications.assertNothingHappens((browser) -> callApi(browser, "bob"));
	}

	@Test
	void aCallOfTheApiBySomebodyElseLeavesTheSessionAlone() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			browser.logIn("alice");
			assertThat(callApi(browser, "bob")).contains("user=bob");
			assertThat(browser.get("/page").body()).contains("user=alice");
		});
		TestApplication application = applications.getApplication();
		Browser browser = application.newBrowser();
		browser.logIn("alice");
		Map<String, Object> held = application.getTokenAttributes(browser);
		callApi(browser, "bob");
		assertThat(application.getTokenAttributes(browser)).isNotEmpty().isEqualTo(held);
	}

	private static String callApi(Browser browser, String username) {
		String credentials = Base64.getEncoder()
			.encodeToString((username + ":" + Browser.PASSWORD).getBytes(StandardCharsets.UTF_8));
		return browser.get("/api/page", "Authorization", "Basic " + credentials).body();
	}

	@ServletApplication
	static class Application {

		@Bean
		@Order(1)
		SecurityFilterChain api(HttpSecurity http) {
			http.securityMatcher("/api/**");
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
			http.csrf((csrf) -> csrf.disable());
			http.httpBasic(Customizer.withDefaults());
			return http.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain web(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			return http.build();
		}

	}

}
