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

package plus.social.spring.tests.cluster;

import java.security.Principal;
import java.time.Duration;

import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * An application on Reactor Netty that knows every user.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ReactiveNode.PageController.class)
class ReactiveNode {

	@Bean
	ReactiveUserDetailsService users() {
		return (username) -> Mono.just(User.withUsername(username).password(Visitor.PASSWORD).roles("USER").build());
	}

	@Bean
	@SuppressWarnings("deprecation")
	PasswordEncoder plainPasswords() {
		return NoOpPasswordEncoder.getInstance();
	}

	// The global ones end with the first application that does.
	@Bean
	ReactorResourceFactory resources() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		resources.setShutdownQuietPeriod(Duration.ZERO);
		return resources;
	}

	@RestController
	static class PageController {

		private final ObjectProvider<WebSessionSocialPlusTokens> tokens;

		PageController(ObjectProvider<WebSessionSocialPlusTokens> tokens) {
			this.tokens = tokens;
		}

		@GetMapping("/page")
		Mono<String> page(Mono<Principal> principal) {
			return principal.map(Principal::getName);
		}

		@GetMapping("/token")
		Mono<String> token(ServerWebExchange exchange) {
			return this.tokens.getObject()
				.find(exchange)
				.map(SocialPlusAuthToken::getTokenValue)
				.defaultIfEmpty("none");
		}

	}

}
