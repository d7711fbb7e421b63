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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reader for a complete JSON text (RFC 8259): objects as maps, arrays as lists, numbers
 * as {@link Double}. Stricter than required in two respects: no name may occur twice in
 * an object, and nothing may be nested deeper than {@value #MAX_DEPTH}.
 */
final class JsonReader {

	static final int MAX_DEPTH = 64;

	private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

	private final String text;

	private int position;

	private int depth;

	private JsonReader(String text) {
		this.text = text;
	}

	/**
	 * Read a text.
	 * @param utf8 the text
	 * @return its value
	 * @throws IllegalArgumentException if it is not JSON; the message does not contain it
	 */
	static @Nullable Object read(byte[] utf8) {
		try {
			JsonReader reader = new JsonReader(
					StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
			Object value = reader.readValue();
			reader.check(reader.position == reader.text.length());
			return value;
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException("Not UTF-8");
		}
	}

	private @Nullable Object readValue() {
		skipSpace();
		Object value = switch (peek()) {
			case '{' -> readObject();
			case '[' -> readArray();
			case '"' -> readString();
			case 't' -> readLiteral("true", true);
			case 'f' -> readLiteral("false", false);
			case 'n' -> readLiteral("null", null);
			default -> readNumber();
		};
		skipSpace();
		return value;
	}

	private Map<String, @Nullable Object> readObject() {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		open();
		while (hasNext('}', members.isEmpty())) {
			skipSpace();
			String name = readString();
			skipSpace();
			expect(':');
			check(!members.containsKey(name));
			members.put(name, readValue());
		}
		return members;
	}

	private List<@Nullable Object> readArray() {
		List<@Nullable Object> elements = new ArrayList<>();
		open();
		while (hasNext(']', elements.isEmpty())) {
			elements.add(readValue());
		}
		return elements;
	}

	private void open() {
		this.position++;
		check(++this.depth <= MAX_DEPTH);
		skipSpace();
	}

	private boolean hasNext(char end, boolean first) {
		if (peek() == end) {
			this.position++;
			this.depth--;
			return false;
		}
		if (!first) {
			expect(',');
		}
		return true;
	}

	private String readString() {
		expect('"');
		StringBuilder string = new StringBuilder();
		for (char c = next(); c != '"'; c = next()) {
			check(c >= ' ');
			string.append((c == '\\') ? readEscape() : c);
		}
		return string.toString();
	}

	private char readEscape() {
		char c = next();
		return switch (c) {
			case '"', '\\', '/' -> c;
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> readCodeUnit();
			default -> throw invalid();
		};
	}

	private char readCodeUnit() {
		int codeUnit = 0;
		for (int i = 0; i < 4; i++) {
			char c = next();
			int digit = (c < 0x80) ? Character.digit(c, 16) : -1;
			check(digit >= 0);
			codeUnit = codeUnit * 16 + digit;
		}
		return (char) codeUnit;
	}

	private @Nullable Object readLiteral(String literal, @Nullable Object value) {
		check(this.text.startsWith(literal, this.position));
		this.position += literal.length();
		return value;
	}

	private Double readNumber() {
		Matcher number = NUMBER.matcher(this.text).region(this.position, this.text.length());
		check(number.lookingAt());
		this.position = number.end();
		return Double.valueOf(number.group());
	}

	private void skipSpace() {
		while (this.position < this.text.length() && " \t\n\r".indexOf(this.text.charAt(this.position)) >= 0) {
			this.position++;
		}
	}

	private char peek() {
		check(this.position < this.text.length());
		return this.text.charAt(this.position);
	}

	private char next() {
		char c = peek();
		this.position++;
		return c;
	}

	private void expect(char expected) {
		check(next() == expected);
	}

	private void check(boolean valid) {
		if (!valid) {
			throw invalid();
		}
	}

	private IllegalArgumentException invalid() {
		return new IllegalArgumentException("Not JSON (at index " + this.position + ")");
	}

}
