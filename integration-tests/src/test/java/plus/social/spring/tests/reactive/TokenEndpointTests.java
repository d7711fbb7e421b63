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

import plus.social.spring.tests.AbstractTokenEndpointTests;
import plus.social.spring.tests.TestApplication;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/**
 * Tests for the endpoint on Reactor Netty.
 */
class TokenEndpointTests extends AbstractTokenEndpointTests {

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
	static class Application {

	}

	@ReactiveApplication
	static class BearerApplication {

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

}
