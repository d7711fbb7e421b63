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

import java.time.Clock;

import org.junit.jupiter.api.Test;
import plus.social.spring.boot.autoconfigure.SocialPlusConnectionDetails;
import plus.social.spring.testsupport.MutableClock;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusEmulatorTestConfiguration}.
 */
class SocialPlusEmulatorTestConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(SocialPlusEmulatorTestConfiguration.class);

	@Test
	void stopsEmulatorWithContext() {
		SocialPlusEmulator[] emulator = new SocialPlusEmulator[1];
		this.contextRunner.run((context) -> {
			emulator[0] = context.getBean(SocialPlusEmulator.class);
			assertThat(emulator[0].getWireMock().isRunning()).isTrue();
		});
		assertThat(emulator[0].getWireMock().isRunning()).isFalse();
	}

	@Test
	void choosesNoneOfSeveralClocks() {
		this.contextRunner.withBean("first", Clock.class, MutableClock::new)
			.withBean("second", Clock.class, MutableClock::new)
			.run((context) -> assertThat(context).hasSingleBean(SocialPlusEmulator.class));
	}

	@Test
	void worksBesideTheConfigurationForRunningLocally() {
		this.contextRunner.withUserConfiguration(SocialPlusEmulatorConfiguration.class).run((context) -> {
			assertThat(context).hasNotFailed().getBeans(SocialPlusEmulator.class).hasSize(2);
			assertThat(context.getBean(SocialPlusConnectionDetails.class).getBaseUrl())
				.isEqualTo(context.getBean(SocialPlusEmulator.class).getBaseUrl());
		});
	}

	@Test
	void addsNothingToApplicationThatDoesNotAskForIt() {
		new ApplicationContextRunner().withUserConfiguration(PlainApplication.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SocialPlusEmulator.class));
	}

	@EnableAutoConfiguration
	static class PlainApplication {

	}

}
