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
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, with the links and anchors that it has on GitHub.
 *
 * @param file the file
 */
record MarkdownPage(Path file) {

	/**
	 * The folder of the repository.
	 */
	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Set<String> SKIPPED_FOLDERS = Set.of(".git", "node_modules", "src", "target");

	private static final Pattern FENCED_CODE = Pattern.compile("(?ms)^ *```.*?^ *```$");

	private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");

	private static final Pattern CODE_SPAN = Pattern.compile("`[^`]+`");

	private static final Pattern LINK = Pattern.compile("\\[[^\\[\\]]*]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*)$");

	static Stream<MarkdownPage> all() throws IOException {
		List<Path> pages = new ArrayList<>();
		Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
				boolean skipped = SKIPPED_FOLDERS.contains(folder.getFileName().toString());
				return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				if (file.toString().endsWith(".md")) {
					pages.add(file);
				}
				return FileVisitResult.CONTINUE;
			}

		});
		return pages.stream().sorted().map(MarkdownPage::new);
	}

	static MarkdownPage of(String name) {
		return new MarkdownPage(ROOT.resolve(name));
	}

	String text() {
		try {
			return Files.readString(this.file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the text without code blocks and comments.
	 */
	String prose() {
		return COMMENT.matcher(FENCED_CODE.matcher(text()).replaceAll("")).replaceAll("");
	}

	/**
	 * Return the targets of links and images that are files of the repository.
	 */
	List<String> links() {
		return LINK.matcher(CODE_SPAN.matcher(prose()).replaceAll("code"))
			.results()
			.map((link) -> link.group(1))
			.filter((target) -> !target.matches("[a-z]+:.*"))
			.toList();
	}

	/**
	 * Return whether a link of this page leads to a file, and to a heading if it has an
	 * anchor.
	 */
	boolean isResolvable(String link) {
		String path = link.replaceFirst("#.*", "");
		Path target = path.isEmpty() ? this.file : this.file.resolveSibling(path);
		if (!Files.exists(target)) {
			return false;
		}
		return !link.contains("#") || new MarkdownPage(target).anchors().contains(link.replaceFirst(".*#", ""));
	}

	private Set<String> anchors() {
		Set<String> anchors = new HashSet<>();
		Map<String, Integer> occurrences = new HashMap<>();
		HEADING.matcher(prose()).results().map((heading) -> anchor(heading.group(1))).forEach((anchor) -> {
			int occurrence = occurrences.merge(anchor, 1, Integer::sum);
			anchors.add((occurrence > 1) ? anchor + "-" + (occurrence - 1) : anchor);
		});
		return anchors;
	}

	private static String anchor(String heading) {
		return heading.strip()
			.replaceAll("\\[([^\\[\\]]*)]\\([^)]*\\)", "$1")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{M}\\p{N}_\\- ]", "")
			.replace(' ', '-');
	}

	@Override
	public String toString() {
		return ROOT.relativize(this.file.toAbsolutePath().normalize()).toString();
	}

}
