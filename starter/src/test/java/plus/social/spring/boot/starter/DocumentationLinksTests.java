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
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that everything the documentation refers to exists: files, headings, classes,
 * tests and messages.
 */
class DocumentationLinksTests {

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)(?:\\.(\\w+))?`");

	private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)`");

	private static final Pattern MESSAGE = Pattern.compile("`([^`]+ [^`]+)`");

	static Stream<MarkdownPage> pages() throws IOException {
		return MarkdownPage.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyLinkLeadsToAFileAndEveryAnchorToAHeading(MarkdownPage page) {
		assertThat(page.links()).filteredOn((link) -> !page.isResolvable(link)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyTestThatIsNamedExists(MarkdownPage page) throws IOException {
		List<MatchResult> tests = TEST.matcher(page.text()).results().toList();
		for (MatchResult test : tests) {
			List<Path> sources = Sources.named(test.group(1));
			assertThat(sources).as(test.group()).isNotEmpty();
			if (test.group(2) != null) {
				assertThat(sources).as(test.group()).anyMatch((source) -> declares(source, test.group(2)));
			}
		}
	}

	private static boolean declares(Path source, String method) {
		String text = new MarkdownPage(source).text();
		if (text.contains(" " + method + "(")) {
			return true;
		}
		// An inherited rule.
		return Pattern.compile("\\bextends (\\w+Tests)\\b")
			.matcher(text)
			.results()
			.flatMap((parent) -> Sources.named(parent.group(1)).stream())
			.anyMatch((parent) -> declares(parent, method));
	}

	@Test
	void theIndexHasEveryPageOfTheFolder() throws IOException {
		MarkdownPage index = MarkdownPage.of("docs/README.md");
		Set<String> pages;
		try (Stream<Path> files = Files.list(MarkdownPage.ROOT.resolve("docs"))) {
			pages = files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".md") && !name.equals("README.md"))
				.collect(Collectors.toSet());
		}
		assertThat(index.links()).containsAll(pages);
	}

	@Test
	void everyClassInATableOfTheArchitectureExists() {
		List<String> classes = MarkdownPage.of("docs/architecture.md")
			.text()
			.lines()
			.filter((line) -> line.startsWith("| `"))
			.flatMap((line) -> CLASS.matcher(line.split(" \\| ")[0]).results())
			.map((name) -> name.group(1))
			.toList();
		assertThat(classes).hasSizeGreaterThan(20).allMatch((name) -> !Sources.named(name).isEmpty());
	}

	@Test
	void everyMessageThatIsExplainedIsInTheCode() {
		String published = Sources.published();
		List<String> messages = MarkdownPage.of("docs/mtls.md")
			.text()
			.lines()
			.filter((line) -> line.startsWith("| `"))
			.flatMap((line) -> MESSAGE.matcher(line.split(" \\| ")[0]).results())
			.map((message) -> message.group(1))
			.filter((message) -> !message.contains(" expire"))
			.toList();
		assertThat(messages).hasSizeGreaterThan(5)
			.flatExtracting(DocumentationLinksTests::pairsOfWords)
			.allMatch(published::contains);
	}

	// A message may have parts that are known at runtime only.
	private static List<String> pairsOfWords(String message) {
		String[] words = message.split(" ");
		return IntStream.range(1, words.length)
			.filter((word) -> (words[word - 1] + words[word]).matches("[\\w']+"))
			.mapToObj((word) -> words[word - 1] + " " + words[word])
			.toList();
	}

	@Test
	void theReadmeIsAnEntrance() {
		MarkdownPage readme = MarkdownPage.of("README.md");
		assertThat(readme.text().lines()).hasSizeLessThan(140);
		assertThat(readme.prose().lines()).allMatch((line) -> line.startsWith("|") || line.length() < 120);
	}

	@Test
	void everyThreatHasATest() {
		List<String> threats = MarkdownPage.of("SECURITY.md")
			.text()
			.lines()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| Threat"))
			.toList();
		assertThat(threats).hasSizeGreaterThan(10).allMatch((threat) -> TEST.matcher(threat).find());
	}

	@Test
	void aBrokenLinkIsFound(@TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("other.md"),
				"# A *title*, with `code`\n\n```\n# no heading\n```\n\n# Same\n# Same\n");
		MarkdownPage page = new MarkdownPage(Files.writeString(folder.resolve("page.md"), """
				[`code`](other.md#a-title-with-code) [missing](missing.md) [external](https://example.com)
				[anchor](other.md#no-heading) [second](other.md#same-1) [third](other.md#same-2) `[code](code.md)`

				```
				[code](code.md)
				```
				"""));
		assertThat(page.links()).filteredOn((link) -> !page.isResolvable(link))
			.containsExactly("missing.md", "other.md#no-heading", "other.md#same-2");
	}

}
