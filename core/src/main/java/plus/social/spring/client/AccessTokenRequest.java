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

import java.io.ByteArrayOutputStream;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAccessToken;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Factory for the requests that create, verify and revoke access tokens.
 */
final class AccessTokenRequest {

	static final String CREATE_PATH = "/api/v5/sessions";

	static final String VERIFY_PATH = "/api/v3/sessions";

	static final String REVOKE_PATH = "/api/v4/sessions";

	static final String REVOKE_ALL_PATH = "/api/v4/sessions/users/";

	static final String API_KEY_HEADER = "x-api-key";

	/**
	 * Maximum number of bytes in a response with a session, which includes the user's
	 * metadata and the files of their picture. Social Plus documents no limit; with 64
	 * connections, the default, this is at most 16 MiB of memory.
	 */
	static final int MAX_RESPONSE_SIZE = 256 * 1024;

	private static final JsonFactory JSON = new JsonFactory();

	private static final byte[] NO_BODY = {};

	private AccessTokenRequest() {
	}

	static HttpRequest create(SocialPlusBaseUrl baseUrl, String apiKey, SocialPlusUser user, String deviceId,
			@Nullable SocialPlusAuthToken authToken) {
		Map<String, String> headers = Map.of(API_KEY_HEADER, apiKey, "Content-Type", "application/json", "Accept",
				"application/json");
		// The later of two sessions with one device id ends the earlier one, so a
		// concurrent attempt could return a session that has ended.
		return new HttpRequest(baseUrl.resolve(CREATE_PATH), headers, createBody(user, deviceId, authToken))
			.withMaxResponseSize(MAX_RESPONSE_SIZE)
			.withoutHedging();
	}

	private static byte[] createBody(SocialPlusUser user, String deviceId, @Nullable SocialPlusAuthToken authToken) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
			json.writeStartObject();
			json.writeStringProperty("userId", user.getId());
			json.writeStringProperty("deviceId", deviceId);
			json.writeObjectPropertyStart("deviceInfo").writeStringProperty("kind", "node").writeEndObject();
			if (user.getDisplayName() != null) {
				json.writeStringProperty("displayName", user.getDisplayName());
			}
			if (authToken != null) {
				json.writeStringProperty("authToken", authToken.getTokenValue());
			}
			json.writeEndObject();
		}
		return body.toByteArray();
	}

	static HttpRequest verify(SocialPlusBaseUrl baseUrl, SocialPlusAccessToken token) {
		return bearer("GET", baseUrl, VERIFY_PATH, token.getTokenValue()).withMaxResponseSize(MAX_RESPONSE_SIZE);
	}

	static HttpRequest revoke(SocialPlusBaseUrl baseUrl, SocialPlusAccessToken token) {
		return bearer("DELETE", baseUrl, REVOKE_PATH, token.getTokenValue());
	}

	// In the path rather than as a parameter of REVOKE_PATH: without its parameter, that
	// call would end the administrator's own session.
	static HttpRequest revokeAll(SocialPlusBaseUrl baseUrl, AdminToken adminToken, SocialPlusUser user) {
		return bearer("DELETE", baseUrl, REVOKE_ALL_PATH + PathSegment.encode(user.getId()), adminToken.getValue());
	}

	static HttpRequest bearer(String method, SocialPlusBaseUrl baseUrl, String path, String token) {
		return new HttpRequest(method, baseUrl.resolve(path),
				Map.of("Authorization", "Bearer " + token, "Accept", "application/json"), NO_BODY);
	}

}
