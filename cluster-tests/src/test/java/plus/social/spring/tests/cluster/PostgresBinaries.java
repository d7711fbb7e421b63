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

package plus.social.spring.tests.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The programs of PostgreSQL, and the user who may run them: they refuse to run as root,
 * as builds in containers often do.
 */
final class PostgresBinaries {

	private static final String USER = "nobody";

	private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

	private final Path directory;

	private PostgresBinaries(Path directory) {
		this.directory = directory;
	}

	/**
	 * Unpack them.
	 * @param directory where to
	 * @return the programs
	 */
	static PostgresBinaries unpack(Path directory) throws IOException {
		if (IS_ROOT && !Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
			abort("PostgreSQL does not run as root, and there is no setpriv (util-linux) to run it as somebody else");
		}
		String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
		String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
		PostgresBinaries binaries = new PostgresBinaries(directory);
		try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, arch);
				TarArchiveInputStream in = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
			for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				binaries.unpack(entry, in);
			}
		}
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		return binaries;
	}

	private void unpack(TarArchiveEntry entry, InputStream in) throws IOException {
		Path file = this.directory.resolve(entry.getName()).normalize();
		if (entry.isDirectory()) {
			Files.createDirectories(file);
			return;
		}
		Files.createDirectories(file.getParent());
		if (entry.isSymbolicLink()) {
			Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
		}
		else if (entry.isLink()) {
			Files.createLink(file, this.directory.resolve(entry.getLinkName()));
		}
		else {
			Files.copy(in, file);
			boolean executable = (entry.getMode() & 0100) != 0;
			Files.setPosixFilePermissions(file,
					PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
		}
	}

	/**
	 * Give a directory to the user who runs the programs.
	 */
	void own(Path directory) throws IOException {
		if (IS_ROOT) {
			Files.setOwner(directory,
					directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
		}
	}

	List<String> command(String program, String... arguments) {
		List<String> command = new ArrayList<>();
		if (IS_ROOT) {
			command.addAll(List.of("/usr/bin/setpriv", "--reuid=" + USER, "--clear-groups"));
		}
		command.add(this.directory.resolve("bin").resolve(program).toString());
		command.addAll(List.of(arguments));
		return command;
	}

}
