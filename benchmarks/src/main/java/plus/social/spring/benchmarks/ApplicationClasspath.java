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

package plus.social.spring.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import plus.social.spring.boot.autoconfigure.SocialPlusAutoConfiguration;
import plus.social.spring.client.SocialPlusTokenClient;

/**
 * Classpath of the application, which is that of this process. Without the starter, an
 * empty directory replaces each of its own: a static file is looked up in all of them.
 */
final class ApplicationClasspath {

	private ApplicationClasspath() {
	}

	static String of(Variant variant) {
		return of(variant, Jars.ALL, Stack.SERVLET);
	}

	static String of(Variant variant, Jars jars, Stack stack) {
		List<Path> starter = List.of(locationOf(SocialPlusAutoConfiguration.class),
				locationOf(SocialPlusTokenClient.class));
		return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
			.map(Path::of)
			.filter((entry) -> jars.include(entry, stack))
			.map((entry) -> (variant == Variant.WITHOUT && starter.contains(entry.toAbsolutePath())) ? emptyDirectory()
					: entry)
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Path emptyDirectory() {
		try {
			Path directory = Files.createTempDirectory("socialplus-benchmark");
			directory.toFile().deleteOnExit();
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path locationOf(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toAbsolutePath();
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
