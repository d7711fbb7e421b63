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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Request to an emulated endpoint.
 *
 * @param method the HTTP method, in upper case
 * @param path the path, not decoded, without a query
 * @param headers the first value of each header by its name in lower case
 * @param query the decoded query parameters that endpoints use
 * @param body the members of the JSON object in the body, or {@code null} if there is
 * none
 */
record ApiRequest(String method, String path, Map<String, String> headers, Map<String, String> query,
		@Nullable Map<String, ?> body) {

	private static final String BEARER = "Bearer ";

	@Nullable String header(String name) {
		return this.headers.get(name);
	}

	@Nullable String bearerToken() {
		String authorization = header("authorization");
		return (authorization != null && authorization.startsWith(BEARER)) ? authorization.substring(BEARER.length())
				: null;
	}

	/**
	 * Return a description without headers and body, which contain secrets.
	 */
	@Override
	public String toString() {
		return "ApiRequest[" + this.method + " " + this.path + "]";
	}

}
