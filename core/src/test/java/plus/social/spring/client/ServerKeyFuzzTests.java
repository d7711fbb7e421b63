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

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test for {@link ServerKey} and {@link FileServerKeyProvider}: what a property or a
 * file holds is a server key, or is refused without being repeated.
 */
class ServerKeyFuzzTests extends AbstractFuzzTests {

	private static final Pattern KEY = Pattern.compile("([!-~]{1,150})(\r\n|\n)?");

	private static final String[] REFUSED = { "", "x".repeat(151), "two words" };

	private static final Refusals REFUSALS = Refusals.of(ServerKey::of, REFUSED);

	private static final Refusals FILE_REFUSALS = Refusals.of(ServerKeyFuzzTests::readFile, REFUSED);

	@FuzzTest
	void isTheKeyOrRefused(byte[] input) {
		check(new String(input, StandardCharsets.UTF_8), ServerKey::of, REFUSALS);
		check(new String(input, StandardCharsets.ISO_8859_1), ServerKeyFuzzTests::readFile, FILE_REFUSALS);
	}

	private static void check(String text, Function<String, ServerKey> reader, Refusals refusals) {
		Matcher key = KEY.matcher(text);
		if (!key.matches()) {
			refusals.assertRefused(text);
			return;
		}
		ServerKey serverKey = reader.apply(text);
		assertThat(serverKey.getValue()).isEqualTo(key.group(1));
		assertThat(serverKey).hasToString("***");
	}

	private static ServerKey readFile(String content) {
		return FileServerKeyProvider.KIND.parse(content.getBytes(StandardCharsets.ISO_8859_1));
	}

}
