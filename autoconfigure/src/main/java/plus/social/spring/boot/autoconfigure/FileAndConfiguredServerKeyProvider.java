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

package plus.social.spring.boot.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import plus.social.spring.client.FileServerKeyProvider;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusServerKeyProvider;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * {@link SocialPlusServerKeyProvider} that returns the key of a file, followed by the
 * configured keys, which are at most the previous key.
 */
final class FileAndConfiguredServerKeyProvider implements SocialPlusServerKeyProvider, AutoCloseable {

	private final FileServerKeyProvider file;

	private final SocialPlusServerKeyProvider configured;

	FileAndConfiguredServerKeyProvider(FileServerKeyProvider file, SocialPlusServerKeyProvider configured) {
		this.file = file;
		this.configured = configured;
	}

	@Override
	public List<ServerKey> getServerKeys() {
		List<ServerKey> keys = Stream
			.concat(this.file.getServerKeys().stream(), this.configured.getServerKeys().stream())
			.toList();
		String problem = this.file.getProblem();
		if (keys.isEmpty() && problem != null) {
			throw new SocialPlusException(Reason.SERVER_KEY_MISSING, problem);
		}
		return keys;
	}

	@Override
	public void refresh() {
		this.file.refresh();
	}

	@Override
	public void close() {
		this.file.close();
	}

}
