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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JsonReader}.
 */
class JsonReaderTests {

	@Test
	void readsEveryKindOfValue() {
		assertThat(read(" {\"a\": [1, -2.5e+3, \"x\", true, false, null, {}, []],\t\"b\":{\"c\":\"d\"}}\r\n"))
			.isEqualTo(Map.of("a", Arrays.asList(1.0, -2500.0, "x", true, false, null, Map.of(), List.of()), "b",
					Map.of("c", "d")));
		assertThat(read("0")).isEqualTo(0.0);
		assertThat(read("null")).isNull();
	}

	@Test
	void readsEscapesAndWhateverElseIsInAString() {
		assertThat(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00 é😀\u2028\""))
			.isEqualTo("\"\\/\b\f\n\r\té😀 é😀\u2028");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":1 \"b\":2}",
			"{,}", "[1,]", "[,1]", "[1 2]", "[", "]", "[1}", "{\"a\":1]", "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"",
			"\"\\u12g4\"", "\"\\u\uff11234\"", "\"\n\"", "\"\u0000\"", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1",
			"NaN", "Infinity", "tru", "True", "nulll", "null null", "{} {}", "'a'", "/**/1", "\ufeff1", "\u00a01",
			"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":1}" })
	void refusesWhatIsNoJson(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> read(text)).withMessageStartingWith("Not JSON");
	}

	@Test
	void refusesWhatIsNoUtf8() {
		assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.read(new byte[] { '"', (byte) 0xC0, '"' }))
			.withMessage("Not UTF-8");
	}

	@Test
	void nestingHasABound() {
		int most = JsonReader.MAX_DEPTH;
		assertThat(read("[".repeat(most) + "]".repeat(most))).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(() -> read("[".repeat(most + 1) + "]".repeat(most + 1)));
		assertThatIllegalArgumentException().isThrownBy(() -> read("{\"a\":".repeat(100_000)));
		assertThat(read("[" + "[],{},".repeat(most) + "0]")).as("one beside the other").isNotNull();
	}

	@Test
	void aLongNumberIsRead() {
		assertThat(read("1" + "0".repeat(100_000))).isEqualTo(Double.POSITIVE_INFINITY);
	}

	private static @Nullable Object read(String text) {
		return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
	}

}
