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
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.LogCapture;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileServerKeyProvider}.
 */
class FileServerKeyProviderTests {

	private static final ServerKey FIRST = ServerKey.of("first");

	private static final ServerKey SECOND = ServerKey.of("second");

	@TempDir
	Path directory;

	private Path file;

	private LogCapture log;

	@BeforeEach
	void prepare() {
		this.file = this.directory.resolve("server-key");
		this.log = new LogCapture("plus.social.spring", Level.INFO);
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "first", "first\n", "first\r\n" })
	void readsTheKey(String content) throws IOException {
		Files.writeString(this.file, content);
		assertThat(new FileServerKeyProvider(this.file).getServerKeys()).containsExactly(FIRST);
	}

	@Test
	void keepsTheKeyThatWasThereBeforeAsTheSecondChoice() throws IOException {
		Files.writeString(this.file, "first");
		FileServerKeyProvider provider = new FileServerKeyProvider(this.file);
		Files.writeString(this.file, "second\n");
		assertThat(provider.getServerKeys()).containsExactly(FIRST);
		provider.refresh();
		provider.refresh();
		assertThat(provider.getServerKeys()).containsExactly(SECOND, FIRST);
		Files.writeString(this.file, "third");
		provider.refresh();
		assertThat(provider.getServerKeys()).containsExactly(ServerKey.of("third"), SECOND);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "canary with spaces", "canary\ncanary", "\ufeffcanary", "c\u0000anary" })
	void staysWithTheKeyItHasWhenThereIsNoneAnyMore(String content) throws IOException {
		Files.writeString(this.file, "first");
		FileServerKeyProvider provider = new FileServerKeyProvider(this.file);
		Files.writeString(this.file, content);
		provider.refresh();
		provider.refresh();
		assertThat(provider.getServerKeys()).containsExactly(FIRST);
		assertThat(this.log.messages(Level.WARN)).as("once")
			.singleElement()
			.asString()
			.contains("server-key", "The previous key is still used")
			.doesNotContain("canary");
	}

	static Stream<Arguments> unusable() {
		return Stream.of(Arguments.of("", "It is empty"), Arguments.of(" \r\n", "It is empty"),
				Arguments.of("canary\ncanary\n", "several lines"), Arguments.of("canary\r\ncanary", "several lines"),
				Arguments.of("# canary\ncanary", "several lines"), Arguments.of("\ufeffcanary", "byte order mark"),
				Arguments.of("canary\u00e9", "plain ASCII"), Arguments.of("\u001f\u008bcanary", "plain ASCII"),
				Arguments.of("c\0a\0n\0ary\0", "plain ASCII"), Arguments.of("canary\n\n", "no line break"),
				Arguments.of(" canary", "no line break or space"), Arguments.of("can\tary", "no line break or space"),
				Arguments.of("socialplus.server-key=canary", "name of a property"),
				Arguments.of("SOCIALPLUS_SERVER_KEY=canary\n", "name of a property"),
				Arguments.of("socialplus.server-key: canary", "name of a property"));
	}

	@ParameterizedTest
	@MethodSource("unusable")
	void reportsInvalidContent(String content, String problem) throws IOException {
		Files.writeString(this.file, content);
		FileServerKeyProvider provider = new FileServerKeyProvider(this.file);
		assertThat(provider.getServerKeys()).isEmpty();
		assertThat(provider.getProblem()).contains(this.file.toString(), problem).doesNotContain("canary");
		assertThat(this.log.messages(Level.WARN)).singleElement()
			.asString()
			.contains(this.file.toString(), problem)
			.doesNotContain("canary");
		Files.writeString(this.file, "first");
		provider.refresh();
		assertThat(provider.getProblem()).isNull();
		assertThat(provider.getServerKeys()).containsExactly(FIRST);
	}

	@Test
	void reportsAnUnreadableFile() throws IOException {
		assertThat(new FileServerKeyProvider(this.file).getProblem()).contains("does not exist");
		Files.createSymbolicLink(this.file, this.directory.resolve("none"));
		assertThat(new FileServerKeyProvider(this.file).getProblem()).contains("a link to a file that does not exist");
		assertThat(new FileServerKeyProvider(this.directory).getProblem()).contains("a directory");
		assertThat(new SecretFile<>(this.directory, FileServerKeyProvider.KIND, FileServerKeyProvider.class)
			.describe(new AccessDeniedException("canary"))).contains("may not read it").doesNotContain("canary");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void doesNotWaitForADevice() {
		assertThat(new FileServerKeyProvider(Path.of("/dev/zero")).getProblem()).contains("a device");
	}

	// The location of a key may be the key itself by mistake.
	@Test
	void doesNotPrintARelativePath() {
		assertThat(new FileServerKeyProvider(Path.of("canary")).getProblem()).doesNotContain("canary");
		assertThat(this.log.messages(Level.WARN)).singleElement().asString().doesNotContain("canary");
	}

	// As Kubernetes replaces the content of a mounted secret.
	@Test
	void followsALinkedFolder() throws IOException {
		for (String version : List.of("first", "second")) {
			Files.writeString(Files.createDirectory(this.directory.resolve(version)).resolve("key"), version);
		}
		Path data = Files.createSymbolicLink(this.directory.resolve("..data"), this.directory.resolve("first"));
		Files.createSymbolicLink(this.file, Path.of("..data", "key"));
		FileServerKeyProvider provider = new FileServerKeyProvider(this.file);
		Path next = Files.createSymbolicLink(this.directory.resolve("..data_tmp"), this.directory.resolve("second"));
		Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
		provider.refresh();
		assertThat(provider.getServerKeys()).containsExactly(SECOND, FIRST);
	}

	@Test
	void readsNoMoreThanAKeyCanHave() throws IOException {
		Files.writeString(this.file, "c".repeat(1_000_000));
		assertThat(new FileServerKeyProvider(this.file).getServerKeys()).isEmpty();
		assertThat(this.log.messages(Level.WARN)).singleElement().asString().contains("but has 153");
		Files.writeString(this.file, "c".repeat(150) + "\r\n");
		assertThat(new FileServerKeyProvider(this.file).getServerKeys()).hasSize(1);
	}

	@Test
	void waitsForAFileThatIsNotThereYet() throws IOException {
		FileServerKeyProvider provider = new FileServerKeyProvider(this.file);
		assertThat(provider.getServerKeys()).isEmpty();
		assertThat(this.log.messages(Level.WARN)).singleElement().asString().contains("NoSuchFileException");
		Files.writeString(this.file, "first");
		provider.refresh();
		assertThat(provider.getServerKeys()).containsExactly(FIRST);
		Files.delete(this.file);
		provider.refresh();
		assertThat(provider.getServerKeys()).containsExactly(FIRST);
		assertThat(this.log.messages(Level.WARN)).as("a new problem").hasSize(2);
	}

	// A link that is replaced, as secrets that are mounted into a container are.
	@Test
	void followsALink() throws IOException {
		Path first = Files.writeString(this.directory.resolve("1"), "first");
		Path second = Files.writeString(this.directory.resolve("2"), "second");
		Files.setLastModifiedTime(second, Files.getLastModifiedTime(first));
		Files.createSymbolicLink(this.file, first);
		FileServerKeyProvider provider = new FileServerKeyProvider(this.file);
		Path next = Files.createSymbolicLink(this.directory.resolve("next"), second);
		Files.move(next, this.file, StandardCopyOption.ATOMIC_MOVE);
		provider.refresh();
		assertThat(provider.getServerKeys()).containsExactly(SECOND, FIRST);
	}

	@Test
	void watchesTheFileUntilItIsClosed() throws IOException {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			Files.writeString(this.file, "first");
			FileServerKeyProvider provider = new FileServerKeyProvider(this.file);
			provider.watch();
			provider.watch();
			Files.writeString(this.file, "second");
			time.advanceTimeBy(SecretFile.INTERVAL.minusMillis(1));
			assertThat(provider.getServerKeys()).containsExactly(FIRST);
			time.advanceTimeBy(Duration.ofMillis(1));
			assertThat(provider.getServerKeys()).containsExactly(SECOND, FIRST);
			provider.close();
			Files.writeString(this.file, "third");
			time.advanceTimeBy(SecretFile.INTERVAL.multipliedBy(10));
			assertThat(provider.getServerKeys()).isEqualTo(List.of(SECOND, FIRST));
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

}
