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

package plus.social.spring.tests.faults;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A word that is in every secret of these tests, so that a secret can be found wherever
 * it comes out: as it is, in Base64, in hexadecimal digits, and in a line of a dump of 16
 * bytes.
 */
final class Canary {

	// Has no two equal rotations, and 15 bytes of its repetition hold it once.
	private static final String WORD = "cAnArY_7";

	private static final int SHOWN = 300;

	private static final List<String> TRACES = traces();

	private static final Set<String> found = new ConcurrentSkipListSet<>();

	private static final Set<String> places = ConcurrentHashMap.newKeySet();

	private Canary() {
	}

	/**
	 * Return a secret for the tests.
	 * @param name what it is
	 */
	static String secret(String name) {
		return WORD.repeat(4) + "-" + name;
	}

	/**
	 * Whether a secret is in a text.
	 */
	static boolean isIn(String text) {
		return TRACES.stream().anyMatch(text::contains);
	}

	/**
	 * Look for secrets where there must be none.
	 * @param place where the text was found
	 * @param text the text
	 */
	static void scan(String place, String text) {
		places.add(place);
		if (text != null && isIn(text)) {
			found.add(place + ": " + text.substring(0, Math.min(SHOWN, text.length())));
		}
	}

	/**
	 * Return where texts have been looked at.
	 */
	static Set<String> getPlaces() {
		return Set.copyOf(places);
	}

	static void forgetPlaces() {
		places.clear();
	}

	/**
	 * Return where secrets were found so far, and forget it.
	 */
	static Set<String> takeFound() {
		Set<String> taken = Set.copyOf(found);
		found.removeAll(taken);
		return taken;
	}

	private static List<String> traces() {
		String endless = WORD.repeat(3);
		Base64.Encoder base64 = Base64.getEncoder();
		Stream<String> encoded = IntStream.range(0, WORD.length())
			.mapToObj((start) -> endless.substring(start, start + 9))
			.map((piece) -> base64.encodeToString(piece.getBytes(StandardCharsets.US_ASCII)));
		HexFormat hex = HexFormat.of();
		byte[] word = WORD.getBytes(StandardCharsets.US_ASCII);
		return Stream.concat(Stream.of(WORD, hex.formatHex(word), hex.withUpperCase().formatHex(word)), encoded)
			.toList();
	}

}
