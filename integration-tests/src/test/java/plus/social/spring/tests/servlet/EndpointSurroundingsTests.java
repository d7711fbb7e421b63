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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.tests.AbstractHandOverTests;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusAuthToken;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the endpoint among filters and wrappers that know nothing of it, some of
 * which do not know that a request can be asynchronous.
 */
class EndpointSurroundingsTests {

	private static final String PATH = "/socialplus/token";

	@ParameterizedTest
	@ValueSource(classes = { EtagInside.class, EtagOutside.class, NotAsynchronous.class, BufferingInside.class,
			BodyReadBefore.class, SpringSessions.class })
	void aTokenThatTakesItsTimeArrives(Class<?> surroundings) {
		try (TestApplication application = ServletApplications.start(surroundings,
				"spring.mvc.async.request-timeout=1ms")) {
			Browser browser = application.newBrowser();
			browser.logIn("alice");
			for (String body : List.of("{\"renew\": true}", "")) {
				application.getTokens().clear();
				assertIsFor("alice", application, body, browser, PATH + (body.isEmpty() ? "?renew=true" : ""));
			}
			HttpResponse<String> stranger = application.newBrowser().postJson(PATH, "");
			assertProblem(stranger, 401);
			browser.logIn("bob");
			application.getTokens().clear();
			assertIsFor("bob", application, "{\"renew\": true}", browser, PATH);
		}
	}

	private static void assertIsFor(String user, TestApplication application, String body, Browser browser,
			String path) {
		String csrf = Browser.csrf(browser.get("/page"));
		CompletableFuture<?> gate = application.getTokens().close();
		CompletableFuture<HttpResponse<String>> pending = CompletableFuture
			.supplyAsync(() -> browser.postJson(path, body, "X-CSRF-TOKEN", csrf), (task) -> new Thread(task).start());
		application.getTokens().awaitTokens(1);
		application.getTokens().open();
		gate.complete(null);
		assertIsFor(user, application, pending.join());
	}

	private static void assertIsFor(String user, TestApplication application, HttpResponse<String> response) {
		SocialPlusAuthToken token = application.getTokens().getTokens().get(0);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		assertThat(JsonParserFactory.getJsonParser().parseMap(response.body())).containsEntry("userId", user)
			.containsEntry("authToken", token.getTokenValue());
		assertThat(token.getUserId()).isEqualTo(user);
		assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
	}

	@Test
	void aRequestThatMustWaitHasItsDeadline() {
		try (TestApplication application = ServletApplications.start(NotAsynchronous.class,
				"socialplus.http.call-timeout=1s")) {
			Browser browser = application.newBrowser();
			browser.logIn("alice");
			String csrf = Browser.csrf(browser.get("/page"));
			application.getTokens().close();
			assertProblem(browser.postJson(PATH + "?renew=true", "", "X-CSRF-TOKEN", csrf), 503);
		}
	}

	@Test
	void itIsBelowThePathOfTheDispatcherServlet() {
		try (TestApplication application = ServletApplications.start(Redirecting.class, "spring.mvc.servlet.path=/app",
				"server.servlet.context-path=/context")) {
			Browser browser = application.newBrowser();
			assertProblem(browser.postJson("/context/app" + PATH, ""), 401);
			assertThat(browser.postJson("/context/app/page", "").statusCode()).isEqualTo(302);
			HttpResponse<String> response = browser.postJson("/context/app" + PATH, "", "Authorization",
					AbstractHandOverTests.credentials("alice"));
			assertIsFor("alice", application, response);
		}
	}

	@Test
	void aLoginThatIsMadeByAFilterForEachRequestIsNotLookedUpAgain() {
		try (TestApplication application = ServletApplications.start(TutorialFilter.class)) {
			Browser browser = application.newBrowser();
			CompletableFuture<?> gate = application.getTokens().close();
			CompletableFuture<HttpResponse<String>> pending = CompletableFuture
				.supplyAsync(() -> browser.postJson(PATH, "", "X-User", "alice"), (task) -> new Thread(task).start());
			application.getTokens().awaitTokens(1);
			gate.complete(null);
			assertIsFor("alice", application, pending.join());
			assertThat(browser.getSessionId()).isEmpty();
			assertProblem(browser.postJson(PATH, ""), 401);
		}
	}

	@Test
	void aLoginPageThatIsForwardedToIsNoAnswer() {
		try (TestApplication application = ServletApplications.start(ForwardToLogin.class)) {
			Browser browser = application.newBrowser();
			assertProblem(browser.postJson(PATH, ""), 401);
		}
	}

	@Test
	void aSessionThatEndsMeanwhileStaysEndedWithSpringSession() {
		try (TestApplication application = ServletApplications.start(SpringSessions.class)) {
			Browser browser = application.newBrowser();
			browser.logIn("alice");
			HttpResponse<String> page = browser.get("/page");
			application.getTokens().clear();
			CompletableFuture<?> gate = application.getTokens().close();
			CompletableFuture<HttpResponse<String>> pending = CompletableFuture.supplyAsync(
					() -> browser.postJson(PATH + "?renew=true", "", "X-CSRF-TOKEN", Browser.csrf(page)),
					(task) -> new Thread(task).start());
			application.getTokens().awaitTokens(1);
			browser.submit(page, "/logout", Map.of());
			gate.complete(null);
			assertProblem(pending.join(), 401);
			assertThat(SpringSessions.SESSIONS).isEmpty();
		}
	}

	@Test
	void mockMvcCanDispatchIt() throws Exception {
		try (TestApplication application = ServletApplications.start(TutorialFilter.class)) {
			MockMvc mockMvc = mockMvc(application);
			CompletableFuture<?> gate = application.getTokens().close();
			MvcResult result = mockMvc.perform(MockMvcRequestBuilders.post(PATH).header("X-User", "alice"))
				.andExpect(MockMvcResultMatchers.request().asyncStarted())
				.andReturn();
			gate.complete(null);
			mockMvc.perform(MockMvcRequestBuilders.asyncDispatch(result))
				.andExpect(MockMvcResultMatchers.status().isOk())
				.andExpect(MockMvcResultMatchers.jsonPath("$.userId").value("alice"))
				.andExpect(MockMvcResultMatchers.jsonPath("$.authToken").value("alice-0"));
		}
	}

	private static MockMvc mockMvc(TestApplication application) {
		WebApplicationContext context = WebApplicationContextUtils
			.getRequiredWebApplicationContext(application.getBean(ServletContext.class));
		EnumSet<DispatcherType> types = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);
		FilterRegistrationBean<?> endpointFilter = context.getBean("socialPlusEndpointFilter",
				FilterRegistrationBean.class);
		Filter security = context.getBean("springSecurityFilterChain", Filter.class);
		DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(context);
		builder.addFilter(endpointFilter.getFilter(), "socialPlusEndpointFilter", Map.of(), types, "/*");
		builder.addFilter(security, "springSecurityFilterChain", Map.of(), types, "/*");
		return builder.build();
	}

	private static void assertProblem(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(response.headers().firstValue("Location")).isEmpty();
	}

	// Takes the response for complete when the chain returns.
	private static void buffer(HttpServletResponse response, FilterAction action) throws IOException, ServletException {
		ContentCachingResponseWrapper buffer = new ContentCachingResponseWrapper(response);
		action.run(buffer);
		response.setHeader("Content-Encoding", "x-none");
		buffer.copyBodyToResponse();
		response.flushBuffer();
	}

	@ServletApplication
	static class FormLogin {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			return http.build();
		}

	}

	@ServletApplication
	static class Redirecting {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.csrf((csrf) -> csrf.disable());
			http.httpBasic((basic) -> basic
				.authenticationEntryPoint((request, response, failure) -> response.sendRedirect("/elsewhere")));
			return http.build();
		}

	}

	@ServletApplication
	static class EtagInside extends FormLogin {

		@Bean
		FilterRegistrationBean<ShallowEtagHeaderFilter> etagFilter() {
			return new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
		}

	}

	@ServletApplication
	static class EtagOutside extends FormLogin {

		@Bean
		FilterRegistrationBean<ShallowEtagHeaderFilter> etagFilter() {
			FilterRegistrationBean<ShallowEtagHeaderFilter> registration = new FilterRegistrationBean<>(
					new ShallowEtagHeaderFilter());
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@ServletApplication
	static class NotAsynchronous extends FormLogin {

		@Bean
		FilterRegistrationBean<Filter> plainFilter() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
					(request, response, chain) -> chain.doFilter(request, response));
			registration.setAsyncSupported(false);
			return registration;
		}

	}

	private interface FilterAction {

		void run(HttpServletResponse response) throws IOException, ServletException;

	}

	@ServletApplication
	static class BufferingInside extends FormLogin {

		@Bean
		FilterRegistrationBean<Filter> bufferingFilter() {
			return new FilterRegistrationBean<>((request, response, chain) -> {
				if (((HttpServletRequest) request).getRequestURI().equals(PATH)) {
					buffer((HttpServletResponse) response, (buffer) -> chain.doFilter(request, buffer));
				}
				else {
					chain.doFilter(request, response);
				}
			});
		}

	}

	@ServletApplication
	static class BodyReadBefore extends FormLogin {

		@Bean
		FilterRegistrationBean<Filter> readingFilter() {
			return new FilterRegistrationBean<>((request, response, chain) -> chain
				.doFilter(new ReadRequest((HttpServletRequest) request), response));
		}

	}

	/**
	 * A request whose body was read before, as filters that log or check bodies make it.
	 */
	private static final class ReadRequest extends HttpServletRequestWrapper {

		private final byte[] body;

		ReadRequest(HttpServletRequest request) throws IOException {
			super(request);
			this.body = request.getInputStream().readAllBytes();
		}

		@Override
		public ServletInputStream getInputStream() {
			ByteArrayInputStream content = new ByteArrayInputStream(this.body);
			return new ServletInputStream() {

				@Override
				public int read() {
					return content.read();
				}

				@Override
				public boolean isFinished() {
					return content.available() == 0;
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setReadListener(ReadListener listener) {
					throw new UnsupportedOperationException();
				}

			};
		}

	}

	@ServletApplication
	@EnableSpringHttpSession
	static class SpringSessions extends FormLogin {

		static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();

		@Bean
		MapSessionRepository sessionRepository() {
			SESSIONS.clear();
			return new UpdatingSessionRepository(SESSIONS);
		}

	}

	/**
	 * Updates sessions that are there, as a database does. One that has ended does not
	 * come back by a request that has loaded it before.
	 */
	private static final class UpdatingSessionRepository extends MapSessionRepository {

		private final Map<String, Session> sessions;

		private final Set<String> created = ConcurrentHashMap.newKeySet();

		UpdatingSessionRepository(Map<String, Session> sessions) {
			super(sessions);
			this.sessions = sessions;
		}

		@Override
		public MapSession createSession() {
			MapSession session = super.createSession();
			this.created.add(session.getId());
			return session;
		}

		@Override
		public synchronized void save(MapSession session) {
			if (this.created.remove(session.getOriginalId()) || this.sessions.containsKey(session.getOriginalId())) {
				super.save(session);
			}
		}

		@Override
		public synchronized void deleteById(String id) {
			super.deleteById(id);
		}

	}

	@ServletApplication
	static class TutorialFilter {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.csrf((csrf) -> csrf.disable());
			http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
			http.addFilterBefore(new HeaderFilter(), UsernamePasswordAuthenticationFilter.class);
			return http.build();
		}

	}

	private static final class HeaderFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String user = request.getHeader("X-User");
			if (user != null) {
				SecurityContextHolder.getContext()
					.setAuthentication(new UsernamePasswordAuthenticationToken(user, null,
							AuthorityUtils.createAuthorityList("ROLE_USER")));
			}
			chain.doFilter(request, response);
		}

	}

	@ServletApplication
	static class ForwardToLogin {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			LoginUrlAuthenticationEntryPoint entryPoint = new LoginUrlAuthenticationEntryPoint("/plain");
			entryPoint.setUseForward(true);
			http.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/plain").permitAll().anyRequest().authenticated());
			http.csrf((csrf) -> csrf.disable());
			http.exceptionHandling((handling) -> handling.authenticationEntryPoint(entryPoint));
			return http.build();
		}

	}

}
