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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.testsupport.RawServer;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application promises on both stacks when it starts, runs and stops in other
 * ways than usual.
 */
public abstract class AbstractLifecycleTests {

	/**
	 * The token of every user.
	 */
	protected static final String TOKEN = "t0ken-of-alice";

	private static final int PATIENCE_IN_MINUTES = 2;

	private final WebApplicationType type;

	private final Class<?> configuration;

	/**
	 * Create tests.
	 * @param type the stack
	 * @param configuration an application with form login
	 */
	protected AbstractLifecycleTests(WebApplicationType type, Class<?> configuration) {
		this.type = type;
		this.configuration = configuration;
	}

	protected final TestApplication start(RawServer server, String... properties) {
		return start(this.configuration, server, properties);
	}

	protected final TestApplication start(Class<?> configuration, RawServer server, String... properties) {
		return TestApplication.startWithClient(this.type, configuration,
				Stream.concat(
						Stream.of("socialplus.server-key=k3y", "socialplus.base-url=" + server.getUrl(),
								"socialplus.http.connect-timeout=30m", "socialplus.http.attempt-timeout=30m",
								"socialplus.http.call-timeout=30m", "logging.level.root=warn",
								"spring.profiles.active=in-memory", "server.netty.max-keep-alive-requests=1"),
						Stream.of(properties))
					.toArray(String[]::new));
	}

	protected static RawServer newServer() {
		return RawServer.answering(RawServer.response(200, "text/plain", TOKEN));
	}

	private static void assertAttaches(TestApplication application) {
		Browser browser = application.newBrowser();
		browser.logIn("alice");
		assertThat(application.getTokenAttributes(browser)).containsEntry(SocialPlusTokenAttributes.AUTH_TOKEN, TOKEN);
	}

	@Test
	void lazyBeansAttachTokens() throws IOException {
		try (RawServer server = newServer();
				TestApplication application = start(server, "spring.main.lazy-initialization=true",
						"socialplus.login.budget=1m")) {
			assertAttaches(application);
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsAttachTokens() throws IOException {
		try (RawServer server = newServer();
				TestApplication application = start(server, "spring.threads.virtual.enabled=true",
						"socialplus.login.budget=1m")) {
			assertAttaches(application);
		}
	}

	// Neither the login nor the stop waits for the call, which would last half an hour,
	// nor
	// does the stop wait for ten minutes, as it would for a request.
	@Test
	void aHangingUpstreamDelaysNeitherALoginNorAGracefulShutdown() throws Exception {
		CountDownLatch called = new CountDownLatch(1);
		try (RawServer server = new RawServer((connection, request) -> called.countDown())) {
			TestApplication application = start(server, "server.shutdown=graceful",
					"spring.lifecycle.timeout-per-shutdown-phase=10m", "socialplus.login.budget=3s");
			SessionTokens sessionTokens = application.getBean(SessionTokens.class);
			Browser browser = application.newBrowser();
			CompletableFuture<HttpResponse<String>> login = CompletableFuture.supplyAsync(() -> browser.logIn("alice"));
			assertThat(called.await(PATIENCE_IN_MINUTES, TimeUnit.MINUTES)).isTrue();
			CompletableFuture<Void> stop = CompletableFuture.runAsync(application::close);
			assertThat(login.get(PATIENCE_IN_MINUTES, TimeUnit.MINUTES).statusCode()).isEqualTo(302);
			assertThat(Browser.location(login.get())).isEqualTo("/");
			stop.get(PATIENCE_IN_MINUTES, TimeUnit.MINUTES);
			assertThat(sessionTokens.getCounts().getPending()).as("logins without their token").isOne();
		}
	}

}
