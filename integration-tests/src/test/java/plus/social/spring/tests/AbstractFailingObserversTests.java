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

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.testsupport.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever observes a login fails or blocks, on both stacks: logins and their tokens are
 * not affected. The registry fails all the time.
 */
@Tag("observability")
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AbstractFailingObserversTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final RawServer server = RawServer.answering(RawServer.response(200, "text/plain", "t0ken"));

	private TestApplication application;

	private FailingObservers observers;

	/**
	 * Start an application with form login, {@link FailingObservers} and a
	 * {@link FailingMeterRegistry}.
	 * @param properties its properties
	 */
	protected abstract TestApplication start(String... properties);

	@BeforeAll
	void start() {
		this.application = start("socialplus.server-key=k3y", "socialplus.base-url=" + this.server.getUrl(),
				"socialplus.http.connect-timeout=2m", "socialplus.http.attempt-timeout=2m",
				"socialplus.http.call-timeout=2m", "socialplus.login.budget=1s", "socialplus.admin-token=admin",
				"socialplus.logout.revoke=true", "socialplus.visitor.secret=visitor-s3cret-0123456789",
				"logging.level.root=error");
		this.observers = this.application.getBean(FailingObservers.class);
	}

	@AfterEach
	void recover() {
		this.observers.recover();
	}

	@AfterAll
	void stop() throws IOException {
		this.application.close();
		this.server.close();
	}

	@Test
	void aRegistryThatFailsFailsNeitherTheStartNorALogin() {
		assertAttaches("alice");
		assertThat(this.application.getBean(FailingMeterRegistry.class).getFailures())
			.contains("socialplus.token.active", "socialplus.circuit.open", "socialplus.admin.token.expiry");
	}

	@Test
	void aHandlerThatFailsFailsNoLogin() {
		this.observers.failInHandler();
		assertAttaches("bob");
	}

	@Test
	void aConventionThatFailsFailsNoLogin() {
		this.observers.failInConvention();
		assertAttaches("carol");
	}

	// It blocks the event loop of the client, and so the calls of others as well.
	@Test
	void aHandlerThatBlocksAtTheEndOfACallDelaysLoginsByTheirBudgetOnly() throws Exception {
		this.observers.blockAtEnd();
		Browser first = logIn("dora");
		assertThat(this.observers.isBlocking()).isTrue();
		Browser second = logIn("emil");
		assertThat(this.observers.isBlocking()).isTrue();
		this.observers.recover();
		awaitToken(first);
		awaitToken(second);
	}

	@Test
	void aListenerMayLogInAgain() throws Exception {
		CompletableFuture<Browser> nested = new CompletableFuture<>();
		this.observers.listen((user) -> {
			if (user.equals("frida")) {
				nested.complete(this.application.newBrowser());
				nested.join().logIn("gustav");
			}
		});
		assertAttaches("frida");
		awaitToken(nested.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
	}

	private void assertAttaches(String user) {
		awaitToken(logIn(user));
	}

	private Browser logIn(String user) {
		Browser browser = this.application.newBrowser();
		HttpResponse<String> response = browser.logIn(user);
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(Browser.location(response)).isEqualTo("/");
		return browser;
	}

	private void awaitToken(Browser browser) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(browser.get("/page").statusCode()).isEqualTo(200);
			assertThat(this.application.getTokenAttributes(browser)).containsEntry(SocialPlusTokenAttributes.AUTH_TOKEN,
					"t0ken");
		});
	}

}
