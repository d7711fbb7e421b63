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

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins by one-time token.
 */
class OneTimeTokenTests {

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	@Test
	@Proves(LoginMechanism.ONE_TIME_TOKEN)
	void theTokenComesWithTheLogin() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			browser.get("/page");
			HttpResponse<String> link = browser.submit(browser.get("/login"), "/ott/generate",
					Map.of("username", "alice"));
			HttpResponse<String> login = browser.submit(browser.follow(link), "/login/ott",
					Map.of("token", token(link)));
			assertThat(login.statusCode()).isEqualTo(302);
			assertThat(browser.follow(login).body()).contains("user=alice");
		});
	}

	@Test
	void askingForALinkMintsNothing() {
		applications.assertNothingHappens((browser) -> {
			HttpResponse<String> link = browser.submit(browser.get("/login"), "/ott/generate",
					Map.of("username", "alice"));
			assertThat(link.statusCode()).isEqualTo(302);
		});
	}

	private static String token(HttpResponse<String> link) {
		String query = URI.create(link.headers().firstValue("Location").orElseThrow()).getQuery();
		return query.substring(query.indexOf('=') + 1);
	}

	@ServletApplication
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			// An application would send the link by mail.
			http.oneTimeTokenLogin((login) -> login.tokenGenerationSuccessHandler(
					(request, response, token) -> response.sendRedirect("/login/ott?token=" + token.getTokenValue())));
			return http.build();
		}

	}

}
