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

import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.testsupport.Browser;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins at an authorization server.
 */
@ParameterizedClass
@EnumSource
class OAuth2LoginTests extends AbstractLoginTests {

	@Test
	@Proves(LoginMechanism.OIDC_LOGIN)
	void theTokenComesWithAnOpenIdConnectLogin() {
		assertTokenComesWithLogin("oidc:alice", (browser) -> logIn(browser, "oidc"));
	}

	@Test
	@Proves(LoginMechanism.OAUTH2_LOGIN)
	void theTokenComesWithAnOAuth2Login() {
		assertTokenComesWithLogin("oauth2:alice", (browser) -> logIn(browser, "oauth2"));
	}

	private static void logIn(Browser browser, String registration) {
		assertThat(browser.get("/oauth2/secret?a=b").statusCode()).isEqualTo(302);
		HttpResponse<String> page = browser
			.follow(browser.follow(browser.get("/oauth2/authorization/" + registration)));
		HttpResponse<String> loggedIn = browser.submit(page, "/login",
				Map.of("username", "alice", "password", Browser.PASSWORD));
		HttpResponse<String> answer = browser.follow(browser.follow(loggedIn));
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location")).contains("/oauth2/secret?a=b");
	}

	@Configuration(proxyBeanMethods = false)
	static class Chains {

		@Bean
		@Order(1)
		SecurityWebFilterChain oauth2(ServerHttpSecurity http) {
			return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/oauth2/**", "/login/oauth2/**"))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.oauth2Login(Customizer.withDefaults())
				.build();
		}

		@Bean
		ReactiveClientRegistrationRepository clients(@Value("${authorization-server}") String server) {
			return new InMemoryReactiveClientRegistrationRepository(
					client("oidc", server).scope("openid").jwkSetUri(server + "/oauth2/jwks").build(),
					client("oauth2", server).scope("user")
						.userInfoUri(server + "/user")
						.userNameAttributeName("login")
						.build());
		}

		private static ClientRegistration.Builder client(String id, String server) {
			return ClientRegistration.withRegistrationId(id)
				.clientId("application")
				.clientSecret("secret")
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
				.authorizationUri(server + "/oauth2/authorize")
				.tokenUri(server + "/oauth2/token");
		}

	}

}
