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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import plus.social.spring.token.SocialPlusUser;

/**
 * Factory for the request that issues an auth token.
 */
final class AuthTokenRequest {

	static final String PATH = "/api/v4/authentication/token";

	static final String SERVER_KEY_HEADER = "x-server-key";

	private AuthTokenRequest() {
	}

	static HttpRequest of(SocialPlusBaseUrl baseUrl, ServerKey serverKey, SocialPlusUser user) {
		return of(baseUrl.resolve(PATH), serverKey, user);
	}

	static HttpRequest of(URI uri, ServerKey serverKey, SocialPlusUser user) {
		Map<String, String> headers = Map.of(SERVER_KEY_HEADER, serverKey.getValue(), "Content-Type",
				"application/json", "Accept", "text/plain, application/json;q=0.9");
		String json = "{\"userId\":\"" + escape(user.getId()) + "\"}";
		return new HttpRequest(uri, headers, json.getBytes(StandardCharsets.UTF_8));
	}

	// JSON requires more to be escaped, but a SocialPlusUser contains no control
	// characters.
	private static String escape(String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"");
	}

}
