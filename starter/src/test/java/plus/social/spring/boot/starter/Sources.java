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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The Java sources of the repository.
 */
final class Sources {

	private static final Set<String> SKIPPED_FOLDERS = Set.of(".git", "node_modules", "target");

	private static final Map<String, List<Path>> SOURCES = find();

	private Sources() {
	}

	/**
	 * Return the sources of classes with a simple name.
	 */
	static List<Path> named(String name) {
		return SOURCES.getOrDefault(name + ".java", List.of());
	}

	/**
	 * Return the text of all published classes, with concatenated literals joined.
	 */
	static String published() {
		return SOURCES.values()
			.stream()
			.flatMap(List::stream)
			.filter((source) -> source.startsWith(MarkdownPage.ROOT.resolve("core/src/main"))
					|| source.startsWith(MarkdownPage.ROOT.resolve("autoconfigure/src/main")))
			.map((source) -> new MarkdownPage(source).text().replaceAll("\"\\s*\\+\\s*\"", ""))
			.collect(Collectors.joining());
	}

	private static Map<String, List<Path>> find() {
		List<Path> sources = new ArrayList<>();
		try {
			Files.walkFileTree(MarkdownPage.ROOT, new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
					boolean skipped = SKIPPED_FOLDERS.contains(folder.getFileName().toString());
					return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
					if (file.toString().endsWith(".java")) {
						sources.add(file);
					}
					return FileVisitResult.CONTINUE;
				}

			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return sources.stream().collect(Collectors.groupingBy((source) -> source.getFileName().toString()));
	}

}
