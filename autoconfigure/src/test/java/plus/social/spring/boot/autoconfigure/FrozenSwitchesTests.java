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

import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aot.AotDetector;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.SpringProperties;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FrozenSwitches} and {@link FrozenSwitchesRegistrar}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FrozenSwitchesTests {

	private static final String WARNING = "ahead-of-time processing has already evaluated";

	private final MockEnvironment build = new MockEnvironment();

	private final MockEnvironment start = new MockEnvironment();

	@BeforeEach
	void useGeneratedArtifacts() {
		SpringProperties.setFlag(AotDetector.AOT_ENABLED);
	}

	@AfterEach
	void reset() {
		SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
	}

	private void compare() {
		new FrozenSwitches(FrozenSwitches.read(this.build), this.start).afterSingletonsInstantiated();
	}

	@Test
	void namesWhatHasChangedSinceTheBuild(CapturedOutput output) {
		this.build.setProperty("socialplus.enabled", "false");
		this.start.setProperty("socialplus.endpoint.enabled", "off");
		this.start.setProperty("socialplus.logout.revoke", "yes");
		compare();
		assertThat(output).containsOnlyOnce(WARNING)
			.contains("'socialplus.enabled' (false at build time, now true)",
					"'socialplus.endpoint.enabled' (true at build time, now false)",
					"'socialplus.logout.revoke' (false at build time, now true)")
			.doesNotContain("secure-mode", "management.");
	}

	@Test
	void isSilentIfNothingHasChanged(CapturedOutput output) {
		this.build.setProperty("socialplus.secure-mode", "off");
		this.start.setProperty("socialplus.secure-mode", "false");
		this.start.setProperty("socialplus.logout.revoke", "false");
		this.start.setProperty("management.info.socialplus.enabled", "");
		compare();
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void isSilentWithoutAheadOfTimeProcessing(CapturedOutput output) {
		reset();
		this.start.setProperty("socialplus.enabled", "false");
		compare();
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void leavesInvalidValuesToOthers(CapturedOutput output) {
		this.start.setProperty("socialplus.enabled", "perhaps");
		this.build.setProperty("socialplus.secure-mode", "${missing");
		compare();
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void theDefaultOfHealthIndicatorsCounts(CapturedOutput output) {
		this.build.setProperty("management.health.defaults.enabled", "false");
		assertThat(FrozenSwitches.read(this.build)).containsEntry("management.health.socialplus.enabled", false);
		this.start.setProperty("management.health.socialplus.enabled", "false");
		compare();
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void applicationsThatHaveDisabledSocialPlusAreComparedToo() {
		ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
				AutoConfigurations.of(SocialPlusAutoConfiguration.class, SocialPlusDisabledAutoConfiguration.class));
		runner.run((context) -> assertThat(context).hasSingleBean(FrozenSwitches.class));
		runner.withPropertyValues("socialplus.enabled=false").run((context) -> {
			assertThat(context).hasSingleBean(FrozenSwitches.class);
			assertThat(context.getBeanFactory()
				.getBeanDefinition("socialPlusFrozenSwitches")
				.getConstructorArgumentValues()
				.getIndexedArgumentValue(0, Map.class)
				.getValue()).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("socialplus.enabled", false);
		});
	}

}
