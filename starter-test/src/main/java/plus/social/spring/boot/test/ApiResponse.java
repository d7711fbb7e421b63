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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.json.JsonWriter;

/**
 * Response of an emulated endpoint.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body
 */
record ApiResponse(int status, Map<String, String> headers, String body) {

	private static final JsonWriter<Object> JSON = JsonWriter.standard();

	static ApiResponse text(int status, String body) {
		return of(status, "text/plain; charset=utf-8", body);
	}

	static ApiResponse json(int status, Object body) {
		return of(status, "application/json; charset=utf-8", JSON.writeToString(body));
	}

	static ApiResponse error(ApiError error, String... detail) {
		return json(error.status(), Map.of("status", "error", "code", error.code(), "message", error.message(), "data",
				Map.of("detail", List.of(detail))));
	}

	ApiResponse withHeader(String name, String value) {
		Map<String, String> headers = new LinkedHashMap<>(this.headers);
		headers.put(name, value);
		return new ApiResponse(this.status, headers, this.body);
	}

	private static ApiResponse of(int status, String contentType, String body) {
		return new ApiResponse(status, Map.of("Content-Type", contentType), body);
	}

	/**
	 * Return a description without the body, which may be a secret.
	 */
	@Override
	public String toString() {
		return "ApiResponse[" + this.status + "]";
	}

}
