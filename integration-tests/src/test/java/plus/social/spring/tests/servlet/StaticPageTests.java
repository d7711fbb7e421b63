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

import org.junit.jupiter.api.Test;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the configuration that the documentation shows for static pages.
 */
class StaticPageTests {

	@Test
	void theCookieIsTheCsrfTokenThatTheEndpointTakes() {
		try (TestApplication application = ServletApplications.start(Application.class)) {
			Browser browser = application.newBrowser();
			browser.logIn("alice");
			browser.get("/page");
			String csrf = browser.getAnswers()
				.stream()
				.flatMap((answer) -> answer.headers().allValues("Set-Cookie").stream())
				.filter((cookie) -> cookie.startsWith("XSRF-TOKEN="))
				.map((cookie) -> cookie.substring("XSRF-TOKEN=".length(), cookie.indexOf(';')))
				.reduce((older, newer) -> newer)
				.orElseThrow();
			assertThat(browser.postJson("/socialplus/token", "", "X-XSRF-TOKEN", csrf).statusCode()).isEqualTo(200);
			assertThat(browser.postJson("/socialplus/token", "").statusCode()).isEqualTo(403);
		}
	}

	@ServletApplication
	static class Application {

		// tag::spa[]
		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			http.csrf((csrf) -> csrf.spa());
			return http.build();
		}
		// end::spa[]

	}

}
