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

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.common.JsonException;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * Converts WireMock requests to {@link ApiRequest}. JSON is read with WireMock's own
 * parser, which does not depend on the libraries of the application. A body that is not
 * declared as JSON is not read.
 */
final class WireMockRequests {

	private WireMockRequests() {
	}

	static ApiRequest toApiRequest(Request request) {
		return new ApiRequest(request.getMethod().getName(), path(request), headers(request), query(request),
				body(request));
	}

	static String path(Request request) {
		return request.getUrl().split("\\?", 2)[0];
	}

	private static Map<String, String> headers(Request request) {
		Map<String, String> headers = new HashMap<>();
		request.getAllHeaderKeys()
			.forEach((name) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
		return headers;
	}

	private static Map<String, String> query(Request request) {
		QueryParameter userId = request.queryParameter("userId");
		return (userId != null && userId.isPresent()) ? Map.of("userId", userId.firstValue()) : Map.of();
	}

	@SuppressWarnings("unchecked")
	private static @Nullable Map<String, ?> body(Request request) {
		if (!"application/json".equalsIgnoreCase(request.contentTypeHeader().mimeTypePart())) {
			return null;
		}
		try {
			return Json.read(request.getBodyAsString(), Map.class);
		}
		catch (JsonException ex) {
			return null;
		}
	}

}
