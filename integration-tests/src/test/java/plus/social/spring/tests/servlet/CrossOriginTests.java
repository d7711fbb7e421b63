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

import java.util.Arrays;

import plus.social.spring.tests.AbstractCrossOriginTests;
import plus.social.spring.tests.TestApplication;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tests for the CORS rules of an application on Tomcat, without {@code http.cors()}.
 */
class CrossOriginTests extends AbstractCrossOriginTests {

	@Override
	protected TestApplication start(String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "test.cors=" + isSecurityApplyingCors();
		return ServletApplications.start(Application.class, all);
	}

	@Override
	protected TestApplication startForBearers() {
		return ServletApplications.start(BearerApplication.class);
	}

	@Override
	protected boolean isSecurityApplyingCors() {
		return false;
	}

	@ServletApplication
	static class Application implements WebMvcConfigurer {

		// tag::cors[]
		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://spa.example").allowCredentials(true);
		}
		// end::cors[]

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http, @Value("${test.cors}") boolean cors) {
			http.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.OPTIONS)
				.permitAll()
				.requestMatchers("/open/**", "/socialplus/visitor", "/socialplus/socialplus.js")
				.permitAll()
				.anyRequest()
				.authenticated());
			http.formLogin(Customizer.withDefaults());
			if (cors) {
				http.cors(Customizer.withDefaults());
			}
			else {
				http.cors((configurer) -> configurer.disable());
			}
			return http.build();
		}

		@Bean
		EveryPathController everyPathController() {
			return new EveryPathController();
		}

	}

	@ServletApplication
	static class BearerApplication implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**");
		}

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
			http.csrf((csrf) -> csrf.disable());
			http.cors(Customizer.withDefaults());
			http.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()));
			return http.build();
		}

		@Bean
		JwtDecoder jwtDecoder() {
			return (token) -> Jwt.withTokenValue(token).header("alg", "none").subject(token).build();
		}

	}

	/**
	 * Would hide an endpoint that comes after controllers.
	 */
	@RestController
	static class EveryPathController {

		@RequestMapping("/{*path}")
		String any() {
			return "any";
		}

	}

}
