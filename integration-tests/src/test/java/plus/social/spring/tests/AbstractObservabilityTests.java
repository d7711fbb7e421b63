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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.FinishedSpans.Span;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.testsupport.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is observed on both stacks with Actuator, Prometheus and Brave, and what Spring
 * Boot configures for them.
 */
@Tag("observability")
public abstract class AbstractObservabilityTests {

	private static final String TRACE_HEADERS = "(?is).*\\b(traceparent|tracestate|b3|x-b3-\\w+|baggage|x-secret)\\b.*";

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String TOKEN_PATH = "/socialplus/token";

	private static final int FEW = 20;

	private static final int MANY = 120;

	private static final String REFUSAL = RawServer.response(422, "application/json", "{}");

	private static final String RESPONSE = RawServer.response(200, "text/plain", "t0ken");

	/**
	 * Start an application with form login.
	 * @param properties its properties
	 */
	protected abstract TestApplication start(String... properties);

	private TestApplication start(RawServer server, String... properties) {
		return start(
				Stream
					.concat(Stream.of("socialplus.server-key=k3y", "socialplus.base-url=" + server.getUrl(),
							"socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
							"socialplus.http.call-timeout=1m", "logging.level.root=warn",
							"management.tracing.sampling.probability=1.0",
							"management.tracing.baggage.remote-fields=x-secret"), Stream.of(properties))
					.toArray(String[]::new));
	}

	@Test
	void aCallForALoginIsASpanInItsTraceAndSocialPlusLearnsNothing() throws IOException {
		try (RawServer server = RawServer.answering(RESPONSE);
				TestApplication application = start(server, "socialplus.login.budget=1m")) {
			application.newBrowser().logIn("alice");
			FinishedSpans spans = application.getBean(FinishedSpans.class);
			Span call = spans.await("socialplus issue token", 1).get(0);
			Span login = spans.awaitRequest("/login");
			assertThat(call.traceId()).as(spans::toString).isEqualTo(login.traceId());
			assertThat(spans.isBelow(call, login)).as("below the login").isTrue();
			assertThat(call.tags()).containsEntry("outcome", "issued").containsEntry("key", "current");
			assertThat(call.toString()).doesNotContain("alice", "t0ken", "k3y");
			assertThat(server.getRequests()).singleElement().asString().doesNotMatch(TRACE_HEADERS);
		}
	}

	@Test
	void traceparentNamesTheSpanOfTheCallIfAPropertySaysSo() throws IOException {
		try (RawServer server = RawServer.answering(RESPONSE);
				TestApplication application = start(server, "socialplus.login.budget=1m",
						"socialplus.http.propagate-trace=true", "management.tracing.propagation.type=w3c,b3")) {
			application.newBrowser().logIn("alice");
			Span call = application.getBean(FinishedSpans.class).await("socialplus issue token", 1).get(0);
			String request = server.getRequests().get(0);
			assertThat(request)
				.containsIgnoringCase("\r\ntraceparent: 00-" + call.traceId() + "-" + call.id() + "-01\r\n");
			assertThat(request.replaceFirst("(?i)traceparent", "")).doesNotMatch(TRACE_HEADERS);
		}
	}

	// The call of the second login begins when the first one has ended, on its thread.
	@Test
	void aQueuedCallBelongsToTheTraceOfItsOwnLogin() throws Exception {
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch gate = new CountDownLatch(1);
		try (RawServer server = new RawServer((connection, request) -> {
			called.countDown();
			await(gate);
			connection.getOutputStream().write(RESPONSE.getBytes());
		});
				TestApplication application = start(server, "socialplus.login.mode=prefetch",
						"socialplus.http.max-connections=1")) {
			application.newBrowser().logIn("alice");
			await(called);
			application.newBrowser().logIn("bob");
			FinishedSpans spans = application.getBean(FinishedSpans.class);
			List<Span> logins = spans.awaitRequests("/login", 2);
			gate.countDown();
			List<Span> calls = spans.await("socialplus issue token", 2);
			assertThat(calls).extracting(Span::traceId)
				.as(spans::toString)
				.containsExactlyInAnyOrderElementsOf(logins.stream().map(Span::traceId).toList());
			assertThat(calls).allSatisfy((call) -> assertThat(call.parentId()).isNotNull());
		}
		finally {
			gate.countDown();
		}
	}

	@Test
	void seriesDoNotGrowWithUsers() throws IOException {
		try (RawServer server = new RawServer((connection, request) -> connection.getOutputStream()
			.write((request.contains("refused") ? REFUSAL : RESPONSE).getBytes()));
				TestApplication application = start(server, "socialplus.login.budget=1m",
						"management.endpoints.web.exposure.include=*", "socialplus.logout.revoke=true",
						"socialplus.admin-token=admin", "socialplus.visitor.secret=visitor-s3cret-0123456789",
						"socialplus.region=eu")) {
			use(application, 0, FEW);
			Set<String> series = scrape(application);
			assertThat(series).hasSizeBetween(30, 60)
				.anyMatch((line) -> line.startsWith("socialplus_token_seconds_count{"))
				.anyMatch((line) -> line.startsWith("http_server_requests_seconds_count{"));
			use(application, FEW, MANY);
			assertThat(scrape(application)).containsExactlyInAnyOrderElementsOf(series);
		}
	}

	private static void use(TestApplication application, int from, int to) {
		for (int i = from; i < to; i++) {
			Browser browser = application.newBrowser();
			browser.logIn(((i % 4 == 0) ? "refused" : "user") + i);
			browser.submit(browser.get("/page"), TOKEN_PATH, Map.of());
			if (i % 10 == 0) {
				browser.get(TOKEN_PATH);
				browser.postJson(TOKEN_PATH, "");
				application.newBrowser().postJson(TOKEN_PATH, "");
			}
		}
	}

	/**
	 * Return the series of our meters, and those of Spring Boot for the token endpoint.
	 */
	private static Set<String> scrape(TestApplication application) {
		return application.getBean(PrometheusMeterRegistry.class)
			.scrape()
			.lines()
			.filter((line) -> line.startsWith("socialplus_")
					|| (line.startsWith("http_server_requests_seconds_") && line.contains(TOKEN_PATH)))
			.map((line) -> line.substring(0, line.lastIndexOf(' ')))
			.collect(Collectors.toSet());
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
