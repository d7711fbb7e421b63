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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.client.AdminToken;
import plus.social.spring.client.FileAdminTokenProvider;
import plus.social.spring.client.SocialPlusAccessTokenClient;
import plus.social.spring.client.SocialPlusAdminTokenProvider;
import plus.social.spring.client.SocialPlusAdminTokenStatus;
import plus.social.spring.token.SocialPlusTokenService;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AdminTokenProviders}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AdminTokenProvidersTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SocialPlusAutoConfiguration.class, SocialPlusActuatorAutoConfiguration.class))
		.withPropertyValues("socialplus.server-key=k3y");

	@TempDir
	private Path directory;

	@Test
	void takesTheTokenFromTheProperty() {
		this.runner.withPropertyValues("socialplus.admin-token=canary").run((context) -> {
			assertThat(token(context)).isEqualTo(AdminToken.of("canary"));
			assertThat(status(context)).isNotNull().extracting(SocialPlusAdminTokenStatus::problem).isNull();
		});
	}

	@Test
	void withoutATokenThereIsNone() {
		this.runner.run((context) -> {
			assertThat(token(context)).isNull();
			assertThat(status(context)).isNull();
		});
	}

	@Test
	void takesTheTokenFromAFileAndFollowsIt() throws IOException {
		Path file = Files.writeString(this.directory.resolve("token"), "first\n");
		for (String location : List.of(file.toString(), file.toUri().toString())) {
			Files.writeString(file, "first\n");
			this.runner.withPropertyValues("socialplus.admin-token-location=" + location).run((context) -> {
				assertThat(context).hasSingleBean(FileAdminTokenProvider.class);
				assertThat(token(context)).isEqualTo(AdminToken.of("first"));
				Files.writeString(file, "second\n");
				context.getBean(SocialPlusAdminTokenProvider.class).refresh();
				assertThat(token(context)).isEqualTo(AdminToken.of("second"));
			});
		}
	}

	@Test
	void aFileThatIsNotThereYetDoesNotFailTheStart(CapturedOutput output) {
		Path file = this.directory.resolve("token");
		this.runner.withPropertyValues("socialplus.admin-token-location=" + file, "socialplus.logout.revoke=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("No Social Plus admin token in the file " + file, "NoSuchFileException")
					.doesNotContain("'socialplus.admin-token' is not");
				assertThat(status(context)).isNotNull()
					.extracting(SocialPlusAdminTokenStatus::problem)
					.asString()
					.contains("does not exist");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:canary", "https://localhost/canary", "vault:canary", "optional:file:/canary" })
	void aLocationThatIsNoFileFailsTheStartWithOneMessage(String location) {
		this.runner.withPropertyValues("socialplus.admin-token-location=" + location)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSocialPlusPropertyException.class)
				.hasMessage("Property 'socialplus.admin-token-location' is invalid: It must be a file,"
						+ " so that a new token in it can be used without a restart."));
	}

	@Test
	void aPropertyAndAFileExcludeEachOther() {
		this.runner.withPropertyValues("socialplus.admin-token=canary", "socialplus.admin-token-location=/canary")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'socialplus.admin-token-location' is invalid")
				.hasMessageContaining("cannot be combined with 'socialplus.admin-token'")
				.hasMessageNotContaining("canary"));
	}

	@Test
	void backsOffForAProvider() {
		SocialPlusAdminTokenProvider provider = () -> AdminToken.of("vault");
		this.runner.withBean(SocialPlusAdminTokenProvider.class, () -> provider)
			.withPropertyValues("socialplus.admin-token=canary")
			.run((context) -> assertThat(context.getBean(SocialPlusAdminTokenProvider.class)).isSameAs(provider));
	}

	@Test
	void backsOffWithTheClient() {
		this.runner.withBean(SocialPlusTokenService.class, () -> (user) -> {
			throw new IllegalStateException();
		}).run((context) -> assertThat(context).doesNotHaveBean(SocialPlusAdminTokenProvider.class));
	}

	@Test
	void connectionDetailsFromElsewhereComeWithTheirOwnToken() throws IOException {
		Path file = Files.writeString(this.directory.resolve("token"), "canary");
		for (String token : new String[] { "emulated", "can ary" }) {
			this.runner.withPropertyValues("socialplus.admin-token-location=" + file)
				.withBean(SocialPlusConnectionDetails.class, () -> details(token))
				.run((context) -> {
					assertThat(context).hasNotFailed();
					assertThat(String.valueOf(status(context))).doesNotContain("ary");
				});
		}
	}

	@Test
	void theTokenOfAFileIsHiddenInActuatorEndpoints() throws IOException {
		Path file = Files.writeString(this.directory.resolve("token"), "t0ken-canary");
		this.runner.withPropertyValues("socialplus.admin-token-location=" + file)
			.run((context) -> assertThat(context.getBean(SecretPropertiesSanitizingFunction.class)
				.apply(new SanitizableData(null, "sun.java.command", "app --token=t0ken-canary"))
				.getValue()).isEqualTo(SanitizableData.SANITIZED_VALUE));
	}

	private static @Nullable AdminToken token(ApplicationContext context) {
		return context.getBean(SocialPlusAdminTokenProvider.class).getAdminToken();
	}

	private static @Nullable SocialPlusAdminTokenStatus status(ApplicationContext context) {
		return context.getBean(SocialPlusAccessTokenClient.class).getAdminTokenStatus();
	}

	private static SocialPlusConnectionDetails details(String adminToken) {
		return new SocialPlusConnectionDetails() {

			@Override
			public URI getBaseUrl() {
				return URI.create("https://localhost");
			}

			@Override
			public String getServerKey() {
				return "emulated";
			}

			@Override
			public String getAdminToken() {
				return adminToken;
			}

		};
	}

}
