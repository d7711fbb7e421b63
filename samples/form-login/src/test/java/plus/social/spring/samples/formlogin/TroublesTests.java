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

package plus.social.spring.samples.formlogin;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import plus.social.spring.boot.test.AutoConfigureSocialPlusEmulator;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.testsupport.Browser;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the commands in {@code docs/troubles.md} cause the troubles in this
 * application that the page describes.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "socialplus.login.budget=1m", "socialplus.http.connect-timeout=1m",
				"socialplus.http.attempt-timeout=1m", "socialplus.http.call-timeout=1m" })
@AutoConfigureSocialPlusEmulator
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class TroublesTests {

	private static final Path PAGE = Path.of("../../docs/troubles.md");

	private static final Pattern COMMAND = Pattern.compile("curl -d '(\\{.*})' http://localhost:PORT/__admin/mappings");

	private static final String SOCIAL_PLUS = "/actuator/socialplus";

	@Autowired
	private SocialPlusEmulator emulator;

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@Test
	@DirtiesContext
	void theCommandsOfThePageCauseItsTroubles() throws IOException {
		List<String> troubles = COMMAND.matcher(Files.readString(PAGE))
			.results()
			.map((command) -> command.group(1))
			.toList();
		assertThat(troubles).hasSize(3);
		begin(troubles.get(0));
		new Browser(this.port).logIn("alice");
		assertThat(get("/actuator/health/socialplus").body()).contains("DOWN", "SERVER_KEY_REFUSED");
		end();
		begin(troubles.get(1));
		new Browser(this.port).logIn("alice");
		assertThat(get("/actuator/health/socialplus").body()).contains("UP", "SERVER_ERROR", "failingSince");
		end();
		begin(troubles.get(2));
		new Browser(this.port).logIn("bob");
		assertThat(get("/actuator/health/socialplus").body()).contains("UP").doesNotContain("reason");
		assertThat(get(SOCIAL_PLUS).body()).contains("USER_BANNED").doesNotContain("bob");
		end();
	}

	private void begin(String trouble) {
		assertThat(mappings().postJson("/__admin/mappings", trouble, "Accept", "*/*").statusCode()).isEqualTo(201);
	}

	private void end() {
		assertThat(mappings().postJson("/__admin/mappings/reset", "", "Accept", "*/*").statusCode()).isEqualTo(200);
		HttpResponse<String> verified = new Browser(this.managementPort).postJson(SOCIAL_PLUS,
				"{\"userId\": \"tester\"}", "Accept", "*/*", "Authorization", operator());
		assertThat(verified.body()).contains("\"successful\":true");
	}

	private Browser mappings() {
		return new Browser(this.emulator.getBaseUrl().getPort());
	}

	private HttpResponse<String> get(String path) {
		return new Browser(this.managementPort).get(path, "Accept", "*/*", "Authorization", operator());
	}

	private static String operator() {
		String credentials = "operator:" + Browser.PASSWORD;
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

}
