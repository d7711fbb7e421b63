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

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for form login in a session that was there before, with each protection against
 * session fixation.
 */
class SessionFixationTests {

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	@Test
	@Proves(LoginMechanism.CHANGE_SESSION_ID)
	void theTokenComesWithALoginThatChangesTheSessionId() {
		assertTokenComesWithLoginTo("/change-id", true);
	}

	@Test
	@Proves(LoginMechanism.MIGRATE_SESSION)
	void theTokenComesWithALoginThatMovesTheSession() {
		assertTokenComesWithLoginTo("/migrate", true);
	}

	@Test
	@Proves(LoginMechanism.NEW_SESSION)
	void theTokenComesWithALoginThatBeginsANewSession() {
		assertTokenComesWithLoginTo("/new", true);
	}

	@Test
	@Proves(LoginMechanism.NO_SESSION_FIXATION_PROTECTION)
	void theTokenComesWithALoginThatLeavesTheSessionAsItIs() {
		assertTokenComesWithLoginTo("/none", false);
	}

	private static void assertTokenComesWithLoginTo(String area, boolean newId) {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			browser.get(area + "/page");
			String before = browser.getSessionId().orElseThrow();
			assertThat(Areas.logIn(browser, area, "alice").statusCode()).isEqualTo(302);
			assertThat(!browser.getSessionId().orElseThrow().equals(before)).isEqualTo(newId);
		});
	}

	@ServletApplication
	static class Application {

		@Bean
		@Order(1)
		SecurityFilterChain changeSessionId(HttpSecurity http) {
			return chain(http, "/change-id",
					SessionManagementConfigurer<HttpSecurity>.SessionFixationConfigurer::changeSessionId);
		}

		@Bean
		@Order(2)
		SecurityFilterChain migrateSession(HttpSecurity http) {
			return chain(http, "/migrate",
					SessionManagementConfigurer<HttpSecurity>.SessionFixationConfigurer::migrateSession);
		}

		@Bean
		@Order(3)
		SecurityFilterChain newSession(HttpSecurity http) {
			return chain(http, "/new", SessionManagementConfigurer<HttpSecurity>.SessionFixationConfigurer::newSession);
		}

		@Bean
		@Order(4)
		SecurityFilterChain none(HttpSecurity http) {
			return chain(http, "/none", SessionManagementConfigurer<HttpSecurity>.SessionFixationConfigurer::none);
		}

		private static SecurityFilterChain chain(HttpSecurity http, String area,
				Customizer<SessionManagementConfigurer<HttpSecurity>.SessionFixationConfigurer> protection) {
			return Areas.formLogin(http, area)
				.sessionManagement((session) -> session.sessionFixation(protection))
				.build();
		}

	}

}
