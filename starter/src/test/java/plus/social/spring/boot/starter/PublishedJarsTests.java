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

package plus.social.spring.boot.starter;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what each jar of this build contains.
 */
class PublishedJarsTests {

	@ParameterizedTest
	@ValueSource(strings = { "LICENSE.txt", "NOTICE.txt" })
	void everyJarHasTheLicenceAndTheNotice(String name) throws IOException {
		String expected = Files.readString(MarkdownPage.ROOT.resolve(name));
		List<Path> ours = ours();
		assertThat(ours).hasSize(4);
		for (Path jar : ours) {
			assertThat(read(jar, "META-INF/" + name)).as(jar.toString()).isEqualTo(expected);
		}
		assertThat(Path.of("target/classes/META-INF", name)).hasContent(expected);
	}

	// As long as a module is not packaged, its classes take the place of the jar.
	private static List<Path> ours() throws IOException {
		String classpath = Files.readString(Path.of("target/runtime-classpath")).strip();
		return Arrays.stream(classpath.split(Pattern.quote(System.getProperty("path.separator"))))
			.map(Path::of)
			.filter((path) -> path.startsWith(MarkdownPage.ROOT))
			.toList();
	}

	private static String read(Path jar, String name) throws IOException {
		if (Files.isDirectory(jar)) {
			return Files.readString(jar.resolve(name));
		}
		try (FileSystem files = FileSystems.newFileSystem(jar)) {
			return Files.readString(files.getPath(name));
		}
	}

}
