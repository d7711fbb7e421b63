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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import plus.social.spring.boot.test.Sessions.NewSession;

import org.springframework.util.StringUtils;

/**
 * Endpoint that creates, verifies and revokes sessions. Lengths are those of the vendor's
 * OpenAPI document.
 */
final class SessionEndpoint {

	static final String USERS_PATH = "/api/v4/sessions/users/";

	private static final int TOKEN_LENGTH = 64;

	private static final int MAX_MODEL_LENGTH = 300;

	private static final List<String> RESERVED_PREFIXES = List.of("ADMIN_", "DELETED_");

	private static final Pattern SIGNATURE = Pattern.compile("[0-9a-fA-F]{64}");

	private static final ApiResponse SUCCESS = ApiResponse.json(200, Map.of("success", true));

	private final SocialPlusNetwork network;

	SessionEndpoint(SocialPlusNetwork network) {
		this.network = network;
	}

	ApiResponse create(ApiRequest request) {
		requireApiKey(request);
		ApiFields fields = new ApiFields(request.body(), ApiError.VALIDATION);
		String userId = fields.required("userId", 50);
		fields.noneBeginsWith("userId", RESERVED_PREFIXES);
		String deviceId = fields.required("deviceId", 150);
		String displayName = fields.optional("displayName", 100);
		String profileHandle = fields.optional("profileHandle", 100);
		checkDeviceInfo(fields.nested("deviceInfo"));
		authenticate(userId, fields.optional("authToken", 100));
		return created(request, new NewSession(UserType.SIGNED_IN, userId, deviceId,
				(displayName != null) ? displayName : userId, profileHandle));
	}

	ApiResponse createForVisitor(ApiRequest request) {
		requireApiKey(request);
		ApiFields fields = new ApiFields(request.body(), ApiError.VALIDATION);
		String deviceId = fields.required("deviceId", 150);
		checkDeviceInfo(fields.nested("deviceInfo"));
		if (this.network.isSecureMode()) {
			authenticateVisitor(deviceId, fields);
		}
		String userId = "visitor-" + UUID.nameUUIDFromBytes(deviceId.getBytes(StandardCharsets.UTF_8));
		return created(request, new NewSession(UserType.VISITOR, userId, deviceId, "Visitor", null));
	}

	private void requireApiKey(ApiRequest request) {
		if (!this.network.apiKey().equals(request.header("x-api-key"))) {
			throw new ApiException(ApiError.UNAUTHORIZED);
		}
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

	private void authenticateVisitor(String deviceId, ApiFields fields) {
		String signature = fields.required("authSignature", SIGNATURE);
		String expiresAt = fields.required("authSignatureExpiresAt", 100);
		if (!this.network.visitorSignatures().accepts(deviceId, signature, expiresAt)) {
			throw new ApiException(ApiError.UNAUTHORIZED);
		}
	}

	private ApiResponse created(ApiRequest request, NewSession login) {
		String accessToken = RandomText.ofLength(TOKEN_LENGTH);
		EmulatedSession session = this.network.sessions().create(accessToken, login);
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("accessToken", accessToken);
		// The document does not promise one.
		if (login.userType() == UserType.SIGNED_IN) {
			body.put("refreshToken", RandomText.ofLength(TOKEN_LENGTH));
		}
		body.put("issuedAt", session.issuedAt().toString());
		body.put("expiresAt", session.expiresAt().toString());
		if (request.path().startsWith("/api/v5/")) {
			body.put("userType", session.userType());
			body.put("roles", List.of());
		}
		body.put("users", List.of(describe(session)));
		body.put("files", List.of());
		return ApiResponse.json(200, body);
	}

	private static Map<String, String> describe(EmulatedSession session) {
		Map<String, String> user = new LinkedHashMap<>();
		user.put("userId", session.userId());
		user.put("displayName", session.displayName());
		if (session.profileHandle() != null) {
			user.put("profileHandle", session.profileHandle());
		}
		return user;
	}

	ApiResponse verify(ApiRequest request) {
		this.network.authorizeRead(request.bearerToken());
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
		if (!this.network.adminTokens().accepts(request.bearerToken())) {
			throw new ApiException(ApiError.FORBIDDEN);
		}
		String userId = StringUtils.uriDecode(request.path().substring(USERS_PATH.length()), StandardCharsets.UTF_8);
		return successOrNotFound(this.network.sessions().revokeAll(userId));
	}

	private ApiResponse successOrNotFound(boolean revoked) {
		return revoked ? SUCCESS : ApiResponse.error(ApiError.NOT_FOUND);
	}

}
