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
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test for {@link SocialPlusUser} and {@link AuthTokenRequest}: a user id is sent as
 * it is, or refused. Each input is read in two ways, as UTF-8 and as 16-bit units, which
 * may be unpaired surrogates.
 */
class AuthTokenRequestFuzzTests extends AbstractFuzzTests {

	private static final SocialPlusBaseUrl BASE_URL = SocialPlusRegion.EU.getBaseUrl();

	private static final ServerKey SERVER_KEY = ServerKey.of("k3y");

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final Refusals IDS = Refusals.of(SocialPlusUser::of, "", "x".repeat(51), "x\n", "x\u200b", " x",
			"e\u0301", "ADMIN_");

	private static final Refusals NAMES = Refusals.of(ALICE::withDisplayName, "", "x".repeat(101), "x\n", "\u200b");

	private static final String BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

	// Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt, and the blank
	// of Braille.
	private static final String INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
			+ "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\\x{1bca0}-\\x{1bca3}"
			+ "\\x{1d173}-\\x{1d17a}\\x{e0000}-\\x{e0fff}\u2800";

	private static final Pattern ID = Pattern.compile("(?!ADMIN_|DELETED_)(?! )[^\\p{C}\\p{Z}" + INVISIBLE + " ]"
			+ "([^\\p{C}\\p{Z}" + INVISIBLE + "]| )*(?<! )");

	private static final Pattern VISIBLE = Pattern.compile("[^\\p{C}\\p{Z}" + INVISIBLE + "]");

	@FuzzTest
	void aUserIdIsSentAsItIsOrRefused(byte[] input) throws Exception {
		check(new String(input, StandardCharsets.UTF_8));
		check(ByteBuffer.wrap(input).asCharBuffer().toString());
	}

	private static void check(String text) throws Exception {
		if (isSendable(text, 50) && ID.matcher(text).matches()
				&& Normalizer.normalize(text, Normalizer.Form.NFC).equals(text)) {
			assertThat(sent(SocialPlusUser.of(text))).isEqualTo(Map.of("userId", text));
		}
		else {
			IDS.assertRefused(text);
		}
		if (isSendable(text, 100) && VISIBLE.matcher(text).find()
				&& text.chars().noneMatch((c) -> c == 0x2028 || c == 0x2029)) {
			SocialPlusUser user = ALICE.withDisplayName(text);
			assertThat(user.getDisplayName()).isEqualTo(text);
			assertThat(sent(user)).isEqualTo(Map.of("userId", "alice"));
		}
		else {
			NAMES.assertRefused(text);
		}
	}

	private static Object sent(SocialPlusUser user) throws CharacterCodingException, ParseException {
		byte[] body = AuthTokenRequest.of(BASE_URL, SERVER_KEY, user).getBody();
		String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
		return new JSONParser(JSONParser.MODE_RFC4627).parse(json);
	}

	private static boolean isSendable(String text, int maxLength) {
		return !text.isBlank() && text.length() <= maxLength && StandardCharsets.UTF_8.newEncoder().canEncode(text)
				&& text.chars().noneMatch((c) -> c < 0x20 || (c >= 0x7F && c < 0xA0) || BIDI_CONTROLS.indexOf(c) >= 0);
	}

}
