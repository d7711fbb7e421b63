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

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.regex.Pattern;

import plus.social.spring.client.FileServerKeyProvider;
import plus.social.spring.client.SocialPlusServerKeyProvider;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

/**
 * Configuration of the server key provider, unless the application has its own. Server
 * keys come from the file that the properties name, or else from the connection details.
 */
@Configuration(proxyBeanMethods = false)
class ServerKeyConfiguration {

	private static final String LOCATION = "socialplus.server-key-location";

	private static final String ADVICE = "Use a path such as '/run/secrets/server-key', or a URL with 'file:'."
			+ " For a key from another source, declare a SocialPlusServerKeyProvider bean.";

	/**
	 * Pattern of a URL with a scheme other than {@code file}. A scheme has several
	 * letters, unlike a drive.
	 */
	private static final Pattern OTHER_SCHEME = Pattern.compile("^(?!file:)[a-z][a-z0-9+.-]+\\*?:",
			Pattern.CASE_INSENSITIVE);

	@Bean
	@ConditionalOnMissingBean
	SocialPlusServerKeyProvider socialPlusServerKeyProvider(SocialPlusConnectionDetails connectionDetails,
			SocialPlusProperties properties, ResourceLoader resourceLoader) {
		SocialPlusServerKeyProvider configured = new ConnectionDetailsServerKeyProvider(connectionDetails);
		String location = properties.getServerKeyLocation();
		// Connection details from another source than the properties have a key of their
		// own.
		if (location == null || !(connectionDetails instanceof PropertiesSocialPlusConnectionDetails)) {
			return configured;
		}
		return new FileAndConfiguredServerKeyProvider(file(location, resourceLoader), configured);
	}

	private static FileServerKeyProvider file(String location, ResourceLoader resourceLoader) {
		if (OTHER_SCHEME.matcher(location).find()) {
			throw new InvalidSocialPlusPropertyException(LOCATION,
					"It must be a file, so that a new key in it can be used without a restart.", ADVICE);
		}
		try {
			FileServerKeyProvider provider = new FileServerKeyProvider(
					ApplicationResourceLoader.get(resourceLoader, true).getResource(location).getFile().toPath());
			provider.watch();
			return provider;
		}
		catch (IOException | InvalidPathException ex) {
			// Does not include the cause, whose message contains the value.
			throw new InvalidSocialPlusPropertyException(LOCATION, "It is not the path of a file.", ADVICE);
		}
	}

}
