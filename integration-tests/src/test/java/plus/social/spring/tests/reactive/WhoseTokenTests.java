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

package plus.social.spring.tests.reactive;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusAuthToken;

import org.springframework.security.core.context.SecurityContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for whose token a session holds when more than one user has to do with it.
 */
@ParameterizedClass
@EnumSource
class WhoseTokenTests extends AbstractLoginTests {

	private static final int USERS = 200;

	private static final int THREADS = 64;

	private static final int READS_PER_THREAD = 20;

	@Test
	@Proves(LoginMechanism.LOGIN_AS_ANOTHER_USER)
	void whoeverLogsInInTheSameSessionHasTheirOwn() {
		applications().assertTokenComesWithLogin("bob", (browser) -> Areas.logIn(browser, "/form", "alice"),
				(browser) -> Areas.logIn(browser, "/form", "bob"));
	}

	@Test
	@Proves(LoginMechanism.LOGIN_AS_ANOTHER_USER)
	void whoeverLogsInInASessionWithTheSameIdHasTheirOwn() {
		applications().assertTokenComesWithLogin("bob", (browser) -> browser.get("/programmatic/in-place?user=alice"),
				(browser) -> browser.get("/programmatic/in-place?user=bob"));
	}

	@Test
	@Proves(LoginMechanism.LATE_TOKEN)
	void aTokenThatComesAfterSomebodyElseHasLoggedInIsDropped() {
		TestApplication application = this.sessions.impatient(Logins.class);
		Browser browser = application.newBrowser();
		CompletableFuture<?> gate = application.getTokens().close();
		browser.get("/programmatic/in-place?user=alice");
		assertThat(application.getTokenAttributes(browser)).isEmpty();
		application.getTokens().open();
		browser.get("/programmatic/in-place?user=bob");
		gate.complete(null);
		String token = browser.get("/programmatic/use").body();
		assertThat(token).startsWith("bob-");
		assertThat(browser.get("/programmatic/token").body()).isEqualTo("bob " + token);
		assertThat(application.getTokenAttributes(browser)).containsEntry(SocialPlusTokenAttributes.USER_ID, "bob")
			.containsEntry(SocialPlusTokenAttributes.AUTH_TOKEN, token);
	}

	@Test
	@Proves(LoginMechanism.LATE_TOKEN)
	void aTokenThatComesAfterItsUserHasLoggedOutIsDropped() {
		TestApplication application = this.sessions.impatient(Logins.class);
		Browser browser = application.newBrowser();
		CompletableFuture<?> gate = application.getTokens().close();
		Areas.logIn(browser, "/logout-keeping", "alice");
		browser.submit(browser.get("/logout-keeping/page"), "/logout-keeping/logout", Map.of());
		application.getTokens().open();
		gate.complete(null);
		assertThat(browser.get("/logout-keeping/page").body()).contains("user=nobody");
		assertThat(application.getTokenAttributes(browser)).isEmpty();
	}

	@Test
	@Proves(LoginMechanism.LATE_TOKEN)
	void aLoginThatWaitsWhileSomebodyElseLogsInDoesNotMixThem() {
		TestApplication application = applications().getApplication();
		Browser browser = application.newBrowser();
		browser.get("/programmatic/start");
		application.getTokens().clear();
		CompletableFuture<?> gate = application.getTokens().close();
		CompletableFuture<Integer> alice = CompletableFuture
			.supplyAsync(() -> browser.open("/programmatic/in-place?user=alice").statusCode());
		application.getTokens().awaitTokens(1);
		application.getTokens().open();
		browser.get("/programmatic/in-place?user=bob");
		gate.complete(null);
		assertThat(alice.join()).isEqualTo(200);
		String login = login(application, browser);
		assertThat(application.getTokenAttributes(browser)).containsEntry(SocialPlusTokenAttributes.USER_ID, login);
		assertThat(browser.get("/programmatic/token").body()).startsWith(login + " " + login + "-");
	}

	private static String login(TestApplication application, Browser browser) {
		return ((SecurityContext) application.getSessions()
			.getAttributes(browser.getSessionId().orElseThrow())
			.get("SPRING_SECURITY_CONTEXT")).getAuthentication().getName();
	}

	@Test
	@Proves(LoginMechanism.MANY_READERS)
	void manyReadersOfManySessionsSeeTheirOwn() throws Exception {
		TestApplication application = applications().getApplication();
		Browser browser = application.newBrowser();
		List<String> sessions = IntStream.range(0, USERS).mapToObj((user) -> {
			browser.forgetSession();
			browser.get("/programmatic/in-place?user=user" + user);
			return browser.getSessionId().orElseThrow();
		}).toList();
		List<String> tokens = application.getTokens()
			.getTokens()
			.stream()
			.map(SocialPlusAuthToken::getTokenValue)
			.toList();
		HttpClient client = HttpClient.newHttpClient();
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		List<Future<Void>> readers = threads
			.invokeAll(IntStream.range(0, THREADS).<java.util.concurrent.Callable<Void>>mapToObj((thread) -> () -> {
				for (int i = 0; i < READS_PER_THREAD; i++) {
					int user = (thread + i * THREADS) % USERS;
					String body = client
						.send(HttpRequest
							.newBuilder(URI.create("http://127.0.0.1:" + application.getPort() + "/programmatic/token"))
							.header("Cookie", "SESSION=" + sessions.get(user))
							.build(), BodyHandlers.ofString())
						.body();
					assertThat(body).startsWith("user" + user + " user" + user + "-");
					assertThat(tokens).contains(body.substring(body.indexOf(' ') + 1));
				}
				return null;
			}).toList());
		threads.shutdown();
		for (Future<Void> reader : readers) {
			reader.get();
		}
	}

}
