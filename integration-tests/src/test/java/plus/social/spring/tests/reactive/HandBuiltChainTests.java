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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.UserDetailsRepositoryReactiveAuthenticationManager;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerFormLoginAuthenticationConverter;
import org.springframework.security.web.server.context.ReactorContextWebFilter;
import org.springframework.security.web.server.context.SecurityContextServerWebExchangeWebFilter;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for form login in a chain that is built without {@code ServerHttpSecurity}.
 */
@ParameterizedClass
@EnumSource
class HandBuiltChainTests extends AbstractLoginTests {

	@Test
	@Proves(LoginMechanism.FORM_LOGIN_HAND_BUILT)
	void theTokenComesWithALogin() {
		assertTokenComesWithLogin("alice", (browser) -> {
			assertThat(Areas.logIn(browser, "/hand-built", "alice").headers().firstValue("Location"))
				.contains("/hand-built/page");
			assertThat(browser.get("/hand-built/page").body()).contains("user=alice");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Chains {

		@Bean
		@Order(1)
		SecurityWebFilterChain handBuilt(ReactiveUserDetailsService users) {
			WebSessionServerSecurityContextRepository repository = new WebSessionServerSecurityContextRepository();
			UserDetailsRepositoryReactiveAuthenticationManager manager = new UserDetailsRepositoryReactiveAuthenticationManager(
					users);
			manager.setPasswordEncoder(new PlainPasswords());
			AuthenticationWebFilter login = new AuthenticationWebFilter(manager);
			login.setRequiresAuthenticationMatcher(
					ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/hand-built/login"));
			login.setServerAuthenticationConverter(new ServerFormLoginAuthenticationConverter());
			login.setAuthenticationSuccessHandler(new RedirectServerAuthenticationSuccessHandler("/hand-built/page"));
			login.setSecurityContextRepository(repository);
			return new MatcherSecurityWebFilterChain(ServerWebExchangeMatchers.pathMatchers("/hand-built/**"),
					List.of(new CsrfWebFilter(), new ReactorContextWebFilter(repository), login,
							new SecurityContextServerWebExchangeWebFilter()));
		}

	}

}
