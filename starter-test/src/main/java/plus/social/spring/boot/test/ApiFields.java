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

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Fields of a request that are validated when they are read.
 */
final class ApiFields {

	private final Map<String, ?> values;

	private final ApiError error;

	/**
	 * Create fields.
	 * @param values the values by name, or {@code null} if the request has none
	 * @param error the error response for a field that is not as documented
	 */
	ApiFields(@Nullable Map<String, ?> values, ApiError error) {
		this.values = (values != null) ? values : Map.of();
		this.error = error;
	}

	String required(String name, int maxLength) {
		String value = optional(name, maxLength);
		if (value == null) {
			throw invalid(name, "is required");
		}
		return value;
	}

	@Nullable String optional(String name, int maxLength) {
		Object value = this.values.get(name);
		if (value == null) {
			return null;
		}
		if (!(value instanceof String text)) {
			throw invalid(name, "must be a string");
		}
		if (text.isEmpty()) {
			throw invalid(name, "is not allowed to be empty");
		}
		if (text.length() > maxLength) {
			throw invalid(name, "length must be less than or equal to " + maxLength + " characters long");
		}
		return text;
	}

	String required(String name, Pattern pattern) {
		String value = required(name, Integer.MAX_VALUE);
		if (!pattern.matcher(value).matches()) {
			throw invalid(name, "fails to match the required pattern: " + pattern);
		}
		return value;
	}

	void noneBeginsWith(String name, List<String> prefixes) {
		if (this.values.get(name) instanceof String text && prefixes.stream().anyMatch(text::startsWith)) {
			throw invalid(name, "must not begin with one of " + prefixes);
		}
	}

	void oneOf(String name, List<String> choices) {
		Object value = this.values.get(name);
		if (value != null && !choices.contains(value)) {
			throw invalid(name, "must be one of " + choices);
		}
	}

	@SuppressWarnings("unchecked")
	ApiFields nested(String name) {
		Object value = this.values.get(name);
		if (value != null && !(value instanceof Map)) {
			throw invalid(name, "must be an object");
		}
		return new ApiFields((Map<String, ?>) value, this.error);
	}

	private ApiException invalid(String name, String reason) {
		return new ApiException(ApiResponse.error(this.error, "\"" + name + "\" " + reason));
	}

}
