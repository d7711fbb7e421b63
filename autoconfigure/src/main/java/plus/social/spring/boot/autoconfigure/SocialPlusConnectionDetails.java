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

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Details required to call Social Plus. Declare a bean of this type to obtain them from a
 * source other than the {@code socialplus} properties, as the emulator for tests does.
 *
 * @since 0.1.0
 */
public interface SocialPlusConnectionDetails extends ConnectionDetails {

	/**
	 * Return the base URL of Social Plus.
	 * @return the base URL, {@code https} unless it points to this machine
	 */
	URI getBaseUrl();

	/**
	 * Return the server key, a secret used to issue auth tokens.
	 * @return the server key, or {@code null} if there is none (yet)
	 */
	@Nullable String getServerKey();

	/**
	 * Return the previous server key, which is used if the current one is refused while
	 * keys are rotated.
	 * @return the previous server key, or {@code null} if there is none
	 */
	default @Nullable String getPreviousServerKey() {
		return null;
	}

	/**
	 * Return the API key of the network, a public identifier that is passed to the
	 * client.
	 * @return the API key, or {@code null} if the client is configured with it
	 */
	default @Nullable String getApiKey() {
		return null;
	}

	/**
	 * Return the token of an administrator, a secret used to revoke the access tokens of
	 * any user.
	 * @return the admin token, or {@code null} if there is none
	 */
	default @Nullable String getAdminToken() {
		return null;
	}

}
