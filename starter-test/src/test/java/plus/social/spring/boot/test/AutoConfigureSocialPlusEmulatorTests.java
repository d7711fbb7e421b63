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

package plus.social.spring.boot.test;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import plus.social.spring.boot.autoconfigure.SocialPlusConnectionDetails;
import plus.social.spring.testsupport.MutableClock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AutoConfigureSocialPlusEmulator}.
 */
@SpringBootTest(classes = AutoConfigureSocialPlusEmulatorTests.Application.class,
		webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "socialplus.api-key=my-api-key", "socialplus.server-key=real" })
@AutoConfigureSocialPlusEmulator
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AutoConfigureSocialPlusEmulatorTests {

	private final SocialPlusEmulator emulator;

	private final SocialPlusConnectionDetails connectionDetails;

	private final MutableClock clock;

	AutoConfigureSocialPlusEmulatorTests(SocialPlusEmulator emulator, SocialPlusConnectionDetails connectionDetails,
			MutableClock clock) {
		this.emulator = emulator;
		this.connectionDetails = connectionDetails;
		this.clock = clock;
	}

	@BeforeEach
	void prepare() {
		mint("prepared");
	}

	@Test
	void connectsTheApplicationByConnectionDetailsAndLeavesPropertiesAlone(@Autowired Environment environment) {
		assertThat(this.connectionDetails.getBaseUrl()).isEqualTo(this.emulator.getBaseUrl());
		assertThat(this.connectionDetails.getServerKey()).isEqualTo(this.emulator.getServerKey());
		assertThat(environment.getProperty("socialplus.server-key")).isEqualTo("real");
		assertThat(environment.getProperty("socialplus.base-url")).isNull();
	}

	@Test
	void takesApiKeyAndClockFromTheApplication() {
		assertThat(this.emulator.getApiKey()).isEqualTo("my-api-key");
		String old = this.emulator.getServerKey();
		this.emulator.rotateServerKey();
		this.clock.advance(Duration.ofHours(1));
		assertThat(new EmulatorClient(this.emulator).mint(old, "alice").statusCode()).isEqualTo(401);
	}

	@RepeatedTest(2)
	void startsEachTestMethodAfreshBeforeItIsPrepared() {
		assertThat(this.emulator.getTokenCount()).isOne();
		assertThat(this.emulator.getTokenCount("prepared")).isOne();
		this.emulator.fail(SocialPlusFault.HTML);
		this.emulator.stop();
	}

	@Test
	void comesBeforeAutoConfigurationsThatBackOff() {
		new ApplicationContextRunner().withUserConfiguration(BackingOffApplication.class)
			.run((context) -> assertThat(context).hasSingleBean(SocialPlusConnectionDetails.class));
	}

	private void mint(String userId) {
		assertThat(new EmulatorClient(this.emulator).mint(this.emulator.getServerKey(), userId).statusCode())
			.isEqualTo(200);
	}

	@Nested
	class NestedTests {

		@Autowired
		private SocialPlusEmulator nestedEmulator;

		@RepeatedTest(2)
		void sharesContextAndEmulatorWithTheEnclosingClass() {
			assertThat(this.nestedEmulator).isSameAs(AutoConfigureSocialPlusEmulatorTests.this.emulator);
			assertThat(this.nestedEmulator.getTokenCount()).isOne();
			mint("alice");
		}

	}

	@AutoConfigureSocialPlusEmulator
	@ImportAutoConfiguration(BackingOffAutoConfiguration.class)
	static class BackingOffApplication {

	}

	@AutoConfiguration
	static class BackingOffAutoConfiguration {

		@Bean
		@ConditionalOnMissingBean
		SocialPlusConnectionDetails propertiesConnectionDetails() {
			return new EmulatorConnectionDetails(URI.create("https://example.com"), "real", "real", "real");
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	static class Application {

		@Bean
		MutableClock clock() {
			return new MutableClock();
		}

		@Bean
		SocialPlusConnectionDetails ownConnectionDetails() {
			return new EmulatorConnectionDetails(URI.create("https://example.com"), "real", "real", "real");
		}

	}

}
