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

import java.nio.file.Path;

import plus.social.spring.client.FileServerKeyProvider;
import plus.social.spring.client.SocialPlusServerKeyProvider;

import org.springframework.core.io.ResourceLoader;

/**
 * Factory for the server key provider, for an application without its own. Server keys
 * come from the file that the properties name, or else from the connection details.
 */
final class ServerKeyProviders {

	private static final String LOCATION = "socialplus.server-key-location";

	private ServerKeyProviders() {
	}

	static SocialPlusServerKeyProvider create(SocialPlusConnectionDetails connectionDetails,
			SocialPlusProperties properties, ResourceLoader resourceLoader) {
		SocialPlusServerKeyProvider configured = new ConnectionDetailsServerKeyProvider(connectionDetails);
		Path path = SecretFileLocation.find(LOCATION, properties.getServerKeyLocation(), connectionDetails,
				SocialPlusServerKeyProvider.class, resourceLoader);
		if (path == null) {
			return configured;
		}
		FileServerKeyProvider file = new FileServerKeyProvider(path);
		file.watch();
		return new FileAndConfiguredServerKeyProvider(file, configured);
	}

}
