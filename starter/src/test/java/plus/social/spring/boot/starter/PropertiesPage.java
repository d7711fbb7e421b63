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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.util.ClassUtils;

/**
 * The page {@code docs/properties.md}, made from the configuration metadata.
 */
final class PropertiesPage {

	private static final Path FILE = MarkdownPage.ROOT.resolve("docs/properties.md");

	private static final List<String> METADATA = List.of(
			"autoconfigure/target/classes/META-INF/spring-configuration-metadata.json",
			"starter-test/src/main/resources/META-INF/spring-configuration-metadata.json");

	private static final String INTRODUCTION = """
			# Properties

			<!-- Written by PropertiesPageTests in starter, from the configuration metadata. Do not edit: the command below \
			writes it again. -->

			Every property of the starter and of the test starter. An IDE with support for Spring Boot shows the same
			descriptions.

			A property that cannot work (an unknown region, `http` for another machine, a server key with a space in it, a
			negative duration) fails the start with one message that names the property and where to find the right value. The
			message never contains the value. An unknown name under `socialplus.` is reported by a warning at start.
			""";

	private static final String COMMAND = """

			## How this page is made

			```shell
			mvn -pl starter -am test -Dtest=PropertiesPageTests -Dsurefire.failIfNoSpecifiedTests=false \\
			    -Dsocialplus.tests.properties=write
			```
			""";

	private static final String HEAD = """

			| Property | Default | Description |
			| --- | --- | --- |
			""";

	private PropertiesPage() {
	}

	static List<Map<?, ?>> properties() {
		return METADATA.stream().flatMap(PropertiesPage::read).toList();
	}

	private static Stream<Map<?, ?>> read(String file) {
		try {
			Map<String, Object> metadata = JsonParserFactory.getJsonParser()
				.parseMap(Files.readString(MarkdownPage.ROOT.resolve(file)));
			return ((List<?>) metadata.get("properties")).stream().map((property) -> (Map<?, ?>) property);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String create() {
		return Arrays.stream(PropertiesSection.values())
			.map(PropertiesPage::section)
			.collect(Collectors.joining("", INTRODUCTION, COMMAND));
	}

	private static String section(PropertiesSection section) {
		return properties().stream()
			.filter((property) -> PropertiesSection.of(name(property)) == section)
			.sorted((first, second) -> name(first).compareTo(name(second)))
			.map(PropertiesPage::row)
			.collect(Collectors.joining("", "\n## " + section.getTitle() + "\n\n" + section.getText() + HEAD, ""));
	}

	private static String row(Map<?, ?> property) {
		Object defaultValue = property.get("defaultValue");
		return "| `" + name(property) + "` |" + ((defaultValue != null) ? " `" + defaultValue + "` | " : " | ")
				+ String.valueOf(property.get("description")).replace("|", "\\|") + values(property) + " |\n";
	}

	private static String values(Map<?, ?> property) {
		String type = String.valueOf(property.get("type"));
		Class<?> valueType = ClassUtils.isPresent(type, null) ? ClassUtils.resolveClassName(type, null) : Object.class;
		return !valueType.isEnum() ? ""
				: Arrays.stream(valueType.getEnumConstants())
					.map((value) -> "`" + value.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
					.collect(Collectors.joining(", ", " One of ", "."));
	}

	private static String name(Map<?, ?> property) {
		return String.valueOf(property.get("name"));
	}

	static String readPage() throws IOException {
		return Files.readString(FILE);
	}

	static void write() throws IOException {
		Files.writeString(FILE, create());
	}

}
