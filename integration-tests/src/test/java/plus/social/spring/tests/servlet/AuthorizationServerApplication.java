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

import java.util.List;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * An authorization server, whose users log in with a form.
 */
@ServletApplication
class AuthorizationServerApplication {

	private static final String CLIENT = "spring.security.oauth2.authorizationserver.client.web.registration.";

	/**
	 * The properties that it is started with. Its clients listen on any port.
	 */
	static final List<String> PROPERTIES = List.of("spring.autoconfigure.exclude=", CLIENT + "client-id=web",
			CLIENT + "client-secret={noop}secret", CLIENT + "client-authentication-methods=client_secret_basic",
			CLIENT + "authorization-grant-types=authorization_code,client_credentials",
			CLIENT + "redirect-uris=http://127.0.0.1/login/oauth2/code/web", CLIENT + "scopes=openid,profile");

	@Bean
	@Order(1)
	SecurityFilterChain endpoints(HttpSecurity http) {
		http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			server.oidc(Customizer.withDefaults());
		});
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		http.oauth2ResourceServer((resourceServer) -> resourceServer.jwt(Customizer.withDefaults()));
		http.exceptionHandling((exceptions) -> exceptions.defaultAuthenticationEntryPointFor(
				new LoginUrlAuthenticationEntryPoint("/login"), new MediaTypeRequestMatcher(MediaType.TEXT_HTML)));
		return http.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain userInfo(HttpSecurity http) {
		http.securityMatcher("/me");
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return http.build();
	}

	@Bean
	@Order(3)
	SecurityFilterChain users(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		http.formLogin(Customizer.withDefaults());
		return http.build();
	}

	@Bean
	PlainPasswords passwordEncoder() {
		return new PlainPasswords();
	}

	/**
	 * Passwords as they are. The default would replace the client's secret by its hash,
	 * and a thousand requests would take a minute.
	 */
	static class PlainPasswords implements PasswordEncoder {

		@Override
		public String encode(CharSequence password) {
			return "{noop}" + password;
		}

		@Override
		public boolean matches(CharSequence password, String encoded) {
			return encode(password).equals(encoded);
		}

	}

	/**
	 * What plain OAuth2 has for user info: something of the provider's own.
	 */
	@RestController
	static class UserInfoController {

		private final JwtDecoder jwtDecoder;

		UserInfoController(JwtDecoder jwtDecoder) {
			this.jwtDecoder = jwtDecoder;
		}

		@GetMapping("/me")
		Map<String, String> me(@RequestHeader("Authorization") String authorization) {
			return Map.of("login", this.jwtDecoder.decode(authorization.substring("Bearer ".length())).getSubject());
		}

	}

}
