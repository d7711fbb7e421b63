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
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.boot.test.SocialPlusEmulatorConfiguration;
import plus.social.spring.boot.test.SocialPlusFault;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.tests.ServerSessions;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NothingBlocksExtension}, and for logins with the client that
 * applications have: whatever Social Plus does, nothing blocks an event loop.
 */
@ExtendWith(NothingBlocksExtension.class)
class NothingBlocksTests {

	private static ConfigurableApplicationContext application;

	private static ConfigurableApplicationContext impatient;

	private final SocialPlusEmulator emulator = application.getBean(SocialPlusEmulator.class);

	private final Browser browser = newBrowser(application);

	@BeforeAll
	static void start() {
		application = start("30s");
		impatient = start("1s");
	}

	private static ConfigurableApplicationContext start(String timeout) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.REACTIVE)
			.properties("server.port=0", "server.netty.max-keep-alive-requests=1", "socialplus.login.budget=1m",
					"socialplus.http.connect-timeout=30s", "socialplus.http.attempt-timeout=" + timeout,
					"socialplus.http.call-timeout=" + timeout, "logging.level.root=warn", "spring.main.banner-mode=off",
					TestApplication.NO_AUTHORIZATION_SERVER)
			.run();
	}

	private static Browser newBrowser(ConfigurableApplicationContext application) {
		return new Browser(
				URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port")),
				"SESSION");
	}

	@AfterAll
	static void stop() {
		application.close();
		impatient.close();
	}

	@BeforeEach
	void reset() {
		this.emulator.reset();
		application.getBean(SocialPlusTokenClient.class).reset();
		application.getBean(SessionTokens.class).reset();
	}

	@Test
	void seesWhatBlocksAThreadOfReactor() {
		Mono.fromRunnable(BlockingController::block).subscribeOn(Schedulers.parallel()).block();
		assertThat(NothingBlocksExtension.take()).isNotEmpty()
			.allSatisfy((blocked) -> assertThat(blocked).startsWith("parallel-").contains("BlockingController.block"));
	}

	@Test
	void aLoginWithTheClientDoesNotBlock() {
		assertThat(this.browser.logIn("alice").statusCode()).isEqualTo(302);
		assertThat(this.emulator.getTokens("alice")).singleElement()
			.isEqualTo(sessionAttributes().get(SocialPlusTokenAttributes.AUTH_TOKEN));
	}

	@ParameterizedTest
	@EnumSource(names = { "CONNECTION_RESET", "SERVICE_UNAVAILABLE", "OVERSIZED_BODY" })
	void aLoginWithoutATokenDoesNotBlock(SocialPlusFault fault) {
		this.emulator.fail(fault);
		assertThat(this.browser.logIn("alice").statusCode()).isEqualTo(302);
		assertThat(sessionAttributes()).containsKey("SPRING_SECURITY_CONTEXT")
			.doesNotContainKey(SocialPlusTokenAttributes.AUTH_TOKEN);
	}

	@Test
	void aLoginWhoseCallIsNeverAnsweredDoesNotBlock() {
		impatient.getBean(SocialPlusEmulator.class).fail(SocialPlusFault.HANG);
		Browser waiting = newBrowser(impatient);
		assertThat(waiting.logIn("alice").statusCode()).isEqualTo(302);
		assertThat(sessionAttributes(impatient, waiting)).containsKey("SPRING_SECURITY_CONTEXT")
			.doesNotContainKey(SocialPlusTokenAttributes.AUTH_TOKEN);
	}

	@Test
	void aLoginWhileSocialPlusIsGoneDoesNotBlock() {
		this.emulator.stop();
		assertThat(this.browser.logIn("alice").statusCode()).isEqualTo(302);
		assertThat(sessionAttributes()).doesNotContainKey(SocialPlusTokenAttributes.AUTH_TOKEN);
	}

	private Map<String, Object> sessionAttributes() {
		return sessionAttributes(application, this.browser);
	}

	private static Map<String, Object> sessionAttributes(ConfigurableApplicationContext application, Browser browser) {
		return application.getBean(ServerSessions.class).getAttributes(browser.getSessionId().orElseThrow());
	}

	@ReactiveApplication
	@Import({ SocialPlusEmulatorConfiguration.class, BlockingController.class })
	static class Application {

	}

	/**
	 * Does what nobody should.
	 */
	@RestController
	static class BlockingController {

		@GetMapping("/blocking")
		Mono<String> blocking() {
			return Mono.fromSupplier(() -> {
				block();
				return "blocked";
			});
		}

		static void block() {
			try {
				new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
