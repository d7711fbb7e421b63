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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON body of a response: objects as maps, arrays as lists, numbers as
 * {@link Double}. No name may occur twice in an object, and nothing may be nested deeper
 * than {@value #MAX_DEPTH}.
 */
final class JsonBody {

	static final int MAX_DEPTH = 64;

	private static final JsonFactory JSON = JsonFactory.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
		.build();

	private JsonBody() {
	}

	/**
	 * Read an object.
	 * @param response the response
	 * @return the members of the object, or {@code null} if the body is not a single JSON
	 * object in UTF-8
	 */
	static @Nullable Map<?, ?> readObject(HttpResponse response) {
		// Jackson would recognize other encodings, and accepts malformed UTF-8.
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), decode(response.getBody()))) {
			Object value = readValue(parser, parser.nextToken());
			return (value instanceof Map<?, ?> object && parser.nextToken() == null) ? object : null;
		}
		// Not used as a cause, since its message may contain the response.
		catch (CharacterCodingException | JacksonException ex) {
			return null;
		}
	}

	private static String decode(byte[] utf8) throws CharacterCodingException {
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
	}

	private static @Nullable Object readValue(JsonParser parser, @Nullable JsonToken token) {
		if (token == null) {
			return null;
		}
		return switch (token) {
			case START_OBJECT -> readObject(parser);
			case START_ARRAY -> readArray(parser);
			case VALUE_STRING -> parser.getString();
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			default -> null;
		};
	}

	private static Map<String, @Nullable Object> readObject(JsonParser parser) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			members.put(name, readValue(parser, parser.nextToken()));
		}
		return members;
	}

	private static List<@Nullable Object> readArray(JsonParser parser) {
		List<@Nullable Object> elements = new ArrayList<>();
		for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
			elements.add(readValue(parser, token));
		}
		return elements;
	}

}
