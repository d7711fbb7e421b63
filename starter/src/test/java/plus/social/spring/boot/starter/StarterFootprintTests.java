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

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the starter brings to an application: jars, and classes loaded at start.
 */
class StarterFootprintTests {

	// What an application with Spring MVC and Spring Security has anyway.
	private static final Pattern PRESENT_ANYWAY = Pattern
		.compile(".*/(spring-(aop|beans|context|core|expression)|spring-security-(core|crypto)"
				+ "|spring-boot(-autoconfigure|-starter|-starter-logging)?|micrometer-(commons|observation)"
				+ "|logback-(classic|core)|slf4j-api|jul-to-slf4j|log4j-(api|to-slf4j)|jakarta\\.annotation-api"
				+ "|snakeyaml|commons-logging|jspecify|jackson-core)-\\d[^/]*\\.jar");

	private static final long MEBIBYTE = 1024 * 1024;

	/**
	 * The most that the starter may bring; {@code docs/dependencies.md} says why.
	 */
	private static final long MAX_SIZE = 8 * MEBIBYTE + MEBIBYTE / 2;

	/**
	 * The most classes of its own, with lambdas and those of the test's application, that
	 * a start may load. Measured are 256.
	 */
	private static final int MAX_CLASSES = 270;

	@Test
	void bringsAtMostEightAndAHalfMebibytes() {
		long size = brought().stream().mapToLong(StarterFootprintTests::size).sum();
		assertThat(size).isBetween(6 * MEBIBYTE, MAX_SIZE);
	}

	@Test
	void bringsNoSpringBootModuleThatAnApplicationWouldNotHave() throws IOException {
		assertThat(runtimeClasspath()).filteredOn((path) -> path.contains("/org/springframework/boot/"))
			.extracting((path) -> Path.of(path).getFileName().toString().replaceFirst("-\\d.*", ""))
			.containsExactlyInAnyOrder("spring-boot", "spring-boot-autoconfigure", "spring-boot-starter",
					"spring-boot-starter-logging");
	}

	@Test
	void everythingItBringsIsNamedWithItsReason() throws IOException {
		String reasons = Files.readString(Path.of("../docs/dependencies.md"));
		assertThat(brought()).filteredOn((path) -> path.endsWith(".jar")).isNotEmpty().allSatisfy((path) -> {
			String artifact = Path.of(path).getFileName().toString().replaceFirst("-\\d.*", "");
			assertThat(reasons).contains("`" + artifact + "`");
		});
	}

	@Test
	void loadsNothingThatOnlyCallsNeedWhileTheApplicationStarts(@TempDir Path directory) throws Exception {
		Path log = directory.resolve("classes");
		Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xlog:class+load:file=" + log + "::filecount=0", "-cp", testClasspath(),
				LoadedClassesApplication.class.getName(), log.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(application.getInputStream().readAllBytes());
		assertThat(application.waitFor()).as(output).isZero();
		List<String> report = Files.readAllLines(Path.of(log + ".report"));
		assertThat(report).hasSize(2).first().asString().startsWith("ready: 0 of libraries, ");
		assertThat(Integer.parseInt(report.get(0).replaceAll(".*, (\\d+) of its own", "$1")))
			.isLessThanOrEqualTo(MAX_CLASSES);
		assertThat(report).last()
			.asString()
			.as("and the background does load them")
			.doesNotStartWith("warm: 0 of libraries");
	}

	private static List<String> brought() {
		return runtimeClasspath().stream().filter((path) -> !PRESENT_ANYWAY.matcher(path).matches()).toList();
	}

	private static List<String> runtimeClasspath() {
		try {
			String classpath = Files.readString(Path.of("target/runtime-classpath")).strip();
			return Arrays.stream(classpath.split(Pattern.quote(File.pathSeparator)))
				.map((path) -> path.replace('\\', '/'))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// Modules of this build are folders of classes as long as they are not packaged. An
	// empty one has no folder.
	private static long size(String path) {
		try {
			if (path.endsWith("/target/classes") && !Files.exists(Path.of(path))) {
				return 0;
			}
			return Files.isDirectory(Path.of(path)) ? sizeOfJar(Path.of(path)) : Files.size(Path.of(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static long sizeOfJar(Path classes) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (var files = Files.walk(classes); ZipOutputStream jar = new ZipOutputStream(bytes)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
				Files.copy(file, jar);
			}
		}
		return bytes.size();
	}

	private static String testClasspath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

}
