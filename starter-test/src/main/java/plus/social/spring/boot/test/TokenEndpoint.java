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

/**
 * Endpoint that issues auth tokens.
 */
final class TokenEndpoint {

	/**
	 * Maximum number of characters in a user id, documented for version 3 of the call.
	 * Version 4 documents no limit.
	 */
	private static final int MAX_USER_ID_LENGTH = 100;

	private final SocialPlusNetwork network;

	TokenEndpoint(SocialPlusNetwork network) {
		this.network = network;
	}

	ApiResponse mint(ApiRequest request) {
		authorize(request);
		return ApiResponse.text(200, mint(new ApiFields(request.body(), ApiError.VALIDATION)));
	}

	ApiResponse mintV3(ApiRequest request) {
		authorize(request);
		return ApiResponse.json(200, mint(new ApiFields(request.query(), ApiError.UNEXPECTED)));
	}

	private void authorize(ApiRequest request) {
		if (!this.network.serverKeys().accepts(request.header("x-server-key"))) {
			throw new ApiException(ApiResponse.text(401, "Unauthorized"));
		}
		if (!this.network.isSecureMode()) {
			throw new ApiException(ApiError.FORBIDDEN);
		}
	}

	private String mint(ApiFields fields) {
		String userId = fields.required("userId", MAX_USER_ID_LENGTH);
		if (!this.network.rateLimiter().admits(userId)) {
			throw new ApiException(ApiError.RATE_LIMITED);
		}
		return this.network.authTokens().mint(userId);
	}

}
