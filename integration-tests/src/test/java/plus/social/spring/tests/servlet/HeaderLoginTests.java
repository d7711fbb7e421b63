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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsByNameServiceWrapper;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationProvider;
import org.springframework.security.web.authentication.preauth.RequestHeaderAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins by a header of any request that are kept in a session.
 */
class HeaderLoginTests {

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	@Test
	@Proves(LoginMechanism.BASIC_WITH_SESSION)
	void theTokenComesWithABasicLoginThatIsKept() {
		String credentials = Base64.getEncoder()
			.encodeToString(("alice:" + Browser.PASSWORD).getBytes(StandardCharsets.UTF_8));
		assertTokenComesWithLoginTo("/basic", "Authorization", "Basic " + credentials);
	}

	@Test
	@Proves(LoginMechanism.PRE_AUTHENTICATED)
	void theTokenComesWithAPreAuthenticatedLoginThatIsKept() {
		assertTokenComesWithLoginTo("/header", "SM_USER", "alice");
	}

	@Test
	@Proves(LoginMechanism.CUSTOM_FILTER)
	void theTokenComesWithALoginByAFilterThatIsNoBean() {
		assertTokenComesWithLoginTo("/filter", "X-Login", "alice");
	}

	private static void assertTokenComesWithLoginTo(String area, String header, String value) {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			assertThat(browser.get(area + "/page", header, value).body()).contains("user=alice");
			assertThat(browser.getSessionId()).isPresent();
		});
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			for (int i = 0; i < 3; i++) {
				browser.get(area + "/page", header, value);
			}
			assertThat(browser.get(area + "/page").body()).contains("user=alice");
		});
	}

	@ServletApplication
	static class Application {

		private final SecurityContextRepository repository = new HttpSessionSecurityContextRepository();

		@Bean
		@Order(1)
		SecurityFilterChain basic(HttpSecurity http) {
			return Areas.area(http, "/basic")
				.httpBasic((basic) -> basic.securityContextRepository(this.repository))
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain header(HttpSecurity http, UserDetailsService users) {
			PreAuthenticatedAuthenticationProvider provider = new PreAuthenticatedAuthenticationProvider();
			provider.setPreAuthenticatedUserDetailsService(new UserDetailsByNameServiceWrapper<>(users));
			RequestHeaderAuthenticationFilter filter = new RequestHeaderAuthenticationFilter();
			filter.setExceptionIfHeaderMissing(false);
			filter.setAuthenticationManager(new ProviderManager(provider));
			filter.setSecurityContextRepository(this.repository);
			return Areas.area(http, "/header").addFilter(filter).build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain filter(HttpSecurity http) {
			return Areas.area(http, "/filter")
				.addFilterBefore(new LoginFilter(this.repository), UsernamePasswordAuthenticationFilter.class)
				.build();
		}

	}

	/**
	 * Logs in whomever a header names, as an application's own filter may do.
	 */
	static class LoginFilter extends OncePerRequestFilter {

		private final SecurityContextRepository repository;

		LoginFilter(SecurityContextRepository repository) {
			this.repository = repository;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String user = request.getHeader("X-Login");
			if (user != null) {
				SecurityContext context = SecurityContextHolder.createEmptyContext();
				context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null,
						AuthorityUtils.createAuthorityList("ROLE_USER")));
				SecurityContextHolder.setContext(context);
				this.repository.saveContext(context, request, response);
			}
			chain.doFilter(request, response);
		}

	}

}
