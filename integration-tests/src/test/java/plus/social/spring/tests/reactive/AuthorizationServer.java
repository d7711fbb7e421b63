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

package plus.social.spring.tests.reactive;

import java.util.Map;

import plus.social.spring.testsupport.Browser;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Spring's authorization server, in this process. It is started once, by the first test
 * that needs it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(AuthorizationServer.UserController.class)
class AuthorizationServer {

	private static final String CLIENT = "spring.security.oauth2.authorizationserver.client.application.";

	static String getUrl() {
		return "http://127.0.0.1:" + Holder.server.getEnvironment().getRequiredProperty("local.server.port");
	}

	// A loopback address may have any port, so that the client need not run yet.
	private static ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(AuthorizationServer.class).web(WebApplicationType.SERVLET)
			.properties("server.port=0", "socialplus.enabled=false", "logging.level.root=warn",
					"spring.main.banner-mode=off", CLIENT + "registration.client-id=application",
					CLIENT + "registration.client-secret={noop}secret",
					CLIENT + "registration.client-authentication-methods=client_secret_basic",
					CLIENT + "registration.authorization-grant-types=authorization_code",
					CLIENT + "registration.redirect-uris=http://127.0.0.1/login/oauth2/code/oidc,"
							+ "http://127.0.0.1/login/oauth2/code/oauth2",
					CLIENT + "registration.scopes=openid,user")
			.run();
	}

	@Bean
	@Order(1)
	SecurityFilterChain endpoints(HttpSecurity http) {
		http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			server.oidc(Customizer.withDefaults());
		});
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		http.exceptionHandling(
				(exceptions) -> exceptions.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")));
		return http.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain userInfo(HttpSecurity http) {
		return http.securityMatcher("/user")
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	@Bean
	@Order(3)
	SecurityFilterChain loginPage(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.formLogin(Customizer.withDefaults())
			.build();
	}

	@Bean
	UserDetailsService users() {
		return (name) -> User.withUsername(name).password("{noop}" + Browser.PASSWORD).roles("USER").build();
	}

	private static final class Holder {

		private static final ConfigurableApplicationContext server = start();

	}

	/**
	 * What other providers than those of OpenID Connect have.
	 */
	@RestController
	static class UserController {

		private final JwtDecoder decoder;

		UserController(JwtDecoder decoder) {
			this.decoder = decoder;
		}

		@GetMapping("/user")
		Map<String, String> user(@RequestHeader("Authorization") String authorization) {
			return Map.of("login", this.decoder.decode(authorization.substring("Bearer ".length())).getSubject());
		}

	}

}
