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

import java.util.stream.Stream;

import plus.social.spring.tests.AbstractUserTests;
import plus.social.spring.tests.Identities;
import plus.social.spring.tests.TestApplication;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerReactiveAuthenticationManagerResolver;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tests for which user a login is, in WebFlux applications.
 */
class UserTests extends AbstractUserTests {

	@Override
	protected TestApplication start(String... properties) {
		return start(Application.class, properties);
	}

	@Override
	protected TestApplication startForBearers() {
		return start(BearerApplication.class);
	}

	private static TestApplication start(Class<?> configuration, String... properties) {
		// Reactor Netty may stop reading from a connection (reactor-netty issue 4361).
		String[] all = Stream
			.concat(Stream.of(properties),
					Stream.of("spring.profiles.active=in-memory", "server.netty.max-keep-alive-requests=1"))
			.toArray(String[]::new);
		return TestApplication.start(WebApplicationType.REACTIVE, configuration, all);
	}

	@ReactiveApplication
	@Import(LoginController.class)
	static class Application {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			http.authorizeExchange(
					(exchanges) -> exchanges.pathMatchers("/in").permitAll().anyExchange().authenticated());
			http.formLogin(Customizer.withDefaults());
			http.oauth2Login(Customizer.withDefaults());
			return http.build();
		}

		@Bean
		ReactiveClientRegistrationRepository clientRegistrationRepository() {
			return new InMemoryReactiveClientRegistrationRepository(Identities.registration("github"),
					Identities.registration("microsoft"));
		}

	}

	@RestController
	static class LoginController {

		@GetMapping("/in")
		Mono<String> in(@RequestParam String kind, @RequestParam String name, ServerWebExchange exchange) {
			return new WebSessionServerSecurityContextRepository()
				.save(exchange, new SecurityContextImpl(Identities.login(kind, name)))
				.thenReturn("in");
		}

	}

	@ReactiveApplication
	static class BearerApplication {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			ReactiveAuthenticationManager tokens = new JwtReactiveAuthenticationManager(
					(token) -> Mono.fromSupplier(() -> Identities.decode(token)));
			http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated());
			http.securityContextRepository(NoOpServerSecurityContextRepository.getInstance());
			http.csrf((csrf) -> csrf.disable());
			http.oauth2ResourceServer(
					(server) -> server.authenticationManagerResolver(new JwtIssuerReactiveAuthenticationManagerResolver(
							(issuer) -> issuer.matches("https://[ab]\\.example") ? Mono.just(tokens) : Mono.empty())));
			return http.build();
		}

	}

}
