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

package plus.social.spring.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.api.BugDetectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all fuzz tests have in common: none reaches the network. Jazzer reports every
 * attempt to connect as a finding, the build lets the virtual machine look up no name,
 * and in the end Linux knows of no connection.
 */
abstract class AbstractFuzzTests {

	private static final Path PROCESS = Path.of("/proc/self");

	// The default while fuzzing, but not while the inputs that are kept are run.
	@BeforeEach
	void forbidConnections() {
		BugDetectors.allowNetworkConnections((host, port) -> false);
	}

	@AfterAll
	static void nothingIsConnected() throws IOException {
		if (Files.isDirectory(PROCESS.resolve("fd"))) {
			assertThat(openFiles()).isNotEmpty().noneMatch(sockets()::contains);
		}
	}

	private static Set<String> openFiles() throws IOException {
		try (Stream<Path> descriptors = Files.list(PROCESS.resolve("fd"))) {
			return descriptors.map(AbstractFuzzTests::target).collect(Collectors.toSet());
		}
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			// Closed meanwhile, as the one that lists the directory is.
			return "";
		}
	}

	private static Set<String> sockets() {
		return Stream.of("tcp", "tcp6", "udp", "udp6")
			.map((protocol) -> PROCESS.resolve("net").resolve(protocol))
			.filter(Files::isReadable)
			.flatMap(AbstractFuzzTests::lines)
			.map((line) -> "socket:[" + line.trim().split("\\s+")[9] + "]")
			.collect(Collectors.toSet());
	}

	private static Stream<String> lines(Path table) {
		try {
			return Files.readAllLines(table).stream().skip(1);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
