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

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import javax.security.auth.Subject;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;

import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.kerberos.authentication.KerberosServiceAuthenticationProvider;
import org.springframework.security.kerberos.authentication.KerberosTicketValidation;
import org.springframework.security.kerberos.web.authentication.SpnegoAuthenticationProcessingFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins with Spring Security's SPNEGO filter, where a ticket is a name.
 */
class KerberosTests {

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	@Test
	@Proves(LoginMechanism.KERBEROS)
	void theTokenComesWithTheLogin() {
		String ticket = Base64.getEncoder().encodeToString("alice".getBytes(StandardCharsets.UTF_8));
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			browser.get("/kerberos/page");
			assertThat(browser.get("/kerberos/page", "Authorization", "Negotiate " + ticket).body())
				.contains("user=alice");
			assertThat(browser.get("/kerberos/page").body()).contains("user=alice");
		});
	}

	@ServletApplication
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http, UserDetailsService users) throws Exception {
			KerberosServiceAuthenticationProvider provider = new KerberosServiceAuthenticationProvider();
			provider
				.setTicketValidator((ticket) -> new KerberosTicketValidation(new String(ticket, StandardCharsets.UTF_8),
						new Subject(), new byte[0], null));
			provider.setUserDetailsService(users);
			SpnegoAuthenticationProcessingFilter filter = new SpnegoAuthenticationProcessingFilter();
			filter.setAuthenticationManager(new ProviderManager(provider));
			filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
			filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
			filter.afterPropertiesSet();
			return Areas.area(http, "/kerberos").addFilterBefore(filter, BasicAuthenticationFilter.class).build();
		}

	}

}
