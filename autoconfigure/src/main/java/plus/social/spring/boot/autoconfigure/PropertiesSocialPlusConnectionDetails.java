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

/**
 * Adapts {@link SocialPlusProperties} to {@link SocialPlusConnectionDetails}.
 */
final class PropertiesSocialPlusConnectionDetails implements SocialPlusConnectionDetails {

	private final SocialPlusProperties properties;

	PropertiesSocialPlusConnectionDetails(SocialPlusProperties properties) {
		this.properties = properties;
	}

	@Override
	public URI getBaseUrl() {
		String baseUrl = this.properties.getBaseUrl();
		return (baseUrl != null) ? URI.create(baseUrl) : this.properties.getRegion().getBaseUrl().toUri();
	}

	@Override
	public @Nullable String getServerKey() {
		return this.properties.getServerKey();
	}

	@Override
	public @Nullable String getPreviousServerKey() {
		return this.properties.getPreviousServerKey();
	}

	@Override
	public @Nullable String getApiKey() {
		return this.properties.getApiKey();
	}

	@Override
	public @Nullable String getAdminToken() {
		return this.properties.getAdminToken();
	}

}
