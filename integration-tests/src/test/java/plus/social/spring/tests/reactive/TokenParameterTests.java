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

import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import plus.social.spring.tests.AbstractTokenParameterTests;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.web.SocialPlusToken;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tests for parameters with {@link SocialPlusToken} on Reactor Netty.
 */
class TokenParameterTests extends AbstractTokenParameterTests {

	@Override
	protected TestApplication start() {
		return start(Application.class);
	}

	@Override
	protected TestApplication startForBearers() {
		return start(BearerApplication.class);
	}

	@Override
	protected String[] required() {
		return new String[] { "required", "mono", "future" };
	}

	@Override
	protected String[] optional() {
		return new String[] { "optional", "nullable", "not-required", "mono-not-required" };
	}

	private static TestApplication start(Class<?> configuration) {
		// Reactor Netty may stop reading from a connection (reactor-netty issue 4361).
		return TestApplication.start(WebApplicationType.REACTIVE, configuration,
				Stream.of("spring.profiles.active=in-memory", "server.netty.max-keep-alive-requests=1")
					.toArray(String[]::new));
	}

	@ReactiveApplication
	@Import({ TokenController.class, HandlingController.class })
	static class Application {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			http.securityMatcher(
					new NegatedServerWebExchangeMatcher(new PathPatternParserServerWebExchangeMatcher("/ignored/**")));
			http.authorizeExchange(
					(exchanges) -> exchanges.pathMatchers("/open/**").permitAll().anyExchange().authenticated());
			http.formLogin(Customizer.withDefaults());
			http.httpBasic(Customizer.withDefaults());
			return http.build();
		}

	}

	@ReactiveApplication
	@Import(TokenController.class)
	static class BearerApplication {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			http.authorizeExchange(
					(exchanges) -> exchanges.pathMatchers("/open/**").permitAll().anyExchange().authenticated());
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

	@RestController
	static class TokenController {

		@GetMapping({ "/open/required", "/ignored/required" })
		Mono<String> required(@SocialPlusToken SocialPlusAuthToken token) {
			return describe(token);
		}

		@GetMapping({ "/open/mono", "/ignored/mono" })
		Mono<String> mono(@SocialPlusToken Mono<SocialPlusAuthToken> token) {
			return token.flatMap(TokenController::describe);
		}

		/**
		 * A controller that leaves Reactor, and with it the context.
		 */
		@GetMapping({ "/open/future", "/ignored/future" })
		Mono<String> future(@SocialPlusToken Mono<SocialPlusAuthToken> token) {
			return Mono.fromFuture(token.toFuture()).flatMap(TokenController::describe);
		}

		@GetMapping("/open/optional")
		Mono<String> optional(@SocialPlusToken Optional<SocialPlusAuthToken> token) {
			return describe(token.orElse(null));
		}

		@GetMapping("/open/nullable")
		Mono<String> nullable(@SocialPlusToken @Nullable SocialPlusAuthToken token) {
			return describe(token);
		}

		@GetMapping("/open/not-required")
		Mono<String> notRequired(@SocialPlusToken(required = false) SocialPlusAuthToken token) {
			return describe(token);
		}

		@GetMapping("/open/mono-not-required")
		Mono<String> monoNotRequired(@SocialPlusToken(required = false) Mono<SocialPlusAuthToken> token) {
			return token.flatMap(TokenController::describe).switchIfEmpty(Mono.defer(() -> describe(null)));
		}

		private static Mono<String> describe(@Nullable SocialPlusAuthToken token) {
			return ReactiveSecurityContextHolder.getContext()
				.map((context) -> context.getAuthentication().getName())
				.defaultIfEmpty("nobody")
				.map((name) -> name + " has " + ((token != null) ? "the token of " + token.getUserId() : "no token"));
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
