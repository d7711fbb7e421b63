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
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plus.social.spring.tests.AbstractLifecycleTests;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.testsupport.RawServer;
import plus.social.spring.token.SocialPlusTokenService;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application on Tomcat that starts, runs and stops in other ways than
 * usual.
 */
class LifecycleTests extends AbstractLifecycleTests {

	LifecycleTests() {
		super(WebApplicationType.SERVLET, Application.class);
	}

	// DevTools have the server restore the sessions.
	@Test
	void aRestoredSessionStillHasItsTokenAlsoWithOtherClasses(@TempDir Path directory) throws Exception {
		String[] persistent = { "server.servlet.session.persistent=true",
				"server.servlet.session.store-dir=" + directory, "socialplus.login.budget=1m" };
		try (RawServer server = newServer()) {
			String session;
			try (TestApplication application = start(server, persistent)) {
				Browser browser = application.newBrowser();
				browser.logIn("alice");
				session = "JSESSIONID=" + browser.getSessionId().orElseThrow();
			}
			assertThat(server.getRequests()).hasSize(1);
			try (TestApplication application = restart(server, persistent)) {
				assertThat(application.getBeans().get("socialPlusTokenService")).isNotNull()
					.isNotInstanceOf(SocialPlusTokenService.class);
				Browser browser = application.newBrowser();
				HttpResponse<String> page = browser.get("/page", "Cookie", session);
				assertThat(page.body()).contains("user=alice");
				HttpResponse<String> token = browser.postJson("/socialplus/token", "", "Cookie", session,
						"X-CSRF-TOKEN", Browser.csrf(page));
				assertThat(token.body()).contains(TOKEN);
			}
			assertThat(server.getRequests()).hasSize(1);
		}
	}

	private TestApplication restart(RawServer server, String... properties) throws ClassNotFoundException {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		ClassLoader restarted = new RestartClassLoader(before);
		thread.setContextClassLoader(restarted);
		try {
			return start(restarted.loadClass(Application.class.getName()), server, properties);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@ServletApplication
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			return http.build();
		}

	}

}
