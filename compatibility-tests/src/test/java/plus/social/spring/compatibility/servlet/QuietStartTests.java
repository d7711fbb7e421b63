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

package plus.social.spring.compatibility.servlet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;
import plus.social.spring.boot.test.SocialPlusEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the JVM prints about an application with the starter that it does not
 * print about the same application without it. JDK 24 and later warn of native libraries.
 */
@DisabledIf("isJdkMissing")
class QuietStartTests {

	private static final int MIN_VERSION = 24;

	private static final Pattern STARTER = Pattern
		.compile(".*/(starter|autoconfigure|core|client-libraries|reactor-netty|starter-test)/target/.*"
				+ "|.*/(plus/social|io/netty|io/projectreactor|io/github/resilience4j|org/wiremock)/.*");

	private static final Pattern TEST_STARTER = Pattern.compile(".*/starter-test/target/.*|.*/org/wiremock/.*");

	@TempDir
	private Path directory;

	@Test
	void theJvmPrintsWhatItPrintsWithoutTheStarter() throws Exception {
		String without = run("without", STARTER);
		try (SocialPlusEmulator emulator = SocialPlusEmulator.create()) {
			String with = run("with", TEST_STARTER, "socialplus.base-url=" + emulator.getBaseUrl(),
					"socialplus.server-key=" + emulator.getServerKey());
			assertThat(this.directory.resolve("with.response")).content().contains("\"authToken\":\"");
			assertThat(with).isEqualTo(without).doesNotContain("WARNING");
		}
		assertThat(this.directory.resolve("without.response")).content().doesNotContain("authToken");
	}

	private String run(String name, Pattern leftOut, String... properties) throws Exception {
		Path errors = this.directory.resolve(name + ".errors");
		Path output = this.directory.resolve(name + ".output");
		List<String> command = new ArrayList<>(List.of(findJava().orElseThrow().toString(), "-cp", classPath(leftOut),
				LoggedInApplication.class.getName(), this.directory.resolve(name + ".response").toString(),
				"server.port=0"));
		command.addAll(List.of(properties));
		Process process = new ProcessBuilder(command).redirectError(errors.toFile())
			.redirectOutput(output.toFile())
			.start();
		assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(() -> read(output) + read(errors)).isZero();
		return Files.readString(errors);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private static String classPath(Pattern leftOut) {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Arrays.stream(classPath.split(Pattern.quote(File.pathSeparator)))
			.filter((path) -> !leftOut.matcher(path.replace('\\', '/')).matches())
			.collect(Collectors.joining(File.pathSeparator));
	}

	static boolean isJdkMissing() throws IOException {
		return findJava().isEmpty();
	}

	private static Optional<Path> findJava() throws IOException {
		Path current = Path.of(System.getProperty("java.home"), "bin", "java");
		if (Runtime.version().feature() >= MIN_VERSION) {
			return Optional.of(current);
		}
		Path installed = Path.of("/usr/lib/jvm");
		if (!Files.isDirectory(installed)) {
			return Optional.empty();
		}
		try (Stream<Path> homes = Files.list(installed)) {
			return homes.filter((home) -> home.getFileName().toString().contains("25"))
				.map((home) -> home.resolve("bin/java"))
				.filter(Files::isExecutable)
				.findFirst();
		}
	}

}
