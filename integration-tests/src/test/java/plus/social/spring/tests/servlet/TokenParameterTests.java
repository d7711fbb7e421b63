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

import java.security.Principal;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import plus.social.spring.tests.AbstractTokenParameterTests;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.web.SocialPlusToken;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tests for parameters with {@link SocialPlusToken} on Tomcat.
 */
class TokenParameterTests extends AbstractTokenParameterTests {

	@Override
	protected TestApplication start() {
		return ServletApplications.start(Application.class);
	}

	@Override
	protected TestApplication startForBearers() {
		return ServletApplications.start(BearerApplication.class);
	}

	@Override
	protected String[] required() {
		return new String[] { "required" };
	}

	@Override
	protected String[] optional() {
		return new String[] { "optional", "nullable", "not-required" };
	}

	@ServletApplication
	@Import({ TokenController.class, HandlingController.class })
	static class Application {

		@Bean
		WebSecurityCustomizer webSecurityCustomizer() {
			return (web) -> web.ignoring().requestMatchers("/ignored/**");
		}

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/open/**").permitAll().anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			http.httpBasic(Customizer.withDefaults());
			return http.build();
		}

	}

	@ServletApplication
	@Import(TokenController.class)
	static class BearerApplication {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/open/**").permitAll().anyRequest().authenticated());
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

	@RestController
	static class TokenController {

		@GetMapping({ "/open/required", "/ignored/required" })
		String required(Principal principal, @SocialPlusToken SocialPlusAuthToken token) {
			return describe(principal, token);
		}

		@GetMapping("/open/optional")
		String optional(Principal principal, @SocialPlusToken Optional<SocialPlusAuthToken> token) {
			return describe(principal, token.orElse(null));
		}

		@GetMapping("/open/nullable")
		String nullable(Principal principal, @SocialPlusToken @Nullable SocialPlusAuthToken token) {
			return describe(principal, token);
		}

		@GetMapping("/open/not-required")
		String notRequired(Principal principal, @SocialPlusToken(required = false) SocialPlusAuthToken token) {
			return describe(principal, token);
		}

		private static String describe(@Nullable Principal principal, @Nullable SocialPlusAuthToken token) {
			return ((principal != null) ? principal.getName() : "nobody") + " has "
					+ ((token != null) ? "the token of " + token.getUserId() : "no token");
		}

	}

	@RestController
	static class HandlingController {

		@GetMapping("/open/handled")
		String handled(@SocialPlusToken SocialPlusAuthToken token) {
			return token.getUserId();
		}

		@ExceptionHandler
		String handle(SocialPlusException failure) {
			return failure.getReason().name();
		}

	}

}
