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

package plus.social.spring.boot.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plus.social.spring.testsupport.RawServer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code socialplus.verify-at-startup}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupVerificationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final RawServer socialPlus = RawServer.answering(RawServer.response(200, "text/plain", "t0ken-canary"));

	private final ApplicationContextRunner unverified = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SocialPlusAutoConfiguration.class))
		.withPropertyValues("socialplus.server-key=k3y-canary", "socialplus.base-url=" + this.socialPlus.getUrl(),
				"socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
				"socialplus.http.call-timeout=1m");

	private final ApplicationContextRunner runner = this.unverified
		.withPropertyValues("socialplus.verify-at-startup=true");

	@AfterEach
	void close() throws IOException {
		this.socialPlus.close();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void ready(ConfigurableApplicationContext context) {
		context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));
	}

	private static void await(CapturedOutput output, String text) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(output).contains(text));
	}

	@Test
	void logsThatATokenWasIssuedOnce(CapturedOutput output) {
		this.runner.run((context) -> {
			ready(context.getSourceApplicationContext());
			ready(context.getSourceApplicationContext());
			await(output, "Social Plus is verified");
			assertThat(this.socialPlus.getRequests()).singleElement()
				.asString()
				.contains("{\"userId\":\"socialplus-verification\"}");
			assertThat(output).doesNotContain("canary", "socialplus-verification");
		});
	}

	@Test
	void theTestUserCanBeChosen(CapturedOutput output) {
		this.runner.withPropertyValues("socialplus.verify-user-id=tester").run((context) -> {
			ready(context.getSourceApplicationContext());
			await(output, "Social Plus is verified");
			assertThat(this.socialPlus.getRequests()).singleElement().asString().contains("\"tester\"");
		});
	}

	@Test
	void anImpossibleTestUserFailsTheStart() {
		this.runner.withPropertyValues("socialplus.verify-user-id=ADMIN_tester")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("socialplus.verify-user-id"));
	}

	@ParameterizedTest
	@CsvSource({ "401,KEY_ACCEPTED", "403,TOKEN_ISSUED", "500,ANSWERED" })
	void logsWhatToDo(int status, String step, CapturedOutput output) {
		this.socialPlus.answerAll(RawServer.response(status, "text/plain", "t0ken-canary"));
		this.runner.run((context) -> {
			ready(context.getSourceApplicationContext());
			await(output, "The verification at startup failed at the step " + step + ": ");
			assertThat(output).doesNotContain("canary");
		});
	}

	@Test
	void logsThatThereIsNoKey(CapturedOutput output) {
		this.runner.withPropertyValues("socialplus.server-key=").run((context) -> {
			ready(context.getSourceApplicationContext());
			await(output, "failed at the step CONFIGURED");
		});
		assertThat(this.socialPlus.getRequests()).isEmpty();
	}

	@Test
	void aCallThatHangsDelaysNeitherStartNorEnd() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		CountDownLatch called = new CountDownLatch(1);
		try (RawServer hanging = new RawServer((connection) -> {
			called.countDown();
			await(end);
		})) {
			this.runner.withPropertyValues("socialplus.base-url=" + hanging.getUrl(), "socialplus.http.call-timeout=1h")
				.run((context) -> {
					ready(context.getSourceApplicationContext());
					assertThat(called.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
				});
			end.countDown();
		}
	}

	@Test
	void byDefaultNoCallIsMade(CapturedOutput output) {
		this.unverified.run((context) -> ready(context.getSourceApplicationContext()));
		assertThat(this.socialPlus.getRequests()).isEmpty();
		assertThat(output).doesNotContain("verified");
	}

}
