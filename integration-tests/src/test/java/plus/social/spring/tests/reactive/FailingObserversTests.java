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

import plus.social.spring.tests.AbstractFailingObserversTests;
import plus.social.spring.tests.FailingMeterRegistry;
import plus.social.spring.tests.FailingObservers;
import plus.social.spring.tests.TestApplication;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/**
 * Tests for observers that fail or block logins on Reactor Netty.
 */
class FailingObserversTests extends AbstractFailingObserversTests {

	@Override
	protected TestApplication start(String... properties) {
		return TestApplication.startWithClient(WebApplicationType.REACTIVE, Application.class,
				Stream
					.concat(Stream.of(properties),
							Stream.of("spring.profiles.active=in-memory", "server.netty.max-keep-alive-requests=1"))
					.toArray(String[]::new));
	}

	@ReactiveApplication
	@Import({ FailingObservers.class, FailingMeterRegistry.class })
	static class Application {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated());
			http.formLogin(Customizer.withDefaults());
			return http.build();
		}

	}

}
