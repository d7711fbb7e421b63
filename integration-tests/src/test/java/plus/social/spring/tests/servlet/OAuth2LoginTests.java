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
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins at an authorization server in the same process.
 */
class OAuth2LoginTests {

	private static final String CLIENT = "spring.security.oauth2.client.";

	@AutoClose
	private static final TestApplication server = ServletApplications.start(AuthorizationServerApplication.class,
			AuthorizationServerApplication.PROPERTIES.toArray(String[]::new));

	// By name, so that its cookies are not those of its clients.
	private static final String ISSUER = "http://localhost:" + server.getPort();

	@Test
	@Proves(LoginMechanism.OIDC_LOGIN)
	void theTokenComesWithAnOpenIdConnectLogin() {
		assertTokenComesWithLogin(CLIENT + "registration.web.scope=openid",
				CLIENT + "provider.server.issuer-uri=" + ISSUER);
	}

	@Test
	@Proves(LoginMechanism.OAUTH2_LOGIN)
	void theTokenComesWithAnOAuth2Login() {
		assertTokenComesWithLogin(CLIENT + "registration.web.scope=profile",
				CLIENT + "registration.web.authorization-grant-type=authorization_code",
				CLIENT + "registration.web.redirect-uri={baseUrl}/login/oauth2/code/web",
				CLIENT + "provider.server.authorization-uri=" + ISSUER + "/oauth2/authorize",
				CLIENT + "provider.server.token-uri=" + ISSUER + "/oauth2/token",
				CLIENT + "provider.server.user-info-uri=" + ISSUER + "/me",
				CLIENT + "provider.server.user-name-attribute=login");
	}

	private static void assertTokenComesWithLogin(String... provider) {
		String[] properties = Stream
			.concat(Stream.of(CLIENT + "registration.web.provider=server", CLIENT + "registration.web.client-id=web",
					CLIENT + "registration.web.client-secret=secret"), Stream.of(provider))
			.toArray(String[]::new);
		try (ComparedApplications applications = ServletApplications.compare(Application.class, properties)) {
			applications.assertTokenComesWithLogin("alice", (browser) -> {
				HttpResponse<String> login = logIn(browser);
				assertThat(login.statusCode()).isEqualTo(302);
				assertThat(login.headers().firstValue("Location")).get().asString().contains("/page");
			});
			applications.assertTokenComesWithLogin("alice",
					(browser) -> assertThat(browser.follow(logIn(browser)).body()).contains("user=alice"));
		}
	}

	private static HttpResponse<String> logIn(Browser browser) {
		HttpResponse<String> toServer = browser.follow(browser.get("/page"));
		HttpResponse<String> loginPage = browser.follow(browser.follow(toServer));
		HttpResponse<String> loggedIn = browser.submit(loginPage, "/login",
				Map.of("username", "alice", "password", Browser.PASSWORD));
		return browser.follow(browser.follow(loggedIn));
	}

	@ServletApplication
	static class Application {

		@Bean
		SocialPlusUserResolver socialPlusUserResolver() {
			return SocialPlusUserResolver.principalName();
		}

	}

}
