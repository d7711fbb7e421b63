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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.testsupport.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FormLoginApplication} with what the build has generated ahead of time,
 * in a JVM of its own. The build knows neither the server key nor the URL of Social Plus.
 */
class AheadOfTimeTests {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final long PATIENCE_IN_MINUTES = 5;

	@Test
	void attachesATokenToALogin() throws Exception {
		try (SocialPlusEmulator emulator = SocialPlusEmulator.create()) {
			Process application = start(emulator);
			try {
				String output = CompletableFuture.supplyAsync(() -> readUntilStarted(application))
					.get(PATIENCE_IN_MINUTES, TimeUnit.MINUTES);
				assertThat(output).contains("AOT-processed FormLoginApplication").doesNotContain("Changed properties");
				Browser browser = new Browser(port(output));
				HttpResponse<String> page = browser.follow(browser.logIn("alice"));
				assertThat(page.body()).contains("Logged in as <strong>alice</strong>").contains("role=\"timer\"");
				assertThat(emulator.getTokenCount()).isOne();
			}
			finally {
				application.destroy();
			}
		}
	}

	private static Process start(SocialPlusEmulator emulator) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dspring.aot.enabled=true", "-cp", System.getProperty("java.class.path"),
				FormLoginApplication.class.getName(), "--server.port=0", "--management.server.port=0",
				"--socialplus.base-url=" + emulator.getBaseUrl(), "--socialplus.server-key=" + emulator.getServerKey(),
				"--socialplus.login.budget=1m", "--socialplus.http.connect-timeout=1m",
				"--socialplus.http.attempt-timeout=1m", "--socialplus.http.call-timeout=1m")
			.redirectErrorStream(true)
			.start();
	}

	private static String readUntilStarted(Process application) {
		StringBuilder output = new StringBuilder();
		try {
			BufferedReader reader = application.inputReader();
			String line = reader.readLine();
			while (line != null && !line.contains("Started FormLoginApplication")) {
				output.append(line).append('\n');
				line = reader.readLine();
			}
			return output.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int port(String output) {
		Matcher matcher = PORT.matcher(output);
		assertThat(matcher.find()).as(output).isTrue();
		return Integer.parseInt(matcher.group(1));
	}

}
