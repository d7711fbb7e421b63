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

/**
 * Factory for the request that renews an admin token.
 */
final class AdminTokenRequest {

	static final String PATH = "/api/v1/admin-token";

	private AdminTokenRequest() {
	}

	// Without a concurrent attempt: of two new tokens, one would be valid and unused.
	static HttpRequest renew(SocialPlusBaseUrl baseUrl, AdminToken token) {
		return AccessTokenRequest.bearer("POST", baseUrl, PATH, token.getValue())
			.withMaxResponseSize(2 * AdminToken.MAX_LENGTH)
			.withoutHedging();
	}

}
