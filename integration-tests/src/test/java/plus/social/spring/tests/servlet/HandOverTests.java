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
import java.util.stream.Stream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import plus.social.spring.tests.AbstractHandOverTests;
import plus.social.spring.tests.TestApplication;

import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tests for the hand-over on Tomcat, with few threads.
 */
class HandOverTests extends AbstractHandOverTests {

	@Override
	protected TestApplication start(String... properties) {
		String[] all = Stream.concat(Stream.of("server.tomcat.threads.max=6"), Stream.of(properties))
			.toArray(String[]::new);
		return ServletApplications.start(Application.class, all);
	}

	@ServletApplication
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http, Environment environment) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			http.httpBasic(Customizer.withDefaults());
			http.addFilterBefore(new ApplicationFilter(), AuthorizationFilter.class);
			if (environment.getProperty("tests.own-handlers", Boolean.class, false)) {
				http.exceptionHandling(Application::ownHandlers);
			}
			int maximumSessions = environment.getProperty("tests.maximum-sessions", Integer.class, -1);
			http.sessionManagement((sessions) -> sessions.maximumSessions(maximumSessions));
			return http.build();
		}

		// As most tutorials have them: without a content type.
		private static void ownHandlers(ExceptionHandlingConfigurer<HttpSecurity> handling) {
			handling.authenticationEntryPoint((request, response, failure) -> ApplicationFilter.write(response, 401));
			handling.accessDeniedHandler((request, response, failure) -> ApplicationFilter.write(response, 403));
		}

	}

	/**
	 * Answers in place of what is behind it when it is told to.
	 */
	private static final class ApplicationFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String command = request.getHeader("X-Application");
			switch ((command != null) ? command : "") {
				case "" -> chain.doFilter(request, response);
				case "redirect" -> response.sendRedirect("/terms");
				case "see-other" -> {
					response.setStatus(303);
					response.setHeader("Location", "/terms");
					response.flushBuffer();
				}
				case "page" -> response.getWriter().write("<html>Terms</html>");
				case "empty-401" -> response.setStatus(401);
				case "empty-403" -> response.sendError(403);
				default -> write(response, Integer.parseInt(command));
			}
		}

		static void write(HttpServletResponse response, int status) throws IOException {
			response.setStatus(status);
			response.getWriter().write("{\"own\": " + status + "}");
		}

	}

}
