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

import org.jspecify.annotations.Nullable;
import plus.social.spring.tests.AbstractSwitchedOffTests;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.web.SocialPlusToken;
import plus.social.spring.web.reactive.ServerSocialPlusAuthenticationSuccessHandler;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationFailureHandler;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

/**
 * Tests for an application on Reactor Netty that switches Social Plus off.
 */
class SwitchedOffTests extends AbstractSwitchedOffTests {

	@Override
	protected TestApplication start(String... properties) {
		// Reactor Netty may stop reading from a connection (reactor-netty issue 4361).
		return TestApplication.startWithClient(WebApplicationType.REACTIVE, Application.class,
				Stream
					.concat(Stream.of(properties),
							Stream.of("spring.profiles.active=in-memory", "server.netty.max-keep-alive-requests=1"))
					.toArray(String[]::new));
	}

	@ReactiveApplication
	@Import({ TokensController.class, ParameterController.class })
	static class Application {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http,
				ServerSocialPlusAuthenticationSuccessHandler handler) {
			handler.setFailureHandler(new RedirectServerAuthenticationFailureHandler("/refused"));
			http.authorizeExchange(
					(exchanges) -> exchanges.pathMatchers("/open/**").permitAll().anyExchange().authenticated());
			http.formLogin((form) -> form.authenticationSuccessHandler(handler));
			return http.build();
		}

	}

	@RestController
	static class TokensController {

		private final WebSessionSocialPlusTokens tokens;

		private final SocialPlusTokenService service;

		private final ReactiveSocialPlusTokenService reactiveService;

		TokensController(WebSessionSocialPlusTokens tokens, SocialPlusTokenService service,
				ReactiveSocialPlusTokenService reactiveService) {
			this.tokens = tokens;
			this.service = service;
			this.reactiveService = reactiveService;
		}

		@GetMapping("/open/seed")
		Mono<Void> seed(WebSession session) {
			session.getAttributes().put("SOCIALPLUS_AUTH_TOKEN", "t0ken");
			session.getAttributes().put("SOCIALPLUS_AUTH_TOKEN_EXPIRES_AT", "2100-01-01T00:00:00Z");
			session.getAttributes().put("SOCIALPLUS_USER_ID", "alice");
			return Mono.empty();
		}

		@GetMapping("/open/find")
		Mono<String> find(ServerWebExchange exchange) {
			return this.tokens.find(exchange).map(SocialPlusAuthToken::getUserId).defaultIfEmpty("none");
		}

		@GetMapping("/open/obtain")
		Mono<String> obtain(ServerWebExchange exchange) {
			return this.tokens.obtain(exchange).map(SocialPlusAuthToken::getUserId);
		}

		@GetMapping("/open/service")
		Mono<String> service() {
			return Mono.fromCallable(() -> this.service.issueToken(SocialPlusUser.of("alice")).getUserId())
				.subscribeOn(Schedulers.boundedElastic());
		}

		@GetMapping("/open/reactive-service")
		Mono<String> reactiveService() {
			return this.reactiveService.issueToken(SocialPlusUser.of("alice")).map(SocialPlusAuthToken::getUserId);
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
