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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Schedulers;

/**
 * A file that contains a secret alone and may change at any time. Describes what is wrong
 * with it, never with its content.
 *
 * @param <T> the type of the secret
 */
final class SecretFile<T> implements AutoCloseable {

	/**
	 * Interval between checks of the file. It is read each time, as the modification
	 * times of mounted secrets are unreliable; it has at most a few KiB.
	 */
	static final Duration INTERVAL = Duration.ofSeconds(2);

	private final Log logger;

	private final Path file;

	private final Kind<T> kind;

	private volatile @Nullable String problem;

	private Disposable watch = Disposables.disposed();

	/**
	 * Create a file.
	 * @param file the path
	 * @param kind the kind of secret
	 * @param owner the class that logs problems
	 */
	SecretFile(Path file, Kind<T> kind, Class<?> owner) {
		this.file = file;
		this.kind = kind;
		this.logger = LogFactory.getLog(owner);
	}

	Path getPath() {
		return this.file;
	}

	/**
	 * Check the file every two seconds, in the background, until this file is closed.
	 * @param check the check
	 */
	synchronized void watch(Runnable check) {
		if (this.watch.isDisposed()) {
			this.watch = Schedulers.boundedElastic()
				.schedulePeriodically(check, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Read the file. A problem is logged once, however often the file is read.
	 * @param hasPrevious whether the previous secret is used if there is none
	 * @return the secret, or {@code null} if there is none
	 */
	@Nullable T read(boolean hasPrevious) {
		try {
			T secret = read();
			this.problem = null;
			return secret;
		}
		catch (IOException ex) {
			report(describe(ex), hasPrevious);
		}
		catch (IllegalArgumentException ex) {
			report(String.valueOf(ex.getMessage()), hasPrevious);
		}
		return null;
	}

	private T read() throws IOException {
		// A pipe would block, and can be read only once.
		if (Files.exists(this.file) && !Files.isRegularFile(this.file)) {
			throw new IOException("Not a file");
		}
		byte[] content;
		try (InputStream in = Files.newInputStream(this.file)) {
			content = in.readNBytes(this.kind.maxSize() + 1);
		}
		String problem = findProblem(content);
		if (problem != null) {
			throw new IllegalArgumentException(problem);
		}
		return this.kind.parse(content);
	}

	private @Nullable String findProblem(byte[] content) {
		String text = new String(content, StandardCharsets.ISO_8859_1);
		String noun = this.kind.noun();
		if (text.isBlank()) {
			return "It is empty: write the " + noun + " into it";
		}
		if (text.startsWith("\u00ef\u00bb\u00bf") || text.startsWith("\u00ff\u00fe")
				|| text.startsWith("\u00fe\u00ff")) {
			return "It begins with a byte order mark, as some editors and shells write it: save it as plain ASCII without one";
		}
		if (text.chars().anyMatch((c) -> c >= 0x7F || (c < ' ' && "\r\n\t".indexOf(c) < 0))) {
			return "It is binary, compressed or not plain ASCII: write the " + noun
					+ " into it as shown in the Console";
		}
		if (text.strip().lines().count() > 1) {
			return "It has several lines, but must contain only the " + noun;
		}
		String start = text.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z=:]", "");
		String property = this.kind.property().replaceAll("[^a-z]", "");
		return (start.startsWith(property + "=") || start.startsWith(property + ":"))
				? "It contains the name of a property, but must contain only the " + noun : null;
	}

	private void report(String what, boolean hasPrevious) {
		if (!what.equals(this.problem)) {
			this.problem = what;
			this.logger.warn("No Social Plus " + this.kind.name() + " in the file" + name() + ": " + what
					+ (hasPrevious ? ". The previous " + this.kind.noun() + " is still used" : ""));
		}
	}

	/**
	 * Return the path for messages. A relative path is omitted: it may be the secret
	 * itself, configured as its location.
	 * @return the path after a space, or nothing
	 */
	String name() {
		return this.file.isAbsolute() ? " " + this.file : "";
	}

	/**
	 * Return why there is no secret.
	 * @return a sentence with the name of the file and without its content, or
	 * {@code null} if the file has a secret
	 */
	@Nullable String getProblem() {
		String problem = this.problem;
		return (problem != null)
				? "The " + this.kind.name() + " file" + name() + " has no usable " + this.kind.noun() + ". " + problem
				: null;
	}

	/**
	 * Return why the file cannot be read.
	 * @param failure the failure
	 * @return one sentence with the type of the failure
	 */
	String describe(IOException failure) {
		return reason(failure) + " [" + failure.getClass().getName() + "]";
	}

	private String reason(IOException failure) {
		if (failure instanceof NoSuchFileException) {
			return Files.exists(this.file, LinkOption.NOFOLLOW_LINKS) ? "It is a link to a file that does not exist"
					: "It does not exist: create it, or correct '" + this.kind.property() + "-location'";
		}
		if (failure instanceof AccessDeniedException) {
			return "The user of this process may not read it: check its owner and permissions";
		}
		if (Files.isDirectory(this.file)) {
			return "It is a directory: name the file in it";
		}
		if (Files.exists(this.file) && !Files.isRegularFile(this.file)) {
			return "It is a pipe or a device, but must be a file";
		}
		return "It cannot be read";
	}

	@Override
	public synchronized void close() {
		this.watch.dispose();
	}

	/**
	 * A kind of secret.
	 *
	 * @param name its name for messages
	 * @param noun the last word of its name
	 * @param property the property that contains such a secret itself
	 * @param maxLength maximum number of characters
	 * @param parser creates a secret from a text, or throws an
	 * {@link IllegalArgumentException} without it
	 * @param <T> the type of the secret
	 */
	record Kind<T>(String name, String noun, String property, int maxLength, Function<String, T> parser) {

		private int maxSize() {
			return this.maxLength + 2;
		}

		T parse(byte[] content) {
			int size = Math.min(content.length, maxSize() + 1);
			return this.parser.apply(new String(content, 0, size, StandardCharsets.ISO_8859_1));
		}

	}

}
