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

package plus.social.spring.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page {@code docs/troubles.md}: its blocks are written by a test, and the text
 * between them by hand.
 */
final class TroublesPage {

	/**
	 * Whether the blocks are to be written.
	 */
	static final boolean WRITING = "write".equals(System.getProperty("tests.troubles"));

	private static final Path FILE = Path.of("../docs/troubles.md");

	private static final Pattern BLOCK = Pattern.compile("<!-- written: (\\S+) (\\S+) -->\\n(.*?)<!-- end -->",
			Pattern.DOTALL);

	private TroublesPage() {
	}

	/**
	 * Return the outputs that the page shows of a trouble.
	 */
	static List<OperatorOutput> outputs(String trouble) {
		return BLOCK.matcher(read())
			.results()
			.filter((block) -> block.group(1).equals(trouble))
			.map((block) -> OperatorOutput.valueOf(block.group(2).toUpperCase(Locale.ROOT)))
			.toList();
	}

	static List<String> troubles() {
		return BLOCK.matcher(read()).results().map((block) -> block.group(1)).distinct().toList();
	}

	static String block(String trouble, OperatorOutput output) {
		return BLOCK.matcher(read())
			.results()
			.filter((block) -> block.group(1).equals(trouble) && block.group(2).equals(output.getName()))
			.map((MatchResult block) -> block.group(3))
			.findFirst()
			.orElseThrow();
	}

	static void write(String trouble, OperatorOutput output, String block) {
		String start = "<!-- written: " + trouble + " " + output.getName() + " -->\n";
		String page = read().replaceFirst("(?s)(" + Pattern.quote(start) + ").*?(<!-- end -->)",
				"$1" + Matcher.quoteReplacement(block) + "$2");
		try {
			Files.writeString(FILE, page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read() {
		try {
			return Files.readString(FILE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Something that an operator looks at.
	 */
	enum OperatorOutput {

		HEALTH("json"), ENDPOINT("json"), LOG("text"), METERS("text"), VERIFY("json");

		private final String language;

		OperatorOutput(String language) {
			this.language = language;
		}

		String getName() {
			return name().toLowerCase(Locale.ROOT);
		}

		/**
		 * Return a block of the page.
		 */
		String format(String text) {
			return "```" + this.language + "\n" + text + "\n```\n";
		}

	}

}
