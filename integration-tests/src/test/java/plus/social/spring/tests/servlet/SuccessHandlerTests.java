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

import java.net.http.HttpResponse;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for form login that a handler of the application's own answers.
 */
class SuccessHandlerTests {

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	@Test
	@Proves(LoginMechanism.HANDLER_WRITES_AND_FLUSHES)
	void theTokenComesWithAnAnswerThatIsFlushed() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			HttpResponse<String> answer = Areas.logIn(browser, "/json", "alice");
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("{\"user\": \"alice\"}");
		});
	}

	@Test
	void theTokenIsThereWhenTheFirstBytesOfTheAnswerAre() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			HttpResponse<String> answer = Areas.logIn(browser, "/looking", "alice");
			assertThat(answer.body()).isEqualTo("flushed");
		});
		assertThat(applications.getApplication().getBean(Application.class).heldAtFlush).isNotNull();
		assertThat(applications.getReference().getBean(Application.class).heldAtFlush).isNull();
	}

	@Test
	@Proves(LoginMechanism.HANDLER_FORWARDS)
	void theTokenComesWithAnAnswerThatIsForwarded() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			HttpResponse<String> answer = Areas.logIn(browser, "/forward", "alice");
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).contains("user=alice");
		});
	}

	@Test
	@Proves(LoginMechanism.HANDLER_REDIRECTS_WITH_STATUS)
	void theTokenComesWithARedirectOfAnotherStatus() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			HttpResponse<String> answer = Areas.logIn(browser, "/redirect", "alice");
			assertThat(answer.statusCode()).isEqualTo(303);
			assertThat(answer.headers().firstValue("Location")).get().asString().endsWith("/redirect/page");
		});
	}

	@ServletApplication
	static class Application {

		private volatile Object heldAtFlush;

		@Bean
		@Order(1)
		SecurityFilterChain json(HttpSecurity http) {
			return chain(http, "/json", (request, response, authentication) -> {
				response.setContentType("application/json");
				response.getWriter().write("{\"user\": ");
				response.getWriter().flush();
				response.getWriter().write("\"" + authentication.getName() + "\"}");
				response.flushBuffer();
			});
		}

		@Bean
		@Order(2)
		SecurityFilterChain looking(HttpSecurity http) {
			return chain(http, "/looking", (request, response, authentication) -> {
				response.getOutputStream().print("flushed");
				response.getOutputStream().flush();
				this.heldAtFlush = request.getSession().getAttribute("SOCIALPLUS_AUTH_TOKEN");
			});
		}

		@Bean
		@Order(3)
		SecurityFilterChain forward(HttpSecurity http) {
			return chain(http, "/forward", (request, response,
					authentication) -> request.getRequestDispatcher("/forward/page").forward(request, response));
		}

		@Bean
		@Order(4)
		SecurityFilterChain redirect(HttpSecurity http) {
			return chain(http, "/redirect",
					(request, response, authentication) -> response.sendRedirect("/redirect/page", 303, true));
		}

		private static SecurityFilterChain chain(HttpSecurity http, String area, AuthenticationSuccessHandler handler) {
			return Areas.formLogin(http, area).formLogin((form) -> form.successHandler(handler)).build();
		}

	}

}
