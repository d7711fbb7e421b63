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
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;
import plus.social.spring.web.servlet.SocialPlusSessionFilter;

import org.springframework.context.annotation.Bean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for many threads that read and write the sessions of many users at once.
 * <p>
 * The sessions are Tomcat's, made by logins over HTTP. What follows goes without HTTP, so
 * that there are enough reads: {@code -Dsocialplus.tests.reads=1000000} for a million.
 */
class ManyReadersTests {

	private static final int THREADS = 64;

	private static final int USERS = 200;

	private static final int READS = Integer.getInteger("socialplus.tests.reads", 100_000);

	// Every token is replaced as soon as it is there.
	@AutoClose
	private static final TestApplication application = ServletApplications.start(Application.class,
			"socialplus.token.time-to-live=2h", "socialplus.token.refresh-before=1h");

	private final HttpSessionSocialPlusTokens tokens = application.getBean(HttpSessionSocialPlusTokens.class);

	private final SocialPlusSessionFilter filter = new SocialPlusSessionFilter(this.tokens);

	private final List<HttpSession> sessions = IntStream.range(0, USERS).mapToObj(ManyReadersTests::logIn).toList();

	@Test
	@Proves(LoginMechanism.MANY_READERS)
	void everyReaderSeesTheTokenOfTheSessionsUser() throws Exception {
		AtomicInteger found = new AtomicInteger();
		run(() -> {
			int user = ThreadLocalRandom.current().nextInt(USERS);
			if (ThreadLocalRandom.current().nextInt(100) == 0) {
				refresh(this.sessions.get(user));
			}
			Optional<SocialPlusAuthToken> token = this.tokens.find(request(this.sessions.get(user)));
			assertIsOf("user-" + user, token.orElseThrow());
			found.incrementAndGet();
		});
		assertThat(found).hasValueGreaterThanOrEqualTo(READS);
	}

	@Test
	void noReaderSeesTheTokenOfAnotherUserWhileUsersChange() throws Exception {
		List<HttpSession> slow = this.sessions.stream().limit(16).map(ManyReadersTests::yielding).toList();
		run(() -> {
			HttpSession session = slow.get(ThreadLocalRandom.current().nextInt(slow.size()));
			if (ThreadLocalRandom.current().nextInt(10) == 0) {
				logIn(session, "user-" + ThreadLocalRandom.current().nextInt(USERS));
			}
			this.tokens.find(request(session)).ifPresent((token) -> assertIsOf(token.getUserId(), token));
		});
	}

	// Other threads come in between any two accesses of the session.
	private static HttpSession yielding(HttpSession session) {
		return (HttpSession) Proxy.newProxyInstance(ManyReadersTests.class.getClassLoader(),
				new Class<?>[] { HttpSession.class }, (proxy, method, arguments) -> {
					Thread.yield();
					return method.invoke(session, arguments);
				});
	}

	private static void assertIsOf(String user, SocialPlusAuthToken token) {
		assertThat(token.getUserId()).isEqualTo(user);
		String value = token.getTokenValue();
		assertThat(value.substring(0, value.lastIndexOf('-'))).isEqualTo(user);
	}

	private static void run(Task task) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> all = IntStream.range(0, THREADS).<Future<?>>mapToObj((thread) -> threads.submit(() -> {
				for (int i = 0; i <= READS / THREADS; i++) {
					task.run();
				}
				return null;
			})).toList();
			for (Future<?> future : all) {
				future.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private void refresh(HttpSession session) throws IOException, ServletException {
		this.filter.doFilter(request(session), new MockHttpServletResponse(),
				(request, response) -> ((HttpServletRequest) request).getSession());
	}

	private void logIn(HttpSession session, String user) throws IOException, ServletException {
		SecurityContext context = new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(user, null,
				AuthorityUtils.createAuthorityList("ROLE_USER")));
		this.filter.doFilter(request(session), new MockHttpServletResponse(),
				(request, response) -> ((HttpServletRequest) request).getSession()
					.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, context));
	}

	private static HttpSession logIn(int user) {
		Browser browser = application.newBrowser();
		Areas.logIn(browser, "/area", "user-" + user);
		return application.getBean(TomcatSessions.class).get(browser.getSessionId().orElseThrow());
	}

	private static MockHttpServletRequest request(HttpSession session) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setSession(session);
		request.setRequestedSessionId(session.getId());
		return request;
	}

	/**
	 * What each thread does again and again.
	 */
	private interface Task {

		void run() throws Exception;

	}

	@ServletApplication
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			return Areas.formLogin(http, "/area").build();
		}

	}

}
