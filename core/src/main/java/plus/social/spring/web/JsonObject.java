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

package plus.social.spring.web;

import org.jspecify.annotations.Nullable;

/**
 * A JSON object with members of text and numbers. The names of the endpoint's members are
 * promised, so no converter of the application's, with naming rules of its own, writes
 * them; and converters log what they write.
 */
final class JsonObject {

	private final StringBuilder json = new StringBuilder("{");

	JsonObject with(String name, @Nullable String value) {
		if (value == null) {
			return add(name, "null");
		}
		StringBuilder text = new StringBuilder("\"");
		value.chars().forEach((c) -> text.append(escape((char) c)));
		return add(name, text.append('"').toString());
	}

	JsonObject with(String name, int value) {
		return add(name, Integer.toString(value));
	}

	private JsonObject add(String name, String value) {
		this.json.append((this.json.length() > 1) ? "," : "").append('"').append(name).append("\":").append(value);
		return this;
	}

	// What JSON requires, and what must not stand in a page's script as it is.
	private static String escape(char c) {
		boolean plain = c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' && c != 0x7F
				&& c != 0x2028 && c != 0x2029;
		return plain ? String.valueOf(c) : "\\u%04x".formatted((int) c);
	}

	@Override
	public String toString() {
		return this.json + "}";
	}

}
