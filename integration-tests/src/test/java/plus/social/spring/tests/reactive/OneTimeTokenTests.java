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
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins with a one-time token.
 */
@ParameterizedClass
@EnumSource
class OneTimeTokenTests extends AbstractLoginTests {

	@Test
	@Proves(LoginMechanism.ONE_TIME_TOKEN)
	void theTokenComesWithALogin() {
		assertTokenComesWithLogin("alice", (browser) -> {
			String token = browser.submit(browser.get("/ott/page"), "/ott/generate", Map.of("username", "alice"))
				.headers()
				.firstValue("Location")
				.orElseThrow()
				.replace("/ott/page?token=", "");
			assertThat(browser.submit(browser.get("/ott/page"), "/ott/login", Map.of("token", token))
				.headers()
				.firstValue("Location")).contains("/");
			assertThat(browser.get("/ott/page").body()).contains("user=alice");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Chains {

		@Bean
		@Order(1)
		SecurityWebFilterChain oneTimeToken(ServerHttpSecurity http) {
			return Areas.area(http, "/ott")
				.oneTimeTokenLogin((login) -> login.tokenGeneratingUrl("/ott/generate")
					.loginProcessingUrl("/ott/login")
					.loginPage("/ott/page")
					.showDefaultSubmitPage(false)
					.tokenGenerationSuccessHandler(Chains::hand))
				.build();
		}

		private static Mono<Void> hand(ServerWebExchange exchange, OneTimeToken token) {
			exchange.getResponse().setRawStatusCode(302);
			exchange.getResponse().getHeaders().setLocation(URI.create("/ott/page?token=" + token.getTokenValue()));
			return exchange.getResponse().setComplete();
		}

	}

}
