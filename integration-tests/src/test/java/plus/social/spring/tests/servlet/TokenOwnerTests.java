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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.tests.TokenRecorder;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for whose token a session holds when its user changes.
 */
class TokenOwnerTests {

	@AutoClose
	private static final TestApplication application = ServletApplications.start(Application.class);

	private final Browser browser = application.newBrowser();

	@BeforeEach
	void reset() {
		application.getTokens().open();
		application.getTokens().clear();
	}

	// With the same session id and with another one.
	@ParameterizedTest
	@ValueSource(strings = { "/same", "/changing" })
	@Proves(LoginMechanism.LOGIN_AS_ANOTHER_USER)
	void aSecondUserInTheSameSessionHasTheirOwn(String area) {
		Areas.logIn(this.browser, area, "alice");
		String alice = held();
		assertThat(application.getTokenAttributes(this.browser)).containsEntry(SocialPlusTokenAttributes.USER_ID,
				"alice");
		Areas.logIn(this.browser, area, "bob");
		assertThat(this.browser.get(area + "/page").body()).contains("user=bob");
		assertThat(application.getTokenAttributes(this.browser)).containsEntry(SocialPlusTokenAttributes.USER_ID, "bob")
			.doesNotContainValue(alice);
		assertThat(application.getTokens().getUserIds()).containsExactly("alice", "bob");
	}

	@Test
	@Proves(LoginMechanism.LOGOUT)
	void nothingIsLeftAfterALogout() {
		Areas.logIn(this.browser, "/changing", "alice");
		String session = this.browser.getSessionId().orElseThrow();
		assertThat(held()).isNotEmpty();
		logOut("/changing");
		assertThat(application.getSessions().getAttributes(session)).isEmpty();
		this.browser.get("/changing/page");
		assertThat(application.getTokenAttributes(this.browser)).isEmpty();
		assertThat(application.getTokens().getTokens()).hasSize(1);
	}

	@Test
	@Proves(LoginMechanism.LOGOUT_WITHOUT_INVALIDATION)
	void noTokenIsLeftInASessionThatOutlivesItsLogin() {
		Areas.logIn(this.browser, "/same", "alice");
		String session = this.browser.getSessionId().orElseThrow();
		assertThat(held()).isNotEmpty();
		logOut("/same");
		assertThat(this.browser.getSessionId()).contains(session);
		assertThat(application.getTokenAttributes(this.browser)).isEmpty();
		assertThat(this.browser.get("/same/page").body()).contains("user=null");
		assertThat(application.getTokenAttributes(this.browser)).isEmpty();
		Areas.logIn(this.browser, "/same", "bob");
		assertThat(application.getTokenAttributes(this.browser)).containsEntry(SocialPlusTokenAttributes.USER_ID,
				"bob");
		assertThat(application.getTokens().getUserIds()).containsExactly("alice", "bob");
	}

	// Alice's login waits for her token while Bob logs in to the same session.
	@Test
	@Proves(LoginMechanism.LATE_TOKEN)
	void aTokenThatComesAfterSomebodyElseHasLoggedInIsDropped() throws Exception {
		TokenRecorder tokens = application.getTokens();
		CompletableFuture<?> gate = tokens.close();
		this.browser.get("/same/page");
		CompletableFuture<HttpResponse<String>> alice = CompletableFuture
			.supplyAsync(() -> Areas.logIn(this.browser, "/same", "alice"));
		awaitMint(tokens);
		tokens.open();
		Areas.logIn(this.browser, "/same", "bob");
		application.assertHolds(this.browser, tokens.getTokens().get(1));
		gate.complete(null);
		assertThat(alice.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(302);
		application.assertHolds(this.browser, tokens.getTokens().get(1));
		this.browser.get("/same/page");
		application.assertHolds(this.browser, tokens.getTokens().get(1));
		assertThat(tokens.getUserIds()).containsExactly("alice", "bob");
	}

	@Test
	void aTokenThatComesAfterALogoutIsDropped() throws Exception {
		TokenRecorder tokens = application.getTokens();
		CompletableFuture<?> gate = tokens.close();
		this.browser.get("/same/page");
		CompletableFuture<HttpResponse<String>> login = CompletableFuture
			.supplyAsync(() -> Areas.logIn(this.browser, "/same", "alice"));
		awaitMint(tokens);
		logOut("/same");
		gate.complete(null);
		assertThat(login.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(302);
		this.browser.get("/same/page");
		assertThat(application.getTokenAttributes(this.browser)).isEmpty();
	}

	@Test
	void aPrefetchedTokenThatComesAfterSomebodyElseHasLoggedInIsDropped() throws Exception {
		try (TestApplication prefetching = ServletApplications.start(Application.class,
				"socialplus.login.mode=prefetch")) {
			TokenRecorder tokens = prefetching.getTokens();
			Browser visitor = prefetching.newBrowser();
			CompletableFuture<?> gate = tokens.close();
			Areas.logIn(visitor, "/same", "alice");
			awaitMint(tokens);
			tokens.open();
			Areas.logIn(visitor, "/same", "bob");
			gate.complete(null);
			for (int i = 0; i < 1000 && prefetching.getTokenAttributes(visitor).isEmpty(); i++) {
				visitor.get("/same/page");
			}
			prefetching.assertHolds(visitor, tokens.getTokens().get(1));
			assertThat(tokens.getUserIds()).containsExactly("alice", "bob");
		}
	}

	private static void awaitMint(TokenRecorder tokens) {
		long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
		while (tokens.getTokens().isEmpty() && System.nanoTime() < deadline) {
			Thread.onSpinWait();
		}
		assertThat(tokens.getTokens()).isNotEmpty();
	}

	private String held() {
		return (String) application.getTokenAttributes(this.browser).get(SocialPlusTokenAttributes.AUTH_TOKEN);
	}

	private void logOut(String area) {
		HttpResponse<String> logout = this.browser.submit(this.browser.get(area + "/page"), area + "/logout", Map.of());
		assertThat(logout.statusCode()).isEqualTo(302);
	}

	@ServletApplication
	static class Application {

		@Bean
		@Order(1)
		SecurityFilterChain same(HttpSecurity http) {
			return Areas.formLogin(http, "/same")
				.sessionManagement((session) -> session.sessionFixation((fixation) -> fixation.none()))
				.logout((logout) -> logout.logoutUrl("/same/logout").invalidateHttpSession(false))
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain changing(HttpSecurity http) {
			return Areas.formLogin(http, "/changing").logout((logout) -> logout.logoutUrl("/changing/logout")).build();
		}

	}

}
