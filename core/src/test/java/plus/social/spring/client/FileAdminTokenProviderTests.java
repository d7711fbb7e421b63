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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.LogCapture;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link FileAdminTokenProvider} and {@link AdminTokenStore}.
 */
class FileAdminTokenProviderTests {

	private static final AdminToken FIRST = AdminToken.of("first");

	private static final AdminToken SECOND = AdminToken.of("second");

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final Instant END = Instant.parse("2026-01-01T05:00:00Z");

	@TempDir
	Path directory;

	private Path file;

	private LogCapture log;

	@BeforeEach
	void prepare() throws IOException {
		this.file = Files.writeString(this.directory.resolve("admin-token"), "first\n");
		this.log = new LogCapture("plus.social.spring", Level.INFO);
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "first", "first\n", "first\r\n" })
	void readsTheToken(String content) throws IOException {
		Files.writeString(this.file, content);
		assertThat(provider().getAdminToken()).isEqualTo(FIRST);
	}

	@ParameterizedTest
	@CsvSource({ "'', It is empty", "'\n', It is empty", "can ary, no line break or space",
			"'canary\ncanary', several lines", "\ufeffcanary, byte order mark", "c\u0000anary, plain ASCII",
			"\u001f\u008bcanary, plain ASCII", "socialplus.admin-token=canary, name of a property",
			"SOCIALPLUS_ADMIN_TOKEN: canary, name of a property" })
	void staysWithTheTokenItHasWhenTheFileHasNone(String content, String problem) throws IOException {
		FileAdminTokenProvider provider = provider();
		Files.writeString(this.file, content);
		provider.refresh();
		provider.refresh();
		assertThat(provider.getAdminToken()).isEqualTo(FIRST);
		assertThat(provider.getProblem()).contains(this.file.toString(), problem).doesNotContain("canary", "can ary");
		assertThat(this.log.messages(Level.WARN)).as("once")
			.singleElement()
			.asString()
			.contains("No Social Plus admin token in the file", "The previous token is still used")
			.doesNotContain("canary", "can ary");
	}

	@Test
	void waitsForAFileThatIsNotThereYet() throws IOException {
		Files.delete(this.file);
		FileAdminTokenProvider provider = provider();
		assertThat(provider.getAdminToken()).isNull();
		assertThat(provider.getProblem()).contains("'socialplus.admin-token-location'");
		Files.writeString(this.file, "first");
		provider.refresh();
		assertThat(provider.getAdminToken()).isEqualTo(FIRST);
		assertThat(provider.getProblem()).isNull();
	}

	@Test
	void watchesTheFileUntilItIsClosed() throws IOException {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			FileAdminTokenProvider provider = provider();
			provider.watch();
			Files.writeString(this.file, "second");
			time.advanceTimeBy(SecretFile.INTERVAL);
			assertThat(provider.getAdminToken()).isEqualTo(SECOND);
			provider.close();
			Files.writeString(this.file, "third");
			time.advanceTimeBy(SecretFile.INTERVAL.multipliedBy(10));
			assertThat(provider.getAdminToken()).isEqualTo(SECOND);
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	@Test
	void aRenewedTokenIsInUseAndInTheFileOfAllNodes() throws IOException {
		FileAdminTokenProvider provider = provider();
		FileAdminTokenProvider other = provider();
		renew(provider, FIRST, SECOND);
		assertThat(Files.readString(this.file)).isEqualTo("second\n");
		other.refresh();
		FileAdminTokenProvider restarted = provider();
		for (FileAdminTokenProvider node : new FileAdminTokenProvider[] { provider, other, restarted }) {
			assertThat(node.getAdminToken()).isEqualTo(SECOND);
			assertThat(node.getAdminToken()).extracting(AdminToken::getExpiresAt).isEqualTo(END);
			assertThat(node.isStored()).isTrue();
		}
		assertThat(this.directory).isDirectoryNotContaining((path) -> path.toString().endsWith(".new"));
	}

	@Test
	void theLifetimeIsThatOfTheTokenInTheFileOnly() throws IOException {
		FileAdminTokenProvider provider = provider();
		renew(provider, FIRST, SECOND);
		Files.writeString(this.file, "third");
		provider.refresh();
		assertThat(provider.getAdminToken()).isEqualTo(AdminToken.of("third"));
		assertThat(provider.getLifetime()).isNull();
		assertThat(Files.readString(this.directory.resolve("admin-token.renewal"))).doesNotContain("second");
	}

	@Test
	void aTokenThatAnOperatorInstallsMeanwhileStays() throws IOException {
		FileAdminTokenProvider provider = provider();
		Files.writeString(this.file, "third");
		renew(provider, FIRST, SECOND);
		assertThat(Files.readString(this.file)).isEqualTo("third");
		assertThat(provider.getAdminToken()).isEqualTo(AdminToken.of("third"));
	}

	@Test
	void aTokenThatCannotBeWrittenIsUsedUntilTheFileChanges() throws IOException {
		FileAdminTokenProvider provider = provider();
		blockReplacement();
		assertThatIOException().isThrownBy(() -> renew(provider, FIRST, SECOND));
		provider.refresh();
		assertThat(provider.getAdminToken()).isEqualTo(SECOND);
		assertThat(provider.isStored()).isFalse();
		assertThat(Files.readString(this.file)).isEqualTo("first\n");
		Files.writeString(this.file, "third");
		provider.refresh();
		assertThat(provider.getAdminToken()).isEqualTo(AdminToken.of("third"));
	}

	private void blockReplacement() throws IOException {
		Files.createFile(Files.createDirectory(this.directory.resolve("admin-token.new")).resolve("x"));
	}

	@Test
	void oneNodeAtATimeHasTheLock() throws IOException {
		FileAdminTokenProvider provider = provider();
		FileAdminTokenProvider other = provider();
		try (AdminTokenStore.Lock lock = provider.tryLock()) {
			assertThat(lock).isNotNull();
			assertThat(other.tryLock()).isNull();
			assertThat(provider.tryLock()).isNull();
		}
		try (AdminTokenStore.Lock lock = other.tryLock()) {
			assertThat(lock).isNotNull();
		}
	}

	@Test
	void aFileThatCannotBeLockedIsReported() throws IOException {
		FileAdminTokenProvider provider = provider();
		Path lock = Files.createDirectory(this.directory.resolve("admin-token.lock"));
		assertThatIOException().isThrownBy(provider::tryLock);
		Files.delete(lock);
		try (AdminTokenStore.Lock next = provider.tryLock()) {
			assertThat(next).isNotNull();
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void aReplacedFileKeepsItsPermissions() throws IOException {
		Files.setPosixFilePermissions(this.file, PosixFilePermissions.fromString("rw-r-----"));
		renew(provider(), FIRST, SECOND);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file))).isEqualTo("rw-r-----");
		Files.setPosixFilePermissions(this.file, PosixFilePermissions.fromString("rw-------"));
		renew(provider(), SECOND, FIRST);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.file))).isEqualTo("rw-------");
	}

	@Test
	void aLinkStaysALink() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.file);
		renew(new FileAdminTokenProvider(link), FIRST, SECOND);
		assertThat(link).isSymbolicLink();
		assertThat(Files.readString(this.file)).isEqualTo("second\n");
		assertThat(provider().getAdminToken()).extracting(AdminToken::getExpiresAt).isEqualTo(END);
	}

	// A remainder of a node that was killed.
	@Test
	void aHalfWrittenFileIsOverwritten() throws IOException {
		Files.writeString(this.directory.resolve("admin-token.new"), "sec");
		renew(provider(), FIRST, SECOND);
		assertThat(Files.readString(this.file)).isEqualTo("second\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage", "\u0000" })
	void aDamagedLifetimeIsUnknown(String content) throws IOException {
		renew(provider(), FIRST, SECOND);
		Files.writeString(this.directory.resolve("admin-token.renewal"), content);
		FileAdminTokenProvider provider = provider();
		assertThat(provider.getAdminToken()).isEqualTo(SECOND);
		assertThat(provider.getLifetime()).isNull();
	}

	// As Kubernetes replaces the content of a mounted secret.
	@Test
	void followsALinkedFolder() throws IOException {
		for (String version : new String[] { "first", "second" }) {
			Files.writeString(Files.createDirectory(this.directory.resolve(version)).resolve("token"), version);
		}
		Path data = Files.createSymbolicLink(this.directory.resolve("..data"), this.directory.resolve("first"));
		Path link = Files.createSymbolicLink(this.directory.resolve("token"), Path.of("..data", "token"));
		FileAdminTokenProvider provider = new FileAdminTokenProvider(link);
		Path next = Files.createSymbolicLink(this.directory.resolve("..data_tmp"), this.directory.resolve("second"));
		Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
		provider.refresh();
		assertThat(provider.getAdminToken()).isEqualTo(SECOND);
	}

	private FileAdminTokenProvider provider() {
		return new FileAdminTokenProvider(this.file);
	}

	private static void renew(FileAdminTokenProvider provider, AdminToken old, AdminToken renewed) throws IOException {
		try (AdminTokenStore.Lock lock = provider.tryLock()) {
			assertThat(lock).isNotNull();
			provider.renew(lock, old, renewed, new AdminTokenLifetime(renewed.getFingerprint(), START, END));
		}
	}

}
