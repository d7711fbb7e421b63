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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins by passkey, with an authenticator that makes real signatures.
 */
class PasskeyTests {

	private static final String ORIGIN = "https://example.org";

	private static final Pattern CHALLENGE = Pattern.compile("\"challenge\":\"([^\"]+)\"");

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	private final VirtualAuthenticator authenticator = new VirtualAuthenticator("example.org", ORIGIN);

	@Test
	@Proves(LoginMechanism.PASSKEY)
	void theTokenComesWithTheLogin() {
		applications.assertTokenComesWithLogin("alice", (browser) -> {
			browser.logIn("alice");
			register(browser);
			browser.forgetSession();
		}, (browser) -> {
			HttpResponse<String> login = logIn(browser);
			assertThat(login.statusCode()).isEqualTo(200);
			assertThat(login.body()).contains("\"authenticated\":true");
			assertThat(browser.get("/page").body()).contains("user=alice");
		});
	}

	private void register(Browser browser) {
		String csrf = Browser.csrf(browser.get("/page"));
		String challenge = challenge(browser.postJson("/webauthn/register/options", "", "X-CSRF-TOKEN", csrf));
		HttpResponse<String> registered = browser.postJson("/webauthn/register", this.authenticator.register(challenge),
				"X-CSRF-TOKEN", csrf);
		assertThat(registered.statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> logIn(Browser browser) {
		String csrf = Browser.csrf(browser.get("/login"));
		String challenge = challenge(browser.postJson("/webauthn/authenticate/options", "", "X-CSRF-TOKEN", csrf));
		return browser.postJson("/login/webauthn", this.authenticator.authenticate(challenge), "X-CSRF-TOKEN", csrf);
	}

	private static String challenge(HttpResponse<String> options) {
		Matcher challenge = CHALLENGE.matcher(options.body());
		assertThat(challenge.find()).as(options + options.body()).isTrue();
		return challenge.group(1);
	}

	@ServletApplication
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin(Customizer.withDefaults());
			http.webAuthn((passkeys) -> passkeys.rpName("Example").rpId("example.org").allowedOrigins(ORIGIN));
			return http.build();
		}

	}

}
