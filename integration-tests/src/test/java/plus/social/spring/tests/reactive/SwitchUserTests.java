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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.SwitchUserWebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for administrators who switch to another user and back.
 */
@ParameterizedClass
@EnumSource
class SwitchUserTests extends AbstractLoginTests {

	@Test
	@Proves({ LoginMechanism.SWITCH_USER, LoginMechanism.SWITCHED_USER })
	void theTokenIsOfWhoeverTheAdministratorIs() {
		applications().assertTokenComesWithLogin("bob", SwitchUserTests::logIn, SwitchUserTests::switchUser);
	}

	@Test
	@Proves({ LoginMechanism.SWITCH_USER, LoginMechanism.SWITCHED_USER })
	void theTokenIsTheAdministratorsAgainAfterTheExit() {
		applications().assertTokenComesWithLogin("admin", (browser) -> {
			logIn(browser);
			switchUser(browser);
		}, (browser) -> {
			assertThat(browser.submit(browser.get("/switch/page"), "/switch/exit", Map.of()).statusCode())
				.isEqualTo(302);
			assertThat(browser.get("/switch/page").body()).contains("user=admin");
		});
	}

	@Test
	@Proves(LoginMechanism.IMPERSONATION)
	void nobodyHasATokenWhileAnAdministratorActsAsSomebodyElse() {
		TestApplication application = this.sessions.impatient(Logins.class);
		Browser browser = application.newBrowser();
		application.getTokens().clear();
		logIn(browser);
		switchUser(browser);
		assertThat(application.getTokenAttributes(browser)).isEmpty();
		assertThat(application.getTokens().getUserIds()).containsOnly("admin");
	}

	private static void logIn(Browser browser) {
		Areas.logIn(browser, "/switch", "admin");
	}

	private static void switchUser(Browser browser) {
		assertThat(browser.submit(browser.get("/switch/page"), "/switch/to?username=bob", Map.of()).statusCode())
			.isEqualTo(302);
		assertThat(browser.get("/switch/page").body()).contains("user=bob");
	}

	@Configuration(proxyBeanMethods = false)
	static class Chains {

		@Bean
		@Order(1)
		SecurityWebFilterChain switchUser(ServerHttpSecurity http, ReactiveUserDetailsService users) {
			SwitchUserWebFilter filter = new SwitchUserWebFilter(users, "/switch/page", "/switch/page?failed");
			filter.setSwitchUserUrl("/switch/to");
			filter.setExitUserUrl("/switch/exit");
			return Areas.area(http, "/switch")
				.formLogin((form) -> Areas.form(form, "/switch"))
				.addFilterAfter(filter, SecurityWebFiltersOrder.AUTHORIZATION)
				.build();
		}

	}

}
