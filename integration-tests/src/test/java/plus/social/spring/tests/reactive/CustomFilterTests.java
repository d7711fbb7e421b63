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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins by a filter of the application's own.
 */
@ParameterizedClass
@EnumSource
class CustomFilterTests extends AbstractLoginTests {

	@Test
	@Proves(LoginMechanism.CUSTOM_FILTER)
	void theTokenComesWithALoginByAHeader() {
		assertTokenComesWithLogin("alice", (browser) -> {
			assertThat(browser.get("/custom/page", "X-User", "alice").body()).contains("user=alice");
			assertThat(browser.get("/custom/page").body()).contains("user=alice");
		});
	}

	/**
	 * A filter that logs in the user that a header names.
	 */
	static AuthenticationWebFilter login() {
		AuthenticationWebFilter login = new AuthenticationWebFilter((ReactiveAuthenticationManager) Mono::just);
		login.setServerAuthenticationConverter(
				(exchange) -> Mono.justOrEmpty(exchange.getRequest().getHeaders().getFirst("X-User"))
					.map((user) -> UsernamePasswordAuthenticationToken.authenticated(user, null,
							AuthorityUtils.createAuthorityList("ROLE_USER"))));
		return login;
	}

	@Configuration(proxyBeanMethods = false)
	static class Chains {

		@Bean
		@Order(1)
		SecurityWebFilterChain custom(ServerHttpSecurity http) {
			AuthenticationWebFilter login = login();
			login.setSecurityContextRepository(new WebSessionServerSecurityContextRepository());
			return Areas.area(http, "/custom").addFilterAt(login, SecurityWebFiltersOrder.AUTHENTICATION).build();
		}

	}

}
