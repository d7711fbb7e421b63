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

package plus.social.spring.compatibility;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import plus.social.spring.boot.test.SocialPlusEmulator;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for an application that is built as its owner likes: it starts, and who logs in
 * gets a token.
 */
public abstract class AbstractLoginTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/**
	 * Start the application.
	 * @param properties its properties
	 * @return the application, which listens on a port of its choice
	 */
	protected abstract ConfigurableApplicationContext start(String... properties);

	@Test
	void startsAndIssuesTokens() {
		try (SocialPlusEmulator emulator = SocialPlusEmulator.create();
				ConfigurableApplicationContext application = start(propertiesFor(emulator))) {
			Visitor visitor = new Visitor(
					application.getEnvironment().getRequiredProperty("local.server.port", int.class));
			assertThat(visitor.logIn()).startsWith("302 ").endsWith("/");
			// On a busy machine, the call of a cold client may take too long.
			await().atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(visitor.requestToken()).contains("\"userId\":\"alice\"", "\"authToken\":\""));
			SpringApplication.exit(application);
		}
	}

	private static String[] propertiesFor(SocialPlusEmulator emulator) {
		return new String[] { "server.port=0", "socialplus.base-url=" + emulator.getBaseUrl(),
				"socialplus.server-key=" + emulator.getServerKey() };
	}

}
