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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Schedulers;

import org.springframework.util.Assert;

/**
 * {@link SocialPlusServerKeyProvider} that reads the server key from a file, and again
 * when the file changes. The previous key remains the second choice, so that the file may
 * change before or after Social Plus accepts the new key.
 *
 * @since 0.1.0
 */
public final class FileServerKeyProvider implements SocialPlusServerKeyProvider, AutoCloseable {

	/**
	 * Interval between checks of the file. It is read each time, as the modification
	 * times of mounted secrets are unreliable; a key file has at most 150 bytes and a
	 * line break.
	 */
	static final Duration INTERVAL = Duration.ofSeconds(2);

	private static final int MAX_SIZE = ServerKey.MAX_LENGTH + 2;

	private static final Log logger = LogFactory.getLog(FileServerKeyProvider.class);

	private final Path file;

	private volatile List<ServerKey> keys = List.of();

	private volatile @Nullable String problem;

	private Disposable watch = Disposables.disposed();

	/**
	 * Create a provider and read the file. If that fails, it is retried later.
	 * @param file the file, which contains only the key and optionally a line break
	 */
	public FileServerKeyProvider(Path file) {
		Assert.notNull(file, "'file' must not be null");
		this.file = file;
		refresh();
	}

	/**
	 * Check the file every two seconds, in the background, until this provider is closed.
	 */
	public synchronized void watch() {
		if (this.watch.isDisposed()) {
			this.watch = Schedulers.boundedElastic()
				.schedulePeriodically(this::refresh, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	@Override
	public List<ServerKey> getServerKeys() {
		return this.keys;
	}

	@Override
	public synchronized void refresh() {
		try {
			ServerKey key = read();
			List<ServerKey> before = this.keys;
			if (before.isEmpty()) {
				this.keys = List.of(key);
			}
			else if (!before.get(0).equals(key)) {
				this.keys = List.of(key, before.get(0));
			}
			this.problem = null;
		}
		catch (IOException ex) {
			report(ServerKeyFile.describe(this.file, ex));
		}
		catch (IllegalArgumentException ex) {
			report(String.valueOf(ex.getMessage()));
		}
	}

	private ServerKey read() throws IOException {
		return ServerKeyFile.read(this.file, MAX_SIZE + 1, FileServerKeyProvider::read);
	}

	static ServerKey read(InputStream content) throws IOException {
		return ServerKey.of(new String(content.readNBytes(MAX_SIZE + 1), StandardCharsets.ISO_8859_1));
	}

	// Logged once, however often the file is checked.
	private void report(String what) {
		if (!what.equals(this.problem)) {
			this.problem = what;
			logger.warn("No Social Plus server key in the file" + name() + ": " + what
					+ (this.keys.isEmpty() ? "" : ". The previous key is still used"));
		}
	}

	// A relative path is omitted: it may be the key itself, configured as its location.
	private String name() {
		return this.file.isAbsolute() ? " " + this.file : "";
	}

	/**
	 * Return why there is no key.
	 * @return a sentence with the name of the file and without its content, or
	 * {@code null} if the file has a key
	 */
	public @Nullable String getProblem() {
		String problem = this.problem;
		return (problem != null) ? "The server key file" + name() + " has no usable key. " + problem : null;
	}

	@Override
	public synchronized void close() {
		this.watch.dispose();
	}

}
