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

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the JSON objects of the endpoints. The names of their members are promised:
 * converters of the application may have other naming rules, and log what they write.
 */
final class JsonObject {

	private static final JsonFactory JSON = JsonFactory.builder().characterEscapes(new ScriptEscapes()).build();

	/**
	 * Size of an object with a token, so that the writer does not grow.
	 */
	private static final int USUAL_SIZE = 256;

	private JsonObject() {
	}

	/**
	 * Write an object.
	 * @param members writes its members
	 * @return the object in UTF-8, which is safe in the script of a page as well
	 */
	static byte[] write(Consumer<JsonGenerator> members) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
			json.writeStartObject();
			members.accept(json);
			json.writeEndObject();
		}
		return bytes.toByteArray();
	}

	/**
	 * Escapes of JSON, and of characters that could end or change a surrounding script.
	 */
	private static final class ScriptEscapes extends CharacterEscapes {

		private final int[] escapes = standardAsciiEscapesForJSON();

		ScriptEscapes() {
			"<>&\u007f".chars().forEach((c) -> this.escapes[c] = ESCAPE_STANDARD);
		}

		@Override
		public int[] getEscapeCodesForAscii() {
			return this.escapes;
		}

		@Override
		public @Nullable SerializableString getEscapeSequence(int c) {
			return null;
		}

	}

}
