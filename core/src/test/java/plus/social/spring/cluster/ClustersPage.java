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

package plus.social.spring.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * What simulations have written into {@code docs/clusters.md}.
 */
final class ClustersPage {

	/**
	 * Whether the page is to be written, and everything run that is on it.
	 */
	static final boolean WRITING = "write".equals(System.getProperty("socialplus.tests.clusters"));

	private static final Path FILE = Path.of("../docs/clusters.md");

	private ClustersPage() {
	}

	static List<String> lines() throws IOException {
		return Files.readAllLines(FILE);
	}

	/**
	 * Put rows in the place of those with the same title, or after those of others.
	 */
	static void replace(String table, String title, List<String> rows) throws IOException {
		List<String> lines = lines();
		int start = lines.indexOf("<!-- simulated: " + table + " -->") + 3;
		int end = start + lines.subList(start, lines.size()).indexOf("<!-- end -->");
		Stream<String> others = lines.subList(start, end)
			.stream()
			.filter((row) -> !row.startsWith("| " + title + " |"));
		write(table, Stream.concat(others, rows.stream()).sorted().toList());
	}

	/**
	 * Put the rows of a table between its markers.
	 */
	static void write(String table, List<String> rows) throws IOException {
		String pattern = "(?s)(<!-- simulated: " + table + " -->\n\\|[^\n]*\n\\|[^\n]*\n).*?(<!-- end -->)";
		String replacement = "$1" + Matcher.quoteReplacement(String.join("\n", rows) + "\n") + "$2";
		Files.writeString(FILE, Files.readString(FILE).replaceFirst(pattern, replacement));
	}

}
