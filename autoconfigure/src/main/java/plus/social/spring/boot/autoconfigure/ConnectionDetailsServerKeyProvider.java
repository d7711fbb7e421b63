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

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusServerKeyProvider;
import plus.social.spring.token.SocialPlusException;

import org.springframework.util.StringUtils;

/**
 * {@link SocialPlusServerKeyProvider} that returns the current server keys of the
 * connection details.
 */
final class ConnectionDetailsServerKeyProvider implements SocialPlusServerKeyProvider {

	private final SocialPlusConnectionDetails connectionDetails;

	ConnectionDetailsServerKeyProvider(SocialPlusConnectionDetails connectionDetails) {
		this.connectionDetails = connectionDetails;
	}

	@Override
	public List<ServerKey> getServerKeys() {
		return Stream
			.of(toKeys(this.connectionDetails.getServerKey()), toKeys(this.connectionDetails.getPreviousServerKey()))
			.flatMap(List::stream)
			.toList();
	}

	private static List<ServerKey> toKeys(@Nullable String key) {
		try {
			return StringUtils.hasText(key) ? List.of(ServerKey.of(key)) : List.of();
		}
		catch (IllegalArgumentException ex) {
			throw new SocialPlusException(SocialPlusException.Reason.SERVER_KEY_MISSING,
					"The connection details have no usable server key: " + ex.getMessage());
		}
	}

}
