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

import plus.social.spring.tests.AbstractDeniedPathsTests;
import plus.social.spring.tests.TestApplication;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.IpAddressAuthorizationManager;

/**
 * Tests for the warning about denied paths on Tomcat.
 */
class DeniedPathsTests extends AbstractDeniedPathsTests {

	@Override
	protected TestApplication start(String... properties) {
		return TestApplication.start(WebApplicationType.SERVLET, Application.class, properties);
	}

	@ServletApplication
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http, @Value("${rules}") String rules) {
			if (rules.equals("other-paths")) {
				http.securityMatcher("/api/**");
			}
			http.authorizeHttpRequests((requests) -> {
				switch (rules) {
					case "some-paths", "other-paths" -> requests.requestMatchers("/home").authenticated();
					case "deny-chat" -> requests.requestMatchers("/chat/**").denyAll().anyRequest().permitAll();
					case "authenticated" -> requests.anyRequest().authenticated();
					case "admins" -> requests.anyRequest().hasRole("ADMIN");
					case "permitted" -> requests.anyRequest().permitAll();
					case "part-of-the-request" ->
						requests.anyRequest().access(IpAddressAuthorizationManager.hasIpAddress("10.0.0.0/8"));
					default -> requests.anyRequest().access((login, request) -> {
						login.get();
						throw new StackOverflowError("canary");
					});
				}
			});
			return http.build();
		}

	}

}
