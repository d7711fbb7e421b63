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

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SecretFile.Kind;

import org.springframework.util.Assert;

/**
 * {@link SocialPlusServerKeyProvider} that reads the server key from a file, and again
 * when the file changes. The previous key remains the second choice, so that the file may
 * change before or after Social Plus accepts the new key.
 *
 * @since 0.1.0
 */
public final class FileServerKeyProvider implements SocialPlusServerKeyProvider, AutoCloseable {

	static final Kind<ServerKey> KIND = new Kind<>("server key", "key", "socialplus.server-key", ServerKey.MAX_LENGTH,
			ServerKey::of);

	private final SecretFile<ServerKey> file;

	private volatile List<ServerKey> keys = List.of();

	/**
	 * Create a provider and read the file. If that fails, it is retried later.
	 * @param file the file, which contains only the key and optionally a line break
	 */
	public FileServerKeyProvider(Path file) {
		Assert.notNull(file, "'file' must not be null");
		this.file = new SecretFile<>(file, KIND, FileServerKeyProvider.class);
		refresh();
	}

	/**
	 * Check the file every two seconds, in the background, until this provider is closed.
	 */
	public void watch() {
		this.file.watch(this::refresh);
	}

	@Override
	public List<ServerKey> getServerKeys() {
		return this.keys;
	}

	@Override
	public synchronized void refresh() {
		List<ServerKey> before = this.keys;
		ServerKey key = this.file.read(!before.isEmpty());
		if (key != null && before.isEmpty()) {
			this.keys = List.of(key);
		}
		else if (key != null && !before.get(0).equals(key)) {
			this.keys = List.of(key, before.get(0));
		}
	}

	/**
	 * Return why there is no key.
	 * @return a sentence with the name of the file and without its content, or
	 * {@code null} if the file has a key
	 */
	public @Nullable String getProblem() {
		return this.file.getProblem();
	}

	@Override
	public void close() {
		this.file.close();
	}

}
