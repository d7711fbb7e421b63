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

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAccessToken;

import org.springframework.util.Assert;

/**
 * Settings for issuing access tokens.
 *
 * @since 0.1.0
 */
public final class SocialPlusAccessTokenSettings {

	private final @Nullable String apiKey;

	private final String instanceId;

	private final boolean secureMode;

	/**
	 * Create settings.
	 * @param apiKey the network's API key, or {@code null} if no access tokens are issued
	 * @param instanceId a unique name of this instance of the application, so that
	 * instances do not revoke each other's access tokens
	 * @param secureMode whether the network's secure mode is on, so that issuing an
	 * access token requires an auth token
	 * @throws IllegalArgumentException if the API key is invalid; the message does not
	 * contain it
	 */
	public SocialPlusAccessTokenSettings(@Nullable String apiKey, String instanceId, boolean secureMode) {
		Assert.isTrue(apiKey == null || SocialPlusAccessToken.isTokenValue(apiKey),
				() -> "API key must have 1 to " + SocialPlusAccessToken.MAX_LENGTH + " visible ASCII characters");
		Assert.hasText(instanceId, "'instanceId' must not be empty");
		this.apiKey = apiKey;
		this.instanceId = instanceId;
		this.secureMode = secureMode;
	}

	@Nullable String getApiKey() {
		return this.apiKey;
	}

	String getInstanceId() {
		return this.instanceId;
	}

	boolean isSecureMode() {
		return this.secureMode;
	}

	@Override
	public String toString() {
		return "SocialPlusAccessTokenSettings[instanceId=" + this.instanceId + ", secureMode=" + this.secureMode + "]";
	}

}
