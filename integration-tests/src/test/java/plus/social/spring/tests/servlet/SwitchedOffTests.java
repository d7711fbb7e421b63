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

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import plus.social.spring.tests.AbstractSwitchedOffTests;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.web.SocialPlusToken;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;
import plus.social.spring.web.servlet.SocialPlusAuthenticationSuccessHandler;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tests for an application on Tomcat that switches Social Plus off.
 */
class SwitchedOffTests extends AbstractSwitchedOffTests {

	@Override
	protected TestApplication start(String... properties) {
		return TestApplication.startWithClient(WebApplicationType.SERVLET, Application.class, properties);
	}

	@ServletApplication
	@Import({ TokensController.class, ParameterController.class })
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http, SocialPlusAuthenticationSuccessHandler handler) {
			handler.setFailureHandler(new SimpleUrlAuthenticationFailureHandler("/refused"));
			http.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/open/**").permitAll().anyRequest().authenticated());
			http.formLogin((form) -> form.successHandler(handler));
			return http.build();
		}

	}

	@RestController
	static class TokensController {

		private final HttpSessionSocialPlusTokens tokens;

		private final SocialPlusTokenService service;

		private final ReactiveSocialPlusTokenService reactiveService;

		TokensController(HttpSessionSocialPlusTokens tokens, SocialPlusTokenService service,
				ReactiveSocialPlusTokenService reactiveService) {
			this.tokens = tokens;
			this.service = service;
			this.reactiveService = reactiveService;
		}

		@GetMapping("/open/seed")
		void seed(HttpSession session) {
			session.setAttribute("SOCIALPLUS_AUTH_TOKEN", "t0ken");
			session.setAttribute("SOCIALPLUS_AUTH_TOKEN_EXPIRES_AT", "2100-01-01T00:00:00Z");
			session.setAttribute("SOCIALPLUS_USER_ID", "alice");
		}

		@GetMapping("/open/find")
		String find(HttpServletRequest request) {
			return this.tokens.find(request).map(SocialPlusAuthToken::getUserId).orElse("none");
		}

		@GetMapping("/open/obtain")
		String obtain(HttpServletRequest request) {
			return this.tokens.obtain(request).getUserId();
		}

		@GetMapping("/open/service")
		String service() {
			return this.service.issueToken(SocialPlusUser.of("alice")).getUserId();
		}

		@GetMapping("/open/reactive-service")
		String reactiveService() {
			return this.reactiveService.issueToken(SocialPlusUser.of("alice")).block().getUserId();
		}

		@ExceptionHandler
		String handle(SocialPlusException failure) {
			return failure.getReason().name();
		}

	}

	@RestController
	static class ParameterController {

		@GetMapping("/open/required")
		String required(@SocialPlusToken SocialPlusAuthToken token) {
			return token.getUserId();
		}

		@GetMapping("/open/optional")
		String optional(@SocialPlusToken @Nullable SocialPlusAuthToken token) {
			return (token != null) ? token.getUserId() : "none";
		}

	}

}
