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
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
			.contains("server-key", "The key that was there before is used")
			.doesNotContain("canary");
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
			time.advanceTimeBy(FileServerKeyProvider.INTERVAL.minusMillis(1));
			assertThat(provider.getServerKeys()).containsExactly(FIRST);
			time.advanceTimeBy(Duration.ofMillis(1));
			assertThat(provider.getServerKeys()).containsExactly(SECOND, FIRST);
			provider.close();
			Files.writeString(this.file, "third");
			time.advanceTimeBy(FileServerKeyProvider.INTERVAL.multipliedBy(10));
			assertThat(provider.getServerKeys()).isEqualTo(List.of(SECOND, FIRST));
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

}
