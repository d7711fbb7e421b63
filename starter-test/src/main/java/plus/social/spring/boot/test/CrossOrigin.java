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

/**
 * CORS rules that allow pages of any origin to call an endpoint without cookies, as the
 * client SDK does.
 */
final class CrossOrigin {

	private CrossOrigin() {
	}

	static boolean isPreflight(ApiRequest request) {
		return "OPTIONS".equals(request.method()) && request.header("access-control-request-method") != null;
	}

	static ApiResponse preflight(ApiRequest request, String methods) {
		ApiResponse response = allow(new ApiResponse(204, Map.of(), "")).withHeader("Access-Control-Allow-Methods",
				methods);
		String headers = request.header("access-control-request-headers");
		return (headers != null) ? response.withHeader("Access-Control-Allow-Headers", headers) : response;
	}

	static ApiResponse allow(ApiResponse response) {
		return response.withHeader("Access-Control-Allow-Origin", "*");
	}

}
