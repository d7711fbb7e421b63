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

import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for form login in filter chains of the application's own.
 */
class FormLoginTests {

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	@Test
	@Proves(LoginMechanism.FORM_LOGIN)
	void theTokenComesWithTheLogin() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			assertThat(browser.logIn("alice").statusCode()).isEqualTo(302);
			assertThat(browser.getSessionId()).isPresent();
		});
	}

	@Test
	@Proves(LoginMechanism.SAVED_REQUEST)
	void theLoginLeadsBackToTheSavedRequest() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			browser.get("/page?a=b");
			assertThat(browser.logIn("alice").headers().firstValue("Location")).get().asString().contains("/page?a=b");
		});
	}

	@Test
	@Proves(LoginMechanism.FORM_LOGIN_HAND_BUILT)
	void theTokenComesWithALoginInAChainBuiltByHand() {
		assertTokenComesWithLoginTo("/hand-built");
	}

	@Test
	@Proves(LoginMechanism.IMPLICIT_SAVE)
	void theTokenComesWithALoginThatIsSavedAtTheEndOfTheRequest() {
		assertTokenComesWithLoginTo("/implicit");
	}

	@Test
	@Proves(LoginMechanism.DELEGATING_REPOSITORY)
	void theTokenComesWithALoginInARepositoryThatDelegates() {
		assertTokenComesWithLoginTo("/delegating");
	}

	@Test
	@Proves(LoginMechanism.OWN_REPOSITORY_KEY)
	void theTokenComesWithALoginUnderAnotherSessionAttribute() {
		assertTokenComesWithLoginTo("/own-key");
	}

	private static void assertTokenComesWithLoginTo(String area) {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			assertThat(Areas.logIn(browser, area, "alice").statusCode()).isEqualTo(302);
			assertThat(browser.get(area + "/page").body()).contains("user=alice");
		});
	}

	@ServletApplication
	static class Application {

		@Bean
		@Order(1)
		SecurityFilterChain implicit(HttpSecurity http) {
			return Areas.formLogin(http, "/implicit")
				.securityContext((context) -> context.requireExplicitSave(false))
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain delegating(HttpSecurity http) {
			return Areas.formLogin(http, "/delegating")
				.securityContext((context) -> context.securityContextRepository(new OwnRepository()))
				.build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain ownKey(HttpSecurity http) {
			HttpSessionSecurityContextRepository repository = new HttpSessionSecurityContextRepository();
			repository.setSpringSecurityContextKey("OWN_KEY");
			return Areas.formLogin(http, "/own-key")
				.securityContext((context) -> context.securityContextRepository(repository))
				.build();
		}

		@Bean
		@Order(4)
		SecurityFilterChain handBuilt(ObjectPostProcessor<Object> postProcessor, ApplicationContext context,
				UserDetailsService users) throws Exception {
			AuthenticationManagerBuilder authentication = new AuthenticationManagerBuilder(postProcessor);
			authentication.userDetailsService(users);
			HttpSecurity http = new HttpSecurity(postProcessor, authentication,
					new HashMap<>(Map.of(ApplicationContext.class, context, PathPatternRequestMatcher.Builder.class,
							PathPatternRequestMatcher.withDefaults())));
			// Nothing of what the bean of this type has set up for the application.
			http.securityContext(Customizer.withDefaults())
				.sessionManagement(Customizer.withDefaults())
				.csrf(Customizer.withDefaults())
				.servletApi(Customizer.withDefaults())
				.anonymous(Customizer.withDefaults())
				.exceptionHandling(Customizer.withDefaults());
			return Areas.formLogin(http, "/hand-built").build();
		}

		@Bean
		@Order(5)
		SecurityFilterChain application(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			return http.build();
		}

	}

	/**
	 * A repository of the application's own.
	 */
	static class OwnRepository implements SecurityContextRepository {

		private final SecurityContextRepository delegate = new DelegatingSecurityContextRepository(
				new RequestAttributeSecurityContextRepository(), new HttpSessionSecurityContextRepository());

		@Override
		@SuppressWarnings({ "deprecation", "removal" })
		public SecurityContext loadContext(HttpRequestResponseHolder holder) {
			return this.delegate.loadContext(holder);
		}

		@Override
		public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
			return this.delegate.loadDeferredContext(request);
		}

		@Override
		public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
			this.delegate.saveContext(context, request, response);
		}

		@Override
		public boolean containsContext(HttpServletRequest request) {
			return this.delegate.containsContext(request);
		}

	}

}
