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

import java.util.Map;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.testsupport.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for form login in the chain that Spring Boot makes.
 */
class DefaultFormLoginTests {

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	@Test
	@Proves(LoginMechanism.FORM_LOGIN_DEFAULT)
	void theTokenComesWithTheLogin() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			assertThat(browser.logIn("alice").statusCode()).isEqualTo(302);
			assertThat(browser.getSessionId()).isPresent();
		});
	}

	@Test
	void pagesAfterTheLoginAreTheSameAndMintNothing() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			browser.follow(browser.logIn("alice"));
			assertThat(browser.get("/page").body()).contains("user=alice");
		});
	}

	@Test
	void aFailedLoginIsTheSameAndMintsNothing() {
		applications.assertNothingHappens((browser) -> {
			browser.submit(browser.get("/login"), "/login",
					Map.of("username", "alice", "password", "not " + Browser.PASSWORD));
			assertThat(browser.get("/login?error").statusCode()).isEqualTo(200);
		});
	}

	@ServletApplication
	static class Application {

	}

}
