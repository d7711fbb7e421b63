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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plus.social.spring.client.SocialPlusAccessTokenClient;
import plus.social.spring.client.SocialPlusAdminTokenStatus;
import plus.social.spring.token.SocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the renewal of an admin token by two nodes that share its file, against the
 * emulator.
 */
class AdminTokenRenewalTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private final SocialPlusEmulator emulator = SocialPlusEmulator.create();

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.emulator.close();
	}

	@Test
	void twoNodesRenewATokenOfHoursOnce() throws IOException {
		this.emulator.setAdminTokenLifetime(Duration.ofHours(1));
		String initial = this.emulator.getAdminToken();
		Path file = Files.writeString(this.directory.resolve("admin-token"), initial);
		try (ConfigurableApplicationContext first = start(file); ConfigurableApplicationContext second = start(file)) {
			for (ConfigurableApplicationContext node : new ConfigurableApplicationContext[] { first, second }) {
				SocialPlusAccessTokenClient client = node.getBean(SocialPlusAccessTokenClient.class);
				Awaitility.await()
					.atMost(Duration.ofMinutes(2))
					.untilAsserted(() -> assertThat(client.getAdminTokenStatus()).isNotNull()
						.extracting(SocialPlusAdminTokenStatus::expiresAt)
						.isNotNull());
				node.getBean(SocialPlusAccessTokenService.class).revokeAll(ALICE);
				assertThat(client.getAdminTokenStatus()).isNotNull()
					.extracting(SocialPlusAdminTokenStatus::accepted)
					.isEqualTo(true);
			}
		}
		this.emulator.getWireMock()
			.verify(1, WireMock.postRequestedFor(WireMock.urlPathEqualTo("/api/v1/admin-token")));
		assertThat(Files.readString(file)).isEqualTo(this.emulator.getAdminToken() + "\n").doesNotContain(initial);
	}

	private ConfigurableApplicationContext start(Path file) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.build();
		return application.run("--socialplus.base-url=" + this.emulator.getBaseUrl(),
				"--socialplus.server-key=" + this.emulator.getServerKey(), "--socialplus.admin-token-location=" + file,
				"--socialplus.http.connect-timeout=1m", "--socialplus.http.attempt-timeout=1m",
				"--socialplus.http.call-timeout=1m");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
