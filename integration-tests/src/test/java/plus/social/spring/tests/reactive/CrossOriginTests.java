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

import java.util.List;
import java.util.stream.Stream;

import plus.social.spring.tests.AbstractCrossOriginTests;
import plus.social.spring.tests.TestApplication;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * Tests for the CORS rules of WebFlux, of which Spring Security knows nothing.
 */
class CrossOriginTests extends AbstractCrossOriginTests {

	@Override
	protected TestApplication start(String... properties) {
		return start(isSecurityApplyingCors() ? SecurityCorsApplication.class : WebFluxCorsApplication.class,
				properties);
	}

	@Override
	protected TestApplication startForBearers() {
		return start(BearerApplication.class);
	}

	@Override
	protected boolean isSecurityApplyingCors() {
		return false;
	}

	private static TestApplication start(Class<?> configuration, String... properties) {
		// Reactor Netty may stop reading from a connection (reactor-netty issue 4361).
		String[] all = Stream
			.concat(Stream.of(properties),
					Stream.of("spring.profiles.active=in-memory", "server.netty.max-keep-alive-requests=1"))
			.toArray(String[]::new);
		return TestApplication.start(WebApplicationType.REACTIVE, configuration, all);
	}

	private static SecurityWebFilterChain build(ServerHttpSecurity http) {
		http.authorizeExchange((exchanges) -> exchanges.pathMatchers(HttpMethod.OPTIONS)
			.permitAll()
			.pathMatchers("/open/**", "/socialplus/visitor", "/socialplus/socialplus.js")
			.permitAll()
			.anyExchange()
			.authenticated());
		http.formLogin(Customizer.withDefaults());
		return http.build();
	}

	@ReactiveApplication
	static class WebFluxCorsApplication implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://spa.example").allowCredentials(true);
		}

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			return build(http);
		}

		@Bean
		EveryPathController everyPathController() {
			return new EveryPathController();
		}

	}

	@ReactiveApplication
	static class SecurityCorsApplication {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			CorsConfiguration configuration = new CorsConfiguration().applyPermitDefaultValues();
			configuration.setAllowedOrigins(List.of("https://spa.example"));
			configuration.setAllowCredentials(true);
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/**", configuration);
			http.cors((cors) -> cors.configurationSource(source));
			return build(http);
		}

		@Bean
		EveryPathController everyPathController() {
			return new EveryPathController();
		}

	}

	@ReactiveApplication
	static class BearerApplication implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**");
		}

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated());
			http.securityContextRepository(NoOpServerSecurityContextRepository.getInstance());
			http.csrf((csrf) -> csrf.disable());
			http.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()));
			return http.build();
		}

		@Bean
		ReactiveJwtDecoder jwtDecoder() {
			return (token) -> Mono.just(Jwt.withTokenValue(token).header("alg", "none").subject(token).build());
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
