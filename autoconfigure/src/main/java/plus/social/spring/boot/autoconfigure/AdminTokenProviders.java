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

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.AdminToken;
import plus.social.spring.client.FileAdminTokenProvider;
import plus.social.spring.client.SocialPlusAdminTokenProvider;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/**
 * Factory for the admin token provider, for an application without its own. The token
 * comes from the file that the properties name, or else from the connection details.
 */
final class AdminTokenProviders {

	private static final String LOCATION = "socialplus.admin-token-location";

	private AdminTokenProviders() {
	}

	static SocialPlusAdminTokenProvider create(SocialPlusConnectionDetails connectionDetails,
			SocialPlusProperties properties, ResourceLoader resourceLoader) {
		Path path = SecretFileLocation.find(LOCATION, properties.getAdminTokenLocation(), connectionDetails,
				SocialPlusAdminTokenProvider.class, resourceLoader);
		if (path == null) {
			return () -> findToken(connectionDetails);
		}
		FileAdminTokenProvider file = new FileAdminTokenProvider(path);
		file.watch();
		return file;
	}

	private static @Nullable AdminToken findToken(SocialPlusConnectionDetails connectionDetails) {
		try {
			String token = connectionDetails.getAdminToken();
			return StringUtils.hasText(token) ? AdminToken.of(token) : null;
		}
		catch (IllegalArgumentException ex) {
			throw new SocialPlusException(Reason.ADMIN_TOKEN_MISSING,
					"The connection details have no usable admin token: " + ex.getMessage());
		}
	}

}
