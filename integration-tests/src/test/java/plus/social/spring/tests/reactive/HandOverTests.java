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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import plus.social.spring.tests.AbstractHandOverTests;
import plus.social.spring.tests.TestApplication;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.ExceptionHandlingSpec;
import org.springframework.security.core.session.InMemoryReactiveSessionRegistry;
import org.springframework.security.core.session.ReactiveSessionRegistry;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.SessionLimit;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Tests for the hand-over on Reactor Netty.
 */
class HandOverTests extends AbstractHandOverTests {

	@Override
	protected TestApplication start(String... properties) {
		String[] all = Stream
			.concat(Stream.of(properties),
					Stream.of("spring.profiles.active=in-memory", "server.netty.max-keep-alive-requests=1"))
			.toArray(String[]::new);
		return TestApplication.start(WebApplicationType.REACTIVE, Application.class, all);
	}

	@ReactiveApplication
	static class Application {

		@Bean
		ReactiveSessionRegistry sessionRegistry() {
			return new InMemoryReactiveSessionRegistry();
		}

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http, Environment environment) {
			http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated());
			http.formLogin(Customizer.withDefaults());
			http.httpBasic(Customizer.withDefaults());
			http.addFilterBefore(Application::answer, SecurityWebFiltersOrder.AUTHORIZATION);
			if (environment.getProperty("tests.own-handlers", Boolean.class, false)) {
				http.exceptionHandling(Application::ownHandlers);
				http.csrf((csrf) -> csrf
					.accessDeniedHandler((exchange, failure) -> write(exchange.getResponse(), 403, "{\"own\": 403}")));
			}
			Integer maximumSessions = environment.getProperty("tests.maximum-sessions", Integer.class);
			if (maximumSessions != null) {
				http.sessionManagement((sessions) -> sessions.concurrentSessions(
						(concurrency) -> concurrency.maximumSessions(SessionLimit.of(maximumSessions))));
			}
			return http.build();
		}

		private static void ownHandlers(ExceptionHandlingSpec handling) {
			handling
				.authenticationEntryPoint((exchange, failure) -> write(exchange.getResponse(), 401, "{\"own\": 401}"));
			handling.accessDeniedHandler((exchange, failure) -> write(exchange.getResponse(), 403, "{\"own\": 403}"));
		}

		// Answers in place of what is behind it when it is told to.
		private static Mono<Void> answer(ServerWebExchange exchange, WebFilterChain chain) {
			String command = exchange.getRequest().getHeaders().getFirst("X-Application");
			ServerHttpResponse response = exchange.getResponse();
			return switch ((command != null) ? command : "") {
				case "" -> chain.filter(exchange);
				case "redirect" -> redirect(response, 302);
				case "see-other" -> redirect(response, 303);
				case "page" -> write(response, 200, "<html>Terms</html>");
				case "empty-401" -> complete(response, 401);
				case "empty-403" -> complete(response, 403);
				default -> write(response, Integer.parseInt(command), "{\"own\": " + command + "}");
			};
		}

		private static Mono<Void> redirect(ServerHttpResponse response, int status) {
			response.getHeaders().setLocation(URI.create("/terms"));
			return complete(response, status);
		}

		private static Mono<Void> complete(ServerHttpResponse response, int status) {
			response.setStatusCode(HttpStatusCode.valueOf(status));
			return response.setComplete();
		}

		private static Mono<Void> write(ServerHttpResponse response, int status, String body) {
			response.setStatusCode(HttpStatusCode.valueOf(status));
			return response.writeWith(
					Mono.fromSupplier(() -> response.bufferFactory().wrap(body.getBytes(StandardCharsets.UTF_8))));
		}

	}

}
