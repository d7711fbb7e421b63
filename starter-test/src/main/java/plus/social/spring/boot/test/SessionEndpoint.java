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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Endpoint that creates, verifies and revokes sessions. Lengths are those of the vendor's
 * OpenAPI document.
 */
final class SessionEndpoint {

	static final String USERS_PATH = "/api/v4/sessions/users/";

	private static final int TOKEN_LENGTH = 64;

	/**
	 * The document specifies 100, but the SDK sends the browser's complete user agent.
	 */
	private static final int MAX_MODEL_LENGTH = 1000;

	private static final ApiResponse SUCCESS = ApiResponse.json(200, Map.of("success", true));

	private final SocialPlusNetwork network;

	SessionEndpoint(SocialPlusNetwork network) {
		this.network = network;
	}

	ApiResponse create(ApiRequest request) {
		if (!this.network.apiKey().equals(request.header("x-api-key"))) {
			throw new ApiException(ApiError.UNAUTHORIZED);
		}
		ApiFields fields = new ApiFields(request.body(), ApiError.VALIDATION);
		String userId = fields.required("userId", 50);
		String deviceId = fields.required("deviceId", 150);
		String displayName = fields.optional("displayName", 100);
		checkDeviceInfo(fields.nested("deviceInfo"));
		authenticate(userId, fields.optional("authToken", 100));
		String accessToken = RandomText.ofLength(TOKEN_LENGTH);
		return created(accessToken, this.network.sessions()
			.create(accessToken, userId, deviceId, (displayName != null) ? displayName : userId));
	}

	private void checkDeviceInfo(ApiFields deviceInfo) {
		deviceInfo.oneOf("kind", List.of("ios", "android", "web", "node"));
		deviceInfo.optional("model", MAX_MODEL_LENGTH);
		deviceInfo.optional("sdkVersion", 30);
	}

	private void authenticate(String userId, @Nullable String authToken) {
		if (this.network.isSecureMode()
				&& (authToken == null || !this.network.authTokens().accepts(authToken, userId))) {
			throw new ApiException(ApiError.UNAUTHORIZED);
		}
	}

	private ApiResponse created(String accessToken, EmulatedSession session) {
		Map<String, String> user = Map.of("userId", session.userId(), "displayName", session.displayName());
		return ApiResponse.json(200,
				Map.of("accessToken", accessToken, "refreshToken", RandomText.ofLength(TOKEN_LENGTH), "issuedAt",
						session.issuedAt().toString(), "expiresAt", session.expiresAt().toString(), "users",
						List.of(user), "files", List.of()));
	}

	ApiResponse verify(ApiRequest request) {
		if (this.network.sessions().find(request.bearerToken()) == null) {
			throw new ApiException(ApiError.UNAUTHORIZED);
		}
		return SUCCESS;
	}

	ApiResponse revoke(ApiRequest request) {
		String accessToken = request.bearerToken();
		if (accessToken == null) {
			throw new ApiException(ApiError.FORBIDDEN);
		}
		return successOrNotFound(this.network.sessions().revoke(accessToken));
	}

	ApiResponse revokeAll(ApiRequest request) {
		if (!this.network.adminToken().equals(request.bearerToken())) {
			throw new ApiException(ApiError.FORBIDDEN);
		}
		String userId = StringUtils.uriDecode(request.path().substring(USERS_PATH.length()), StandardCharsets.UTF_8);
		return successOrNotFound(this.network.sessions().revokeAll(userId));
	}

	private ApiResponse successOrNotFound(boolean revoked) {
		return revoked ? SUCCESS : ApiResponse.error(ApiError.NOT_FOUND);
	}

}
