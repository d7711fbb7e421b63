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
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins by code of the application.
 */
class ProgrammaticLoginTests {

	private static final String LEFT = "left";

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	@Test
	@Proves(LoginMechanism.PROGRAMMATIC)
	void theTokenComesWithALoginInAController() {
		assertTokenComesWithLoginBy("/controller");
	}

	@Test
	@Proves(LoginMechanism.SERVLET_LOGIN)
	void theTokenComesWithALoginByTheRequest() {
		assertTokenComesWithLoginBy("/servlet-login");
	}

	@Test
	@Proves(LoginMechanism.PROGRAMMATIC_CALLABLE)
	void theTokenComesWithALoginOnAnotherThread() {
		assertTokenComesWithLoginBy("/callable");
	}

	@Test
	@Proves(LoginMechanism.PROGRAMMATIC_DEFERRED_RESULT)
	void theTokenComesWithALoginWhoseAnswerComesLater() {
		assertTokenComesWithLoginBy("/deferred");
	}

	@Test
	@Proves(LoginMechanism.PROGRAMMATIC_STREAMING_BODY)
	void theTokenComesWithALoginWhoseBodyIsStreamed() throws IOException {
		assertTokenComesWithLoginBy("/streaming");
		assertTokenIsThereBeforeTheEndOf("/streaming");
	}

	@Test
	void theTokenComesWithALoginWhoseBodyIsTooMuchForTheBuffer() throws IOException {
		assertTokenIsThereBeforeTheEndOf("/streaming-much");
	}

	@Test
	@Proves(LoginMechanism.PROGRAMMATIC_EMITTER)
	void theTokenComesWithALoginWhoseBodyIsEmitted() throws IOException {
		assertTokenComesWithLoginBy("/emitter");
		assertTokenIsThereBeforeTheEndOf("/emitter");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/callable-fails", "/controller-fails" })
	void theTokenComesWithALoginWhoseAnswerIsAnError(String path) {
		applications.assertTokenComesWithLogin("alice",
				(browser) -> assertThat(browser.get(path + "?user=alice").statusCode()).isEqualTo(409));
	}

	private static void assertTokenComesWithLoginBy(String path) {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			HttpResponse<String> answer = browser.get(path + "?user=alice");
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("Welcome, alice");
		});
	}

	private static void assertTokenIsThereBeforeTheEndOf(String path) throws IOException {
		TestApplication application = applications.getApplication();
		CountDownLatch gate = new CountDownLatch(1);
		application.getBean(LoginController.class).gate = gate;
		Browser browser = application.newBrowser();
		application.getTokens().clear();
		try (InputStream body = browser.open(path + "?user=alice").body()) {
			assertThat(body.readNBytes(8)).asString(StandardCharsets.UTF_8).isEqualTo("Welcome,");
			application.assertHolds(browser, application.getTokens().getTokens().get(0));
			gate.countDown();
			assertThat(body.readAllBytes()).asString(StandardCharsets.UTF_8).endsWith(" alice");
		}
		finally {
			gate.countDown();
		}
		assertThat(application.getTokens().getTokens()).hasSize(1);
	}

	@ServletApplication
	@Import(LoginController.class)
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

		// Spring Security writes its headers when the request leaves its filters, and
		// when
		// the response is committed. If two threads do both at once, some are missing.
		@Bean
		FilterRegistrationBean<Filter> leavingFilter() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				CountDownLatch left = new CountDownLatch(1);
				request.setAttribute(LEFT, left);
				try {
					chain.doFilter(request, response);
				}
				finally {
					left.countDown();
				}
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	/**
	 * Logs in whomever it is told to.
	 */
	@RestController
	static class LoginController {

		private final SecurityContextRepository repository = new HttpSessionSecurityContextRepository();

		private volatile CountDownLatch gate = new CountDownLatch(0);

		@GetMapping("/controller")
		String controller(@RequestParam String user, HttpServletRequest request, HttpServletResponse response) {
			return logIn(user, request, response);
		}

		@GetMapping("/controller-fails")
		void controllerFails(@RequestParam String user, HttpServletRequest request, HttpServletResponse response)
				throws IOException {
			logIn(user, request, response);
			response.sendError(409);
		}

		@GetMapping("/servlet-login")
		String servletLogin(@RequestParam String user, HttpServletRequest request) throws ServletException {
			request.login(user, Browser.PASSWORD);
			return "Welcome, " + user;
		}

		@GetMapping("/callable")
		Callable<String> callable(@RequestParam String user, HttpServletRequest request, HttpServletResponse response) {
			return () -> logIn(user, request, response);
		}

		@GetMapping("/callable-fails")
		Callable<String> callableFails(@RequestParam String user, HttpServletRequest request,
				HttpServletResponse response) {
			return () -> {
				logIn(user, request, response);
				response.sendError(409);
				return null;
			};
		}

		@GetMapping("/deferred")
		DeferredResult<String> deferred(@RequestParam String user, HttpServletRequest request,
				HttpServletResponse response) {
			String welcome = logIn(user, request, response);
			DeferredResult<String> result = new DeferredResult<>();
			CompletableFuture.runAsync(() -> result.setResult(welcome));
			return result;
		}

		@GetMapping("/streaming")
		StreamingResponseBody streaming(@RequestParam String user, HttpServletRequest request,
				HttpServletResponse response) {
			String welcome = logIn(user, request, response);
			return (body) -> {
				body.write(welcome.substring(0, 8).getBytes(StandardCharsets.UTF_8));
				// Spring MVC ignores a flush of the body itself.
				response.flushBuffer();
				await(this.gate);
				body.write(welcome.substring(8).getBytes(StandardCharsets.UTF_8));
			};
		}

		@GetMapping("/streaming-much")
		StreamingResponseBody streamingMuch(@RequestParam String user, HttpServletRequest request,
				HttpServletResponse response) {
			String welcome = logIn(user, request, response);
			return (body) -> {
				body.write((welcome.substring(0, 8) + " ".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
				await(this.gate);
				body.write(welcome.substring(8).getBytes(StandardCharsets.UTF_8));
			};
		}

		@GetMapping("/emitter")
		ResponseBodyEmitter emitter(@RequestParam String user, HttpServletRequest request,
				HttpServletResponse response) {
			String welcome = logIn(user, request, response);
			ResponseBodyEmitter emitter = new ResponseBodyEmitter();
			CountDownLatch left = (CountDownLatch) request.getAttribute(LEFT);
			CompletableFuture.runAsync(() -> {
				try {
					await(left);
					emitter.send(welcome.substring(0, 8));
					await(this.gate);
					emitter.send(welcome.substring(8));
					emitter.complete();
				}
				catch (IOException ex) {
					emitter.completeWithError(ex);
				}
			});
			return emitter;
		}

		private static void await(CountDownLatch gate) {
			try {
				assertThat(gate.await(1, TimeUnit.MINUTES)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private String logIn(String user, HttpServletRequest request, HttpServletResponse response) {
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null,
					AuthorityUtils.createAuthorityList("ROLE_USER")));
			this.repository.saveContext(context, request, response);
			return "Welcome, " + user;
		}

	}

}
