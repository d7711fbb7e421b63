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

package plus.social.spring.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.io.TempDir;
import plus.social.spring.LogCapture;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test for {@link ServerKey} and {@link FileServerKeyProvider}: text or a file is a
 * server key, or is refused without being repeated.
 */
class ServerKeyFuzzTests extends AbstractFuzzTests {

	private static final Pattern KEY = Pattern.compile("([!-~]{1,150})(\r\n|\n)?");

	private static final Refusals REFUSALS = Refusals.of(ServerKey::of, "", "x".repeat(151), "two words");

	@TempDir
	private static Path directory;

	@FuzzTest
	void isTheKeyOrRefused(byte[] input) throws IOException {
		checkText(new String(input, StandardCharsets.UTF_8));
		checkText(new String(input, StandardCharsets.ISO_8859_1));
		checkFile(input);
	}

	private static void checkText(String text) {
		Matcher key = KEY.matcher(text);
		if (!key.matches()) {
			REFUSALS.assertRefused(text);
			return;
		}
		ServerKey serverKey = ServerKey.of(text);
		assertThat(serverKey.getValue()).isEqualTo(key.group(1));
		assertThat(serverKey).hasToString("***");
	}

	private static void checkFile(byte[] content) throws IOException {
		Path file = Files.write(directory.resolve("server-key"), content);
		Matcher key = KEY.matcher(new String(content, StandardCharsets.ISO_8859_1));
		try (LogCapture log = new LogCapture(FileServerKeyProvider.class.getName(), Level.TRACE)) {
			List<ServerKey> keys = new FileServerKeyProvider(file).getServerKeys();
			if (key.matches()) {
				assertThat(keys).containsExactly(ServerKey.of(key.group(1)));
				assertThat(log.everything()).isEmpty();
				return;
			}
			assertThat(keys).isEmpty();
			String start = "No Social Plus server key in the file " + file + ": ";
			assertThat(log.everything()).startsWith(start);
			REFUSALS.assertSays(log.everything().substring(start.length()).stripTrailing());
		}
	}

}
