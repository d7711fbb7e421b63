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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.boot.autoconfigure.SocialPlusConnectionDetails;
import plus.social.spring.testsupport.FreePort;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusEmulatorConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SocialPlusEmulatorConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(SocialPlusEmulatorConfiguration.class);

	@Test
	void emulatesSocialPlusForApplicationRunLocally(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run()) {
			SocialPlusEmulator emulator = context.getBean(SocialPlusEmulator.class);
			SocialPlusConnectionDetails details = context.getBean(SocialPlusConnectionDetails.class);
			assertThat(details.getBaseUrl()).isEqualTo(emulator.getBaseUrl());
			assertThat(new EmulatorClient(emulator).mint(details.getServerKey(), "alice").statusCode()).isEqualTo(200);
			assertThat(output.getOut().lines().filter((line) -> line.contains("emulator"))).singleElement()
				.asString()
				.contains("INFO", emulator.getBaseUrl().toString(), "socialplus.server-key");
			assertThat(output.getAll()).doesNotContain(emulator.getServerKey(), emulator.getApiKey(),
					emulator.getAdminToken(), emulator.getTokens("alice").get(0));
		}
	}

	@Test
	void leavesRealServiceToApplicationWithServerKey(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--socialplus.server-key=real")) {
			assertThat(context.getBeanProvider(SocialPlusEmulator.class)).isEmpty();
			assertThat(context.getBeanProvider(SocialPlusConnectionDetails.class)).isEmpty();
			assertThat(output.getAll()).doesNotContain("emulator");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void emulatesWhileServerKeyHasNoText(String serverKey) {
		MapPropertySource properties = new MapPropertySource("test", Map.of("socialplus.server-key", serverKey));
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(properties))
			.run((context) -> assertThat(context).hasSingleBean(SocialPlusEmulator.class)
				.hasSingleBean(SocialPlusConnectionDetails.class));
	}

	@Test
	void takesPortAndApiKeyFromProperties() {
		int port = FreePort.find();
		this.contextRunner.withPropertyValues("socialplus.emulator.port=" + port, "socialplus.api-key=my-api-key")
			.run((context) -> {
				SocialPlusEmulator emulator = context.getBean(SocialPlusEmulator.class);
				assertThat(emulator.getBaseUrl()).hasPort(port);
				assertThat(emulator.getApiKey()).isEqualTo("my-api-key");
			});
	}

	@Test
	void letsOutagesBeTriedOutWithTheDocumentedCommands() {
		this.contextRunner.run((context) -> {
			SocialPlusEmulator emulator = context.getBean(SocialPlusEmulator.class);
			EmulatorClient client = new EmulatorClient(emulator);
			client.send(client.to("/__admin/mappings")
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers
					.ofString("{\"request\": {\"method\": \"ANY\"}, \"response\": {\"status\": 503}}")));
			assertThat(mint(client, emulator).statusCode()).isEqualTo(503);
			client.send(client.to("/__admin/mappings/reset").POST(BodyPublishers.noBody()));
			assertThat(mint(client, emulator).statusCode()).isEqualTo(200);
		});
	}

	private static HttpResponse<String> mint(EmulatorClient client, SocialPlusEmulator emulator) {
		return client.mint(emulator.getServerKey(), "alice");
	}

	private static ConfigurableApplicationContext run(String... args) {
		return SpringApplication.from(Application::main)
			.with(SocialPlusEmulatorConfiguration.class)
			.run(StringUtils.addStringToArray(args, "--spring.main.web-application-type=none"))
			.getApplicationContext();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	static class Application {

		static void main(String[] args) {
			SpringApplication.run(Application.class, args);
		}

	}

}
