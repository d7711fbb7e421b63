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
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.core.io.ResourceLoader;

/**
 * Resolves the location of a file with a secret.
 */
final class SecretFileLocation {

	/**
	 * Pattern of a URL with a scheme other than {@code file}. A scheme has several
	 * letters, unlike a drive.
	 */
	private static final Pattern OTHER_SCHEME = Pattern.compile("^(?!file:)[a-z][a-z0-9+.-]+\\*?:",
			Pattern.CASE_INSENSITIVE);

	private SecretFileLocation() {
	}

	/**
	 * Resolve the location of a secret of the properties.
	 * @param property the name of the property, which ends with {@code -location}
	 * @param location its value, if it is set
	 * @param connectionDetails the connection details; from another source than the
	 * properties, they have a secret of their own
	 * @param provider the type of a bean for secrets from other sources
	 * @param resourceLoader the resource loader
	 * @return the path of the file, or {@code null} if the secret is not in a file
	 */
	static @Nullable Path find(String property, @Nullable String location,
			SocialPlusConnectionDetails connectionDetails, Class<?> provider, ResourceLoader resourceLoader) {
		return (location != null && connectionDetails instanceof PropertiesSocialPlusConnectionDetails)
				? resolve(property, location, provider, resourceLoader) : null;
	}

	private static Path resolve(String property, String location, Class<?> provider, ResourceLoader resourceLoader) {
		String secret = property.replaceAll("(socialplus\\.|-location)", "");
		String noun = secret.substring(secret.lastIndexOf('-') + 1);
		String advice = "Use a path such as '/run/secrets/" + secret + "', or a URL with 'file:'. For a " + noun
				+ " from another source, declare a " + provider.getSimpleName() + " bean.";
		if (OTHER_SCHEME.matcher(location).find()) {
			throw new InvalidSocialPlusPropertyException(property,
					"It must be a file, so that a new " + noun + " in it can be used without a restart.", advice);
		}
		try {
			return ApplicationResourceLoader.get(resourceLoader, true).getResource(location).getFile().toPath();
		}
		catch (IOException | InvalidPathException ex) {
			// Does not include the cause, whose message contains the value.
			throw new InvalidSocialPlusPropertyException(property, "It is not the path of a file.", advice);
		}
	}

}
