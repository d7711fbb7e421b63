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

package plus.social.spring.boot.starter;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.boot.starter.SpecServer.Weather;
import plus.social.spring.testsupport.Browser;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.json.BasicJsonTester;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for the starter in an application that does nothing but use it, through a real
 * server and against a plain one in Social Plus's place.
 */
@ExtendWith(OutputCaptureExtension.class)
class FormLoginTests {

	/**
	 * A call takes as long as the machine needs, and a login waits for it.
	 */
	private static final String[] PATIENT = { "socialplus.login.budget=1h", "socialplus.http.connect-timeout=1h",
			"socialplus.http.attempt-timeout=1h", "socialplus.http.call-timeout=1h" };

	private static final SpecServer SOCIAL_PLUS = new SpecServer();

	private static ConfigurableApplicationContext application;

	private static ConfigurableApplicationContext hasty;

	private final BasicJsonTester json = new BasicJsonTester(getClass());

	private final Browser browser = new Browser(port(application));

	@BeforeAll
	static void start() {
		application = start("socialplus.base-url=" + SOCIAL_PLUS.getUrl());
		hasty = start("socialplus.base-url=" + SOCIAL_PLUS.getUrl(), "socialplus.login.budget=50ms");
	}

	@AfterAll
	static void stop() {
		SpringApplication.exit(application);
		SpringApplication.exit(hasty);
		SOCIAL_PLUS.close();
	}

	@BeforeEach
	void forget() {
		SOCIAL_PLUS.forget();
	}

	@AfterEach
	void release() {
		SOCIAL_PLUS.release();
	}

	@Test
	void aLoginKeepsTheSavedRequestAndLeavesOneFreshTokenForThisUser() {
		assertThat(this.browser.get("/session?a=b")).satisfies((response) -> {
			assertThat(response.statusCode()).isEqualTo(302);
			assertThat(response.headers().firstValue("Location")).get().asString().endsWith("/login");
		});
		HttpResponse<String> login = this.browser.logIn("alice");
		assertThat(login.statusCode()).isEqualTo(302);
		String location = login.headers().firstValue("Location").orElseThrow();
		assertThat(location).contains("/session?a=b");
		String session = this.browser.get(location).body();
		assertThat(this.json.from(session)).extractingJsonPathStringValue("userId").isEqualTo("alice");
		assertThat(this.json.from(session)).extractingJsonPathStringValue("token")
			.isEqualTo(SOCIAL_PLUS.getMintedFor("alice"));
		assertThat(this.json.from(session)).extractingJsonPathStringValue("expiresAt")
			.satisfies((expiresAt) -> assertThat(Instant.parse(expiresAt))
				.isCloseTo(Instant.now().plus(Duration.ofMinutes(10)), within(Duration.ofMinutes(1))));
		assertThat(SOCIAL_PLUS.getCalls()).containsExactly("POST /api/v4/authentication/token");
	}

	@Test
	void eachUserHasTheirOwn() {
		Browser other = new Browser(port(application));
		this.browser.logIn("alice");
		other.logIn("bob");
		assertThat(this.browser.get("/session").body()).contains(SOCIAL_PLUS.getMintedFor("alice"));
		assertThat(other.get("/session").body()).contains(SOCIAL_PLUS.getMintedFor("bob"));
		assertThat(SOCIAL_PLUS.getMintedFor("alice")).isNotEqualTo(SOCIAL_PLUS.getMintedFor("bob"));
		assertThat(SOCIAL_PLUS.getCalls()).hasSize(2);
	}

	@Test
	void aSecondLoginInTheSameBrowserHasTheSecondUsersToken() {
		this.browser.logIn("alice");
		this.browser.logIn("bob");
		assertThat(this.browser.get("/session").body()).contains(SOCIAL_PLUS.getMintedFor("bob"))
			.doesNotContain(SOCIAL_PLUS.getMintedFor("alice"));
	}

	@Test
	void aFailedLoginMakesNoCall() {
		this.browser.post("/login", Map.of("username", "alice", "password", "wrong"));
		this.browser.get("/login?error");
		assertThat(SOCIAL_PLUS.getCalls()).isEmpty();
	}

	// A login that waited for these would never be answered: they last longer than the
	// browser waits.
	@ParameterizedTest
	@EnumSource(names = { "HANGING", "DRIPPING", "HTML" })
	void badWeatherLeavesTheLoginAlone(Weather weather) {
		SOCIAL_PLUS.setWeather(weather);
		Browser browser = new Browser(port(hasty));
		browser.get("/session");
		HttpResponse<String> login = browser.logIn(weather.name());
		assertThat(login.statusCode()).isEqualTo(302);
		assertThat(login.headers().firstValue("Location")).get().asString().contains("/session");
		SOCIAL_PLUS.awaitCallFor(weather.name());
		assertThat(SOCIAL_PLUS.getCallsFor(weather.name())).hasSize(1);
		assertThat(browser.get("/session").body()).contains("\"token\":\"null\"");
	}

	@Test
	void aLateTokenComesWithTheNextRequest() {
		SOCIAL_PLUS.setWeather(Weather.LATE);
		Browser browser = new Browser(port(hasty));
		assertThat(browser.logIn("alice").statusCode()).isEqualTo(302);
		assertThat(browser.get("/session").body()).contains("\"token\":\"null\"");
		SOCIAL_PLUS.release();
		// Answered only when the token is there.
		String token = browser.get("/use").body();
		assertThat(token).isEqualTo(SOCIAL_PLUS.getMintedFor("alice"));
		assertThat(browser.get("/session").body()).contains(token);
		assertThat(SOCIAL_PLUS.getCalls()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "an-id-of-more-than-fifty-characters-that-is-an-address@example.org", "ali\u202ece" })
	void aPrincipalThatIsNoUserIdMakesNoCall(String name, CapturedOutput output) {
		assertThat(this.browser.logIn(name).statusCode()).isEqualTo(302);
		assertThat(this.browser.get("/session").body()).contains("\"token\":\"null\"");
		assertThat(SOCIAL_PLUS.getCalls()).isEmpty();
		assertThat(output).doesNotContain(name);
	}

	@Test
	void aServerThatIsGoneLeavesTheLoginAlone(CapturedOutput output) {
		SpecServer gone = new SpecServer();
		gone.close();
		try (ConfigurableApplicationContext context = start("socialplus.base-url=" + gone.getUrl())) {
			Browser browser = new Browser(port(context));
			assertThat(browser.logIn("alice").statusCode()).isEqualTo(302);
			assertThat(browser.get("/session").body()).contains("\"token\":\"null\"");
		}
		assertThat(output).doesNotContain(SpecServer.SERVER_KEY);
	}

	@Test
	void aPrefetchingLoginDoesNotWait() {
		try (ConfigurableApplicationContext context = start("socialplus.base-url=" + SOCIAL_PLUS.getUrl(),
				"socialplus.login.mode=prefetch")) {
			SOCIAL_PLUS.setWeather(Weather.LATE);
			Browser browser = new Browser(port(context));
			assertThat(browser.logIn("alice").statusCode()).isEqualTo(302);
			SOCIAL_PLUS.release();
			String token = browser.get("/use").body();
			assertThat(token).isEqualTo(SOCIAL_PLUS.getMintedFor("alice"));
			assertThat(SOCIAL_PLUS.getCalls()).hasSize(1);
		}
	}

	@Test
	void anEagerLoginWaitsWithinItsBudget() {
		SOCIAL_PLUS.setWeather(Weather.LATE);
		CompletableFuture<HttpResponse<String>> login = CompletableFuture
			.supplyAsync(() -> this.browser.logIn("alice"));
		SOCIAL_PLUS.awaitCallFor("alice");
		assertThat(login).isNotDone();
		SOCIAL_PLUS.release();
		assertThat(login.join().statusCode()).isEqualTo(302);
		assertThat(this.browser.get("/session").body()).contains(SOCIAL_PLUS.getMintedFor("alice"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "lazy", "off" })
	void otherLoginsAskAtFirstUse(String mode) {
		try (ConfigurableApplicationContext context = start("socialplus.base-url=" + SOCIAL_PLUS.getUrl(),
				"socialplus.login.mode=" + mode)) {
			Browser browser = new Browser(port(context));
			browser.logIn("alice");
			assertThat(browser.get("/session").body()).contains("\"token\":\"null\"");
			assertThat(SOCIAL_PLUS.getCalls()).isEmpty();
			assertThat(browser.get("/use").body()).isEqualTo(SOCIAL_PLUS.getMintedFor("alice"));
			assertThat(browser.get("/session").body())
				.contains(mode.equals("lazy") ? SOCIAL_PLUS.getMintedFor("alice") : "\"token\":\"null\"");
		}
	}

	@Test
	void aServerKeyThatIsMissingLeavesTheLoginAlone(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("socialplus.base-url=" + SOCIAL_PLUS.getUrl(),
				"socialplus.server-key=")) {
			Browser browser = new Browser(port(context));
			assertThat(browser.logIn("alice").statusCode()).isEqualTo(302);
		}
		assertThat(output).contains("'socialplus.server-key' is not set");
		assertThat(SOCIAL_PLUS.getCalls()).isEmpty();
	}

	@Test
	void noSecretIsLoggedAtAnyLevel(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("socialplus.base-url=" + SOCIAL_PLUS.getUrl(),
				"logging.level.root=trace")) {
			Browser browser = new Browser(port(context));
			browser.logIn("alice");
			assertThat(output).contains("TRACE").doesNotContain(SpecServer.SERVER_KEY).doesNotContain("t0ken-canary");
		}
		finally {
			LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
		}
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(StarterApplication.class)
			.properties("server.port=0", "socialplus.server-key=" + SpecServer.SERVER_KEY)
			.properties(PATIENT)
			.properties(properties)
			.run();
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
