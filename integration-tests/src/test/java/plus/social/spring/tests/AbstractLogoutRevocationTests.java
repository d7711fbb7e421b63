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

package plus.social.spring.tests;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import plus.social.spring.boot.autoconfigure.SocialPlusConnectionDetails;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.boot.test.SocialPlusFault;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusAccessToken;
import plus.social.spring.token.SocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code socialplus.logout.revoke} promises on both stacks, with an emulator of
 * Social Plus.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AbstractLogoutRevocationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final SocialPlusEmulator emulator = SocialPlusEmulator.create();

	private final WebApplicationType type;

	private final Class<?> configuration;

	private ConfigurableApplicationContext context;

	private SocialPlusAccessTokenService sessions;

	private LogoutRevoker revoker;

	private Browser browser;

	/**
	 * Create tests.
	 * @param type the stack
	 * @param configuration an application with form login, at most one session for a
	 * user, and a page {@code /invalidate} that ends the session
	 */
	protected AbstractLogoutRevocationTests(WebApplicationType type, Class<?> configuration) {
		this.type = type;
		this.configuration = configuration;
	}

	@BeforeAll
	void start() {
		this.context = new SpringApplicationBuilder(this.configuration).web(this.type)
			.properties("server.port=0", "socialplus.logout.revoke=true", "socialplus.login.budget=1m",
					"socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
					"socialplus.http.call-timeout=1m", "logging.level.root=warn", "spring.main.banner-mode=off",
					"spring.profiles.active=in-memory", "server.netty.max-keep-alive-requests=1",
					TestApplication.NO_AUTHORIZATION_SERVER)
			.initializers((context) -> ((GenericApplicationContext) context)
				.registerBean(SocialPlusConnectionDetails.class, this.emulator::getConnectionDetails))
			.run();
		this.sessions = this.context.getBean(SocialPlusAccessTokenService.class);
		this.revoker = this.context.getBean(LogoutRevoker.class);
	}

	// Stopping Reactor Netty would take the event loops away from the others.
	@AfterAll
	void stop() {
		if (this.type == WebApplicationType.SERVLET) {
			this.context.close();
		}
		this.emulator.close();
	}

	@BeforeEach
	void open() {
		this.emulator.reset();
		this.context.getBean(SocialPlusTokenClient.class).reset();
		this.context.getBean(SessionTokens.class).reset();
		this.browser = newBrowser();
	}

	private Browser newBrowser() {
		int port = this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return new Browser(URI.create("http://127.0.0.1:" + port),
				(this.type == WebApplicationType.SERVLET) ? "JSESSIONID" : "SESSION");
	}

	@Test
	void aLogoutEndsEverySessionOfTheUserAndNobodyElses() {
		this.browser.logIn("alice");
		SocialPlusAccessToken alices = this.sessions.issueAccessToken(SocialPlusUser.of("alice"), "phone");
		SocialPlusAccessToken bobs = this.sessions.issueAccessToken(SocialPlusUser.of("bob"), "phone");
		logOut();
		awaitNoSession("alice");
		assertThat(this.sessions.verify(alices)).isFalse();
		assertThat(this.sessions.verify(bobs)).isTrue();
	}

	@Test
	void aSessionThatTheApplicationInvalidatesItselfIsALogout() {
		this.browser.logIn("alice");
		this.sessions.issueAccessToken(SocialPlusUser.of("alice"), "phone");
		assertThat(this.browser.get("/invalidate").statusCode()).isEqualTo(200);
		awaitNoSession("alice");
	}

	@Test
	void aSessionThatALoginElsewherePushesOutIsNoLogout() {
		Browser old = newBrowser();
		old.logIn("alice");
		this.browser.logIn("alice");
		this.sessions.issueAccessToken(SocialPlusUser.of("alice"), "phone");
		assertThat(old.get("/page").body()).doesNotContain("user=alice");
		assertThat(this.browser.get("/page").body()).contains("user=alice");
		this.browser = newBrowser();
		assertThatOnlyTheNextLogoutEndsSessions();
	}

	@Test
	void whoeverStaysLoggedInKeepsTheirSessions() {
		this.browser.logIn("alice");
		this.sessions.issueAccessToken(SocialPlusUser.of("alice"), "phone");
		for (int i = 0; i < 5; i++) {
			assertThat(this.browser.get("/page").body()).contains("alice");
		}
		this.browser.forgetSession();
		this.browser.get("/page");
		assertThatOnlyTheNextLogoutEndsSessions();
	}

	@Test
	void aLogoutDoesNotWaitForSocialPlus() {
		long before = getEndedCount();
		this.browser.logIn("alice");
		this.sessions.issueAccessToken(SocialPlusUser.of("alice"), "phone");
		this.emulator.fail(SocialPlusFault.SERVICE_UNAVAILABLE);
		logOut();
		assertThat(this.emulator.getSessions("alice")).hasSize(1);
		this.emulator.recover();
		Awaitility.await().atMost(PATIENCE).until(() -> getEndedCount() > before);
	}

	@Test
	void aLogoutThatSocialPlusHasMissedIsMadeUpForLater() {
		this.browser.logIn("alice");
		this.sessions.issueAccessToken(SocialPlusUser.of("alice"), "phone");
		// The two attempts of the first call; a later call finds it recovered.
		this.emulator.fail(SocialPlusFault.SERVICE_UNAVAILABLE, 2);
		logOut();
		awaitNoSession("alice");
	}

	@Test
	void aLogoutWithoutSocialPlusIsCounted() {
		long before = this.revoker.getFailedCount();
		this.browser.logIn("alice");
		this.emulator.fail(SocialPlusFault.UNAUTHORIZED);
		logOut();
		Awaitility.await().atMost(PATIENCE).until(() -> this.revoker.getFailedCount() == before + 1);
	}

	// Calls are made in the order of the logouts.
	private void assertThatOnlyTheNextLogoutEndsSessions() {
		this.browser.logIn("bob");
		this.sessions.issueAccessToken(SocialPlusUser.of("bob"), "phone");
		logOut();
		awaitNoSession("bob");
		assertThat(this.emulator.getSessions("alice")).hasSize(1);
	}

	private void logOut() {
		HttpResponse<String> answer = this.browser.submit(this.browser.get("/page"), "/logout", Map.of());
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(this.browser.get("/page").body()).doesNotContain("user=");
	}

	private long getEndedCount() {
		return this.revoker.getRevokedCount() + this.revoker.getFailedCount();
	}

	private void awaitNoSession(String userId) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.emulator.getSessions(userId)).isEmpty());
	}

}
