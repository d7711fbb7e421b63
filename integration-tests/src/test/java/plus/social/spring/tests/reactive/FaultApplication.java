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

import plus.social.spring.tests.TokenPage;
import plus.social.spring.tests.Visits;
import plus.social.spring.tests.faults.EventRecorder;
import plus.social.spring.tests.faults.ExchangeRecorder;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * An application with form login and pages that use the token.
 */
@ReactiveApplication
@Import({ FaultApplication.TokenController.class, Visits.class, EventRecorder.class, ExchangeRecorder.class })
public class FaultApplication {

	@Bean
	SecurityWebFilterChain chain(ServerHttpSecurity http) {
		return http
			.authorizeExchange(
					(exchanges) -> exchanges.pathMatchers("/actuator/**").permitAll().anyExchange().authenticated())
			.formLogin(Customizer.withDefaults())
			.build();
	}

	@RestController
	static class TokenController {

		private final Visits visits;

		private final ObjectProvider<WebSessionSocialPlusTokens> tokens;

		TokenController(Visits visits, ObjectProvider<WebSessionSocialPlusTokens> tokens) {
			this.visits = visits;
			this.tokens = tokens;
		}

		@GetMapping("/token/find")
		Mono<String> find(ServerWebExchange exchange) {
			return this.tokens.getObject().find(exchange).map(TokenPage::of).defaultIfEmpty(TokenPage.NONE);
		}

		@GetMapping("/token/obtain")
		Mono<String> obtain(ServerWebExchange exchange) {
			this.visits.add();
			return this.tokens.getObject()
				.obtain(exchange)
				.map(TokenPage::of)
				.onErrorResume((ex) -> Mono.just(TokenPage.of(ex)));
		}

	}

}
