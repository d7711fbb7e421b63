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

import plus.social.spring.tests.AbstractLogoutRevocationTests;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.session.InMemoryReactiveSessionRegistry;
import org.springframework.security.core.session.ReactiveSessionRegistry;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.SessionLimit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebSession;

/**
 * Tests that a logout ends sessions with Social Plus, on Reactor Netty.
 */
class LogoutRevocationTests extends AbstractLogoutRevocationTests {

	LogoutRevocationTests() {
		super(WebApplicationType.REACTIVE, Application.class);
	}

	@ReactiveApplication
	@Import(InvalidatingController.class)
	static class Application {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.formLogin(Customizer.withDefaults())
				.sessionManagement((sessions) -> sessions
					.concurrentSessions((concurrency) -> concurrency.maximumSessions(SessionLimit.of(1))))
				.build();
		}

		@Bean
		ReactiveSessionRegistry sessionRegistry() {
			return new InMemoryReactiveSessionRegistry();
		}

	}

	@RestController
	static class InvalidatingController {

		@GetMapping("/invalidate")
		Mono<Void> invalidate(WebSession session) {
			return session.invalidate();
		}

	}

}
