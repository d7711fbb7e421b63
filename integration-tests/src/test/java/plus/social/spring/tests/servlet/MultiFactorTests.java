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

package plus.social.spring.tests.servlet;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.authorization.DefaultAuthorizationManagerFactory;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins with several factors: a password and a one-time token.
 */
class MultiFactorTests {

	@AutoClose
	private static final ComparedApplications everybody = ServletApplications.compare(EverybodyApplication.class);

	@AutoClose
	private static final ComparedApplications administrators = ServletApplications
		.compare(AdministratorsApplication.class);

	@AutoClose
	private static final ComparedApplications requestRules = ServletApplications.compare(RequestRulesApplication.class,
			"socialplus.login.required-authorities=" + FactorGrantedAuthority.OTT_AUTHORITY);

	@Test
	@Proves(LoginMechanism.MULTI_FACTOR)
	void theTokenComesWithTheLastFactor() {
		everybody.assertTokenComesWithLogin("alice", (browser) -> {
			logInWithPassword(browser, "alice");
			logInWithOneTimeToken(browser, "alice");
		});
	}

	@Test
	void theFirstFactorAloneMintsNothing() {
		everybody.assertNothingHappens((browser) -> logInWithPassword(browser, "alice"));
		everybody.assertNothingHappens((browser) -> logInWithOneTimeToken(browser, "alice"));
	}

	@Test
	@Proves(LoginMechanism.CONDITIONAL_FACTOR)
	void aFactorThatOnlySomeNeedIsAskedOfThemOnly() {
		administrators.assertTokenComesWithLogin("alice", (browser) -> logInWithPassword(browser, "alice"));
		administrators.assertNothingHappens((browser) -> logInWithPassword(browser, "admin"));
		administrators.assertTokenComesWithLogin("admin", (browser) -> {
			logInWithPassword(browser, "admin");
			logInWithOneTimeToken(browser, "admin");
		});
	}

	@Test
	@Proves(LoginMechanism.REQUIRED_AUTHORITIES)
	void aFactorThatOnlyRequestRulesKnowIsNamedByAProperty() {
		requestRules.assertNothingHappens((browser) -> logInWithPassword(browser, "alice"));
		requestRules.assertTokenComesWithLogin("alice", (browser) -> {
			logInWithPassword(browser, "alice");
			logInWithOneTimeToken(browser, "alice");
		});
	}

	private static void logInWithPassword(Browser browser, String name) {
		HttpResponse<String> login = browser.submit(browser.get("/login"), "/login",
				Map.of("username", name, "password", Browser.PASSWORD));
		assertThat(login.headers().firstValue("Location")).get().asString().doesNotContain("error");
	}

	private static void logInWithOneTimeToken(Browser browser, String name) {
		HttpResponse<String> link = browser.submit(browser.get("/login"), "/ott/generate", Map.of("username", name));
		String location = link.headers().firstValue("Location").orElseThrow();
		String token = URI.create(location).getQuery().replaceFirst(".*token=", "");
		HttpResponse<String> login = browser.submit(browser.follow(link), "/login/ott", Map.of("token", token));
		assertThat(login.headers().firstValue("Location")).get().asString().doesNotContain("error");
	}

	private static SecurityFilterChain formAndOneTimeToken(HttpSecurity http) {
		http.formLogin(Customizer.withDefaults());
		http.oneTimeTokenLogin((login) -> login.tokenGenerationSuccessHandler(
				(request, response, token) -> response.sendRedirect("/login/ott?token=" + token.getTokenValue())));
		return http.build();
	}

	@ServletApplication
	@EnableMultiFactorAuthentication(
			authorities = { FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY })
	static class EverybodyApplication {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			return formAndOneTimeToken(http);
		}

	}

	@ServletApplication
	@EnableMultiFactorAuthentication(authorities = {})
	static class AdministratorsApplication {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			return formAndOneTimeToken(http);
		}

		@Bean
		AuthorizationManagerFactory<Object> authorizationManagerFactory() {
			AuthorizationManager<Object> oneTimeToken = new DefaultAuthorizationManagerFactory<>()
				.hasAuthority(FactorGrantedAuthority.OTT_AUTHORITY);
			DefaultAuthorizationManagerFactory<Object> factory = new DefaultAuthorizationManagerFactory<>();
			factory
				.setAdditionalAuthorization((authentication, object) -> authentication.get().getName().equals("admin")
						? oneTimeToken.authorize(authentication, object) : new AuthorizationDecision(true));
			return factory;
		}

	}

	@ServletApplication
	@EnableMultiFactorAuthentication(authorities = {})
	static class RequestRulesApplication {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.requestMatchers("/page")
				.hasAuthority(FactorGrantedAuthority.OTT_AUTHORITY)
				.anyRequest()
				.authenticated());
			return formAndOneTimeToken(http);
		}

	}

}
