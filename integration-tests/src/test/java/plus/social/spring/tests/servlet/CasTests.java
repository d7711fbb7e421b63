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

import org.apereo.cas.client.validation.AssertionImpl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;

import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.cas.ServiceProperties;
import org.springframework.security.cas.authentication.CasAuthenticationProvider;
import org.springframework.security.cas.web.CasAuthenticationFilter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins with Spring Security's CAS filter, with a server that believes every
 * ticket.
 */
class CasTests {

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	@Test
	@Proves(LoginMechanism.CAS)
	void theTokenComesWithTheLogin() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			browser.get("/cas/secret");
			assertThat(browser.get("/cas/login?ticket=ST-alice").statusCode()).isEqualTo(302);
			assertThat(browser.get("/cas/page").body()).contains("user=alice");
		});
	}

	@ServletApplication
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http, UserDetailsService users) {
			ServiceProperties service = new ServiceProperties();
			service.setService("https://application.example.org/cas/login");
			CasAuthenticationProvider provider = new CasAuthenticationProvider();
			provider.setKey("known to the application");
			provider.setServiceProperties(service);
			provider.setTicketValidator((ticket, url) -> new AssertionImpl(ticket.substring("ST-".length())));
			provider.setUserDetailsService(users);
			provider.afterPropertiesSet();
			CasAuthenticationFilter filter = new CasAuthenticationFilter();
			filter.setFilterProcessesUrl("/cas/login");
			filter.setServiceProperties(service);
			filter.setAuthenticationManager(new ProviderManager(provider));
			filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
			filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
			return Areas.area(http, "/cas").addFilter(filter).build();
		}

	}

}
