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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.tests.AbstractStoreAccessTests;
import plus.social.spring.tests.TestApplication;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tests for accesses to the store of sessions on Tomcat.
 */
class StoreAccessTests extends AbstractStoreAccessTests {

	@Override
	protected TestApplication start(String... properties) {
		return TestApplication.start(WebApplicationType.SERVLET, Application.class, properties);
	}

	@Override
	protected int getAccesses(TestApplication application) {
		// Spring Session saves a session after the response has left.
		application.getBean(ActiveRequests.class).awaitNone();
		return application.getBean(CountingSessionRepository.class).accesses.get();
	}

	@ServletApplication
	@EnableSpringHttpSession
	@Import({ ActiveRequests.class, TokenController.class })
	static class Application {

		@Bean
		CountingSessionRepository sessionRepository() {
			return new CountingSessionRepository();
		}

		// Spring MVC itself looks at the session of each request, to publish an event.
		@Bean
		ServletRegistrationBean<FileServlet> files() {
			return new ServletRegistrationBean<>(new FileServlet(), "/files/*");
		}

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/files/**").permitAll().anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			return http.build();
		}

	}

	@RestController
	static class TokenController {

		@GetMapping("/token")
		String token(HttpServletRequest request) {
			boolean there = request.getSession().getAttribute(SocialPlusTokenAttributes.AUTH_TOKEN) != null;
			return there ? "a token" : "no token";
		}

	}

	private static final class FileServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.getWriter().write("a file");
		}

	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class ActiveRequests implements Filter {

		private final Phaser active = new Phaser(1);

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			this.active.register();
			try {
				chain.doFilter(request, response);
			}
			finally {
				this.active.arriveAndDeregister();
			}
		}

		void awaitNone() {
			this.active.arriveAndAwaitAdvance();
		}

	}

	private static final class CountingSessionRepository extends MapSessionRepository {

		private final AtomicInteger accesses = new AtomicInteger();

		CountingSessionRepository() {
			super(new ConcurrentHashMap<>());
		}

		@Override
		public void save(MapSession session) {
			this.accesses.incrementAndGet();
			super.save(session);
		}

		@Override
		public @Nullable MapSession findById(String id) {
			this.accesses.incrementAndGet();
			return super.findById(id);
		}

	}

}
