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

package plus.social.spring.boot.test;

import java.net.URI;

import plus.social.spring.boot.autoconfigure.SocialPlusConnectionDetails;

/**
 * {@link SocialPlusConnectionDetails} of an emulator.
 */
final class EmulatorConnectionDetails implements SocialPlusConnectionDetails {

	private final URI baseUrl;

	private final String serverKey;

	private final String apiKey;

	private final String adminToken;

	EmulatorConnectionDetails(URI baseUrl, String serverKey, String apiKey, String adminToken) {
		this.baseUrl = baseUrl;
		this.serverKey = serverKey;
		this.apiKey = apiKey;
		this.adminToken = adminToken;
	}

	@Override
	public URI getBaseUrl() {
		return this.baseUrl;
	}

	@Override
	public String getServerKey() {
		return this.serverKey;
	}

	@Override
	public String getApiKey() {
		return this.apiKey;
	}

	@Override
	public String getAdminToken() {
		return this.adminToken;
	}

}
