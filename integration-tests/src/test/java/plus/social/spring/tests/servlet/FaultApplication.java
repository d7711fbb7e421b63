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
import plus.social.spring.tests.TokenPage;
import plus.social.spring.tests.Visits;
import plus.social.spring.tests.faults.EventRecorder;
import plus.social.spring.tests.faults.ExchangeRecorder;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with form login and pages that use the token.
 */
@ServletApplication
@Import({ FaultApplication.TokenController.class, Visits.class, EventRecorder.class, ExchangeRecorder.class })
public class FaultApplication {

	@Bean
	SecurityFilterChain chain(HttpSecurity http) {
		http.authorizeHttpRequests(
				(requests) -> requests.requestMatchers("/actuator/**").permitAll().anyRequest().authenticated());
		http.formLogin(Customizer.withDefaults());
		return http.build();
	}

	@RestController
	static class TokenController {

		private final Visits visits;

		private final ObjectProvider<HttpSessionSocialPlusTokens> tokens;

		TokenController(Visits visits, ObjectProvider<HttpSessionSocialPlusTokens> tokens) {
			this.visits = visits;
			this.tokens = tokens;
		}

		@GetMapping("/token/find")
		String find(HttpServletRequest request) {
			return this.tokens.getObject().find(request).map(TokenPage::of).orElse(TokenPage.NONE);
		}

		@GetMapping("/token/obtain")
		String obtain(HttpServletRequest request) {
			this.visits.add();
			try {
				return TokenPage.of(this.tokens.getObject().obtain(request));
			}
			catch (RuntimeException ex) {
				return TokenPage.of(ex);
			}
		}

	}

}
