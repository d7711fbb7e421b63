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

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import plus.social.spring.tests.AbstractUserTests;
import plus.social.spring.tests.Identities;
import plus.social.spring.tests.TestApplication;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerAuthenticationManagerResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tests for which user a login is, in servlet applications.
 */
class UserTests extends AbstractUserTests {

	@Override
	protected TestApplication start(String... properties) {
		return ServletApplications.start(Application.class, properties);
	}

	@Override
	protected TestApplication startForBearers() {
		return ServletApplications.start(BearerApplication.class);
	}

	@ServletApplication
	@Import(LoginController.class)
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/in").permitAll().anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			http.oauth2Login(Customizer.withDefaults());
			return http.build();
		}

		@Bean
		ClientRegistrationRepository clientRegistrationRepository() {
			return new InMemoryClientRegistrationRepository(Identities.registration("github"),
					Identities.registration("microsoft"));
		}

	}

	@RestController
	static class LoginController {

		@GetMapping("/in")
		String in(@RequestParam String kind, @RequestParam String name, HttpServletRequest request,
				HttpServletResponse response) {
			new HttpSessionSecurityContextRepository()
				.saveContext(new SecurityContextImpl(Identities.login(kind, name)), request, response);
			return "in";
		}

	}

	@ServletApplication
	static class BearerApplication {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			AuthenticationManager tokens = new ProviderManager(new JwtAuthenticationProvider(Identities::decode));
			Map<String, AuthenticationManager> issuers = Map.of("https://a.example", tokens, "https://b.example",
					tokens);
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
			http.csrf((csrf) -> csrf.disable());
			http.oauth2ResourceServer((server) -> server
				.authenticationManagerResolver(new JwtIssuerAuthenticationManagerResolver(issuers::get)));
			return http.build();
		}

	}

}
