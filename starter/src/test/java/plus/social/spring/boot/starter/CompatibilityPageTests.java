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
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/compatibility.md} names the versions that are tested.
 */
class CompatibilityPageTests {

	@ParameterizedTest
	@CsvSource({ "pom.xml, java.version", "pom.xml, spring-boot.version", "pom.xml, resilience4j.version",
			"compatibility-tests/pom.xml, spring-cloud.version",
			"compatibility-tests/lowest/pom.xml, lowest-jackson.version",
			"compatibility-tests/lowest/pom.xml, lowest-netty.version",
			"compatibility-tests/lowest/pom.xml, lowest-reactor-core.version",
			"compatibility-tests/lowest/pom.xml, lowest-reactor-netty.version",
			"compatibility-tests/lowest/pom.xml, lowest-resilience4j.version" })
	void thePageNamesTheVersionsOfTheBuild(String file, String property) throws IOException {
		Matcher version = Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)</")
			.matcher(Files.readString(MarkdownPage.ROOT.resolve(file)));
		assertThat(version.find()).as(property).isTrue();
		assertThat(MarkdownPage.of("docs/compatibility.md").text())
			.containsPattern("(?m)^\\|.*\\b" + Pattern.quote(version.group(1)) + "(?![.\\w]*\\d)");
	}

	@ParameterizedTest
	@CsvSource({ "spring-boot.version", "netty.version" })
	void thePageAndTheReadmeNameTheNewestLineOfTheGate(String property) throws IOException {
		Matcher newest = Pattern.compile("-D" + Pattern.quote(property) + "=([\\w.]+)")
			.matcher(Files.readString(MarkdownPage.ROOT.resolve(".ci/run")));
		assertThat(newest.find()).as(property).isTrue();
		assertThat(MarkdownPage.of("docs/compatibility.md").text()).contains(newest.group(1));
		assertThat(MarkdownPage.of("README.md").text()).contains(newest.group());
	}

}
