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

import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.Test;
import plus.social.spring.tests.AbstractTokenEndpointTests;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the endpoint on Tomcat.
 */
class TokenEndpointTests extends AbstractTokenEndpointTests {

	@Override
	protected TestApplication start(String... properties) {
		return ServletApplications.start(Application.class, properties);
	}

	@Override
	protected TestApplication startForBearers() {
		return ServletApplications.start(BearerApplication.class);
	}

	@Test
	void whileAFactorIsMissingItIsForbidden() {
		try (TestApplication application = ServletApplications.start(MultiFactorApplication.class)) {
			Browser browser = application.newBrowser();
			HttpResponse<String> page = browser.get("/login");
			browser.submit(page, "/login", Map.of("username", "alice", "password", Browser.PASSWORD));
			HttpResponse<String> answer = browser.postJson(PATH, "", "X-CSRF-TOKEN",
					Browser.csrf(browser.get("/login")));
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
			assertThat(application.getTokens().getTokens()).isEmpty();
		}
	}

	@ServletApplication
	static class Application {

	}

	@ServletApplication
	static class BearerApplication {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
			http.csrf((csrf) -> csrf.disable());
			http.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()));
			return http.build();
		}

		@Bean
		JwtDecoder jwtDecoder() {
			return (token) -> Jwt.withTokenValue(token).header("alg", "none").subject(token).build();
		}

	}

	@ServletApplication
	@EnableMultiFactorAuthentication(
			authorities = { FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY })
	static class MultiFactorApplication {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			http.oneTimeTokenLogin((login) -> login
				.tokenGenerationSuccessHandler((request, response, token) -> response.sendRedirect("/login/ott")));
			return http.build();
		}

	}

}
