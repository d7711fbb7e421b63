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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import plus.social.spring.boot.starter.DocumentedConfigurations.ChatController;
import plus.social.spring.boot.starter.DocumentedConfigurations.OwnServiceConfiguration;
import plus.social.spring.boot.starter.DocumentedConfigurations.RoomController;
import plus.social.spring.boot.starter.DocumentedConfigurations.ServerKeyConfiguration;
import plus.social.spring.boot.starter.DocumentedConfigurations.StrictConfiguration;
import plus.social.spring.boot.starter.DocumentedConfigurations.SupportDesk;
import plus.social.spring.boot.starter.DocumentedConfigurations.SupportNotifier;
import plus.social.spring.boot.starter.DocumentedConfigurations.TokenGateway;
import plus.social.spring.boot.starter.DocumentedConfigurations.UserResolverConfiguration;
import plus.social.spring.boot.starter.DocumentedConfigurations.Vault;
import plus.social.spring.boot.starter.SpecServer.Weather;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusAuthToken;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the code in the documentation compiles and does what the page says.
 */
class DocumentationTests {

	/**
	 * The languages of examples that can be run. Pages about properties have tests of
	 * their own.
	 */
	private static final Pattern CODE = Pattern
		.compile("(?:<!-- region (\\S+)#(\\S+) -->\\R)?```(?:java|js|yaml)\\R(.*?)```", Pattern.DOTALL);

	private final SpecServer socialPlus = new SpecServer();

	@AfterEach
	void close() {
		this.socialPlus.close();
	}

	static Stream<MarkdownPage> pages() throws IOException {
		return MarkdownPage.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyPieceOfCodeIsARegionOfTestedCode(MarkdownPage page) {
		List<MatchResult> pieces = CODE.matcher(page.text()).results().toList();
		assertThat(pieces).allSatisfy((piece) -> {
			assertThat(piece.group(1)).as("no region is named for:%n%s", piece.group(3)).isNotNull();
			assertThat(piece.group(3)).isEqualTo(region(MarkdownPage.ROOT.resolve(piece.group(1)), piece.group(2)));
		});
	}

	private static String region(Path file, String name) {
		try {
			return Files.readString(file)
				.replaceFirst("(?s).*(?://|#) tag::" + name + "\\[]\\R", "")
				.replaceFirst("(?s)[ \\t]*(?://|#) end::" + name + "\\[].*", "")
				.replace("\t", "    ")
				.stripTrailing()
				.stripIndent() + "\n";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void aControllerHandsTheTokenToItsClient() {
		try (ConfigurableApplicationContext context = start(ChatController.class)) {
			Browser browser = login(context, "alice");
			HttpResponse<String> response = browser.get("/chat/token");
			assertThat(response.body()).isEqualTo(this.socialPlus.getMintedFor("alice"));
			assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
		}
	}

	@Test
	void aParameterOfAControllerTakesTheToken() {
		try (ConfigurableApplicationContext context = start(RoomController.class)) {
			assertThat(login(context, "alice").get("/rooms/r1").body()).isEqualTo("r1 with chat as alice");
			this.socialPlus.setWeather(Weather.HTML);
			assertThat(login(context, "bob").get("/rooms/r1").body()).isEqualTo("r1 without chat");
		}
	}

	@Test
	void aControllerSaysWhyThereIsNone() {
		this.socialPlus.setWeather(Weather.HTML);
		try (ConfigurableApplicationContext context = start(ChatController.class)) {
			HttpResponse<String> response = login(context, "alice").get("/chat/token");
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.body()).isEqualTo("INVALID_RESPONSE");
		}
	}

	@Test
	void aListenerHearsWhyALoginHasNoToken() {
		this.socialPlus.setWeather(Weather.HTML);
		List<String> reports = new CopyOnWriteArrayList<>();
		SupportDesk supportDesk = (userId, reason) -> reports.add(userId + " " + reason);
		SpringApplicationBuilder application = application(SupportNotifier.class)
			.initializers((context) -> context.getBeanFactory().registerSingleton("supportDesk", supportDesk));
		try (ConfigurableApplicationContext context = application.run()) {
			login(context, "alice");
		}
		assertThat(reports).as("delivered before the end").containsExactly("alice INVALID_RESPONSE");
	}

	@Test
	void aUserResolverChoosesTheUserId() {
		try (ConfigurableApplicationContext context = start(UserResolverConfiguration.class)) {
			assertThat(login(context, "alice").get("/session").body())
				.contains(this.socialPlus.getMintedFor("member-alice"));
		}
	}

	@Test
	void aServiceOfTheApplicationTakesThePlaceOfTheClient() {
		TokenGateway gateway = (userId) -> new SocialPlusAuthToken(userId, "from-the-gateway",
				Instant.now().plus(Duration.ofMinutes(10)));
		SpringApplicationBuilder application = application(OwnServiceConfiguration.class)
			.initializers((context) -> context.getBeanFactory().registerSingleton("gateway", gateway));
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(login(context, "alice").get("/session").body()).contains("from-the-gateway");
			assertThat(this.socialPlus.getCalls()).isEmpty();
		}
	}

	@Test
	void aVaultMayHaveANewKeyWhenTheOldOneIsRefused() {
		Iterator<String> versions = List.of("0ld-key", SpecServer.SERVER_KEY).iterator();
		Vault vault = (path) -> versions.next();
		SpringApplicationBuilder application = application(ServerKeyConfiguration.class)
			.initializers((context) -> context.getBeanFactory().registerSingleton("vault", vault));
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(login(context, "alice").get("/session").body()).contains(this.socialPlus.getMintedFor("alice"));
			assertThat(this.socialPlus.getCalls()).hasSize(2);
		}
	}

	@Test
	void aStrictLoginFailsWithoutAToken() {
		this.socialPlus.setWeather(Weather.HTML);
		try (ConfigurableApplicationContext context = start(StrictConfiguration.class)) {
			Browser browser = new Browser(port(context));
			HttpResponse<String> login = browser.logIn("alice");
			assertThat(login.headers().firstValue("Location")).get().asString().endsWith("/login?chat-unavailable");
			assertThat(browser.get("/session").statusCode()).as("not logged in").isEqualTo(302);
		}
	}

	@Test
	void aStrictLoginGoesOnWithAToken() {
		try (ConfigurableApplicationContext context = start(StrictConfiguration.class)) {
			assertThat(login(context, "alice").get("/session").body()).contains(this.socialPlus.getMintedFor("alice"));
			assertThat(this.socialPlus.getCalls()).as("with the filter that is there as well").hasSize(1);
		}
	}

	private Browser login(ConfigurableApplicationContext context, String name) {
		Browser browser = new Browser(port(context));
		browser.logIn(name);
		return browser;
	}

	private ConfigurableApplicationContext start(Class<?> configuration) {
		return application(configuration).run();
	}

	// A call takes as long as the machine needs, and a login waits for it.
	private SpringApplicationBuilder application(Class<?> configuration) {
		return new SpringApplicationBuilder(StarterApplication.class, configuration).properties("server.port=0",
				"socialplus.base-url=" + this.socialPlus.getUrl(), "socialplus.server-key=" + SpecServer.SERVER_KEY,
				"socialplus.login.budget=1h", "socialplus.http.connect-timeout=1h",
				"socialplus.http.attempt-timeout=1h", "socialplus.http.call-timeout=1h");
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
