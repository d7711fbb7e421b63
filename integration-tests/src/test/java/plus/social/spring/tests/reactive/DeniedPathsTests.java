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

import plus.social.spring.tests.AbstractDeniedPathsTests;
import plus.social.spring.tests.TestApplication;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.IpAddressReactiveAuthorizationManager;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;

/**
 * Tests for the warning about denied paths on Reactor Netty.
 */
class DeniedPathsTests extends AbstractDeniedPathsTests {

	@Override
	protected TestApplication start(String... properties) {
		return TestApplication.start(WebApplicationType.REACTIVE, Application.class, properties);
	}

	@ReactiveApplication
	static class Application {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http, @Value("${rules}") String rules) {
			if (rules.equals("other-paths")) {
				http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/api/**"));
			}
			http.authorizeExchange((exchanges) -> {
				switch (rules) {
					case "some-paths", "other-paths" -> exchanges.pathMatchers("/home").authenticated();
					case "deny-chat" -> exchanges.pathMatchers("/chat/**").denyAll().anyExchange().permitAll();
					case "authenticated" -> exchanges.anyExchange().authenticated();
					case "admins" -> exchanges.anyExchange().hasRole("ADMIN");
					case "permitted" -> exchanges.anyExchange().permitAll();
					case "part-of-the-request" -> exchanges.anyExchange()
						.access(IpAddressReactiveAuthorizationManager.hasIpAddress("10.0.0.0/8"));
					default -> exchanges.anyExchange().access((login, exchange) -> Mono.never());
				}
			});
			return http.build();
		}

	}

}
