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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Established connections to a port, as reported by the operating system. A server's own
 * count lags behind, as it learns of a closed connection only after the client may have
 * opened the next one.
 */
final class EstablishedSockets {

	private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

	private static final int LOCAL = 1;

	private static final int REMOTE = 2;

	private static final int STATE = 3;

	private static final String ESTABLISHED = "01";

	private EstablishedSockets() {
	}

	/**
	 * Return the peers that are connected to a port.
	 * @param port the port
	 * @return the addresses of the peers, or empty if the operating system is not Linux
	 */
	static Optional<Set<String>> peers(int port) {
		if (!TABLES.stream().allMatch(Files::isReadable)) {
			return Optional.empty();
		}
		return Optional.of(TABLES.stream()
			.flatMap(EstablishedSockets::read)
			.map((line) -> line.strip().split("\\s+"))
			.filter((fields) -> isOpen(fields, port))
			.map((fields) -> fields[REMOTE])
			.collect(Collectors.toSet()));
	}

	private static Stream<String> read(Path table) {
		try {
			return Files.readAllLines(table).stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isOpen(String[] fields, int port) {
		return fields.length > STATE && fields[LOCAL].endsWith(":%04X".formatted(port))
				&& fields[STATE].equals(ESTABLISHED);
	}

}
