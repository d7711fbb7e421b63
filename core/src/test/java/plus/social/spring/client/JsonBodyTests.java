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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonBody}.
 */
class JsonBodyTests {

	@Test
	void readsEveryKindOfValue() {
		assertThat(read(" {\"a\": [1, -2.5e+3, \"x\", true, false, null, {}, []],\t\"b\":{\"c\":\"d\"}}\r\n"))
			.isEqualTo(Map.of("a", Arrays.asList(1.0, -2500.0, "x", true, false, null, Map.of(), List.of()), "b",
					Map.of("c", "d")));
		assertThat(read("{}")).isEqualTo(Map.of());
	}

	@Test
	void readsEscapesAndOtherCharactersOfAString() {
		assertThat(readMember("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00 é😀\u2028\""))
			.isEqualTo("\"\\/\b\f\n\r\té😀 é😀\u2028");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":1 \"b\":2}",
			"{,}", "{\"a\":1]", "{} {}", "{}{}", "{},", "{}a", "{'a':1}", "/**/{}", "\ufeff{}", "\u00a0{}", "[]",
			"[{}]", "0", "null", "\"a\"", "{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":1}", "{\"b\":{\"a\":1,\"a\":1}}" })
	void isNullForWhatIsNoObject(String text) {
		assertThat(read(text)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1,]", "[,1]", "[1 2]", "[", "]", "[1}", "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"",
			"\"\\u12g4\"", "\"\\u\uff11234\"", "\"\n\"", "\"\u0000\"", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1",
			"NaN", "Infinity", "tru", "True", "nulll", "null null", "'a'", "undefined" })
	void isNullForAnObjectWhoseMemberIsNoValue(String value) {
		assertThat(read("{\"a\":" + value + "}")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE" })
	void isNullForAnotherEncoding(String charset) {
		assertThat(JsonBody.readObject(response("{\"a\":1}".getBytes(Charset.forName(charset))))).isNull();
	}

	@Test
	void isNullForMalformedUtf8() {
		byte[] overlong = "{\"a\":\"??\"}".getBytes(StandardCharsets.US_ASCII);
		overlong[6] = (byte) 0xC0;
		overlong[7] = (byte) 0xAF;
		assertThat(JsonBody.readObject(response(overlong))).isNull();
	}

	@Test
	void nestingHasABound() {
		int most = JsonBody.MAX_DEPTH - 1;
		assertThat(isObject("{\"a\":" + "[".repeat(most) + "]".repeat(most) + "}")).isTrue();
		assertThat(isObject("{\"a\":" + "[".repeat(most + 1) + "]".repeat(most + 1) + "}")).isFalse();
		assertThat(isObject("{\"a\":".repeat(100_000))).isFalse();
		assertThat(readMember("[" + "[],{},".repeat(most) + "0]")).as("one beside the other").isNotNull();
	}

	@Test
	void aNumberHasABound() {
		assertThat(readMember("1" + "0".repeat(900))).isEqualTo(Double.POSITIVE_INFINITY);
		assertThat(readMember("1e999999999")).isEqualTo(Double.POSITIVE_INFINITY);
		assertThat(read("{\"a\":1" + "0".repeat(100_000) + "}")).isNull();
	}

	// AssertJ would never be done with the description of what is nested so deeply.
	private static boolean isObject(String text) {
		return read(text) != null;
	}

	private static @Nullable Object readMember(String value) {
		Map<?, ?> object = read("{\"a\":" + value + "}");
		return (object != null) ? object.get("a") : null;
	}

	private static @Nullable Map<?, ?> read(String text) {
		return JsonBody.readObject(response(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static HttpResponse response(byte[] body) {
		return new HttpResponse(200, "application/json", null, true, body);
	}

}
