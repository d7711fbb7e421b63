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

package plus.social.spring.tests.cluster;

import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the properties of examples in {@code docs/clusters.md} are properties that
 * Spring Boot knows.
 */
class DocumentedPropertiesTests {

	private static final Pattern EXAMPLE = Pattern.compile("```properties\\R(.*?)```", Pattern.DOTALL);

	@Test
	void examplesNamePropertiesThatThereAre() throws IOException {
		Set<String> known = findKnown();
		Set<String> named = new HashSet<>();
		String page = Files.readString(Path.of("../docs/clusters.md"));
		for (String example : EXAMPLE.matcher(page).results().map((match) -> match.group(1)).toList()) {
			Properties properties = new Properties();
			properties.load(new StringReader(example));
			named.addAll(properties.stringPropertyNames());
		}
		if (!SetUp.SERVLET_REDIS.isAvailable()) {
			named.removeIf((name) -> name.startsWith("spring.data.redis."));
		}
		assertThat(named).isNotEmpty();
		assertThat(known).containsAll(named);
	}

	private static Set<String> findKnown() throws IOException {
		Set<String> known = new HashSet<>();
		ClassLoader loader = DocumentedPropertiesTests.class.getClassLoader();
		for (URL url : list(loader)) {
			String metadata = new String(url.openStream().readAllBytes(), StandardCharsets.UTF_8);
			List<?> properties = (List<?>) JsonParserFactory.getJsonParser().parseMap(metadata).get("properties");
			properties.forEach((property) -> known.add(((Map<?, ?>) property).get("name").toString()));
		}
		return known;
	}

	private static List<URL> list(ClassLoader loader) throws IOException {
		return Collections.list(loader.getResources("META-INF/spring-configuration-metadata.json"));
	}

}
