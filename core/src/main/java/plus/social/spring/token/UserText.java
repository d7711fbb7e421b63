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

package plus.social.spring.token;

import java.text.Normalizer;

import org.springframework.util.Assert;

/**
 * Validation of the characters in user ids and display names.
 * <p>
 * People would take two users whose ids look alike for one, so an id consists of visible
 * characters in normalization form C and spaces between them. A display name does not
 * identify a user and keeps what scripts and emoji need.
 */
final class UserText {

	private static final int BRAILLE_BLANK = 0x2800;

	private UserText() {
	}

	static void checkId(String id) {
		Assert.hasText(id, "Social Plus user id must not be empty or blank");
		if (isVisibleAscii(id)) {
			return;
		}
		Assert.isTrue(id.codePoints().noneMatch(UserText::isUnsendable),
				"Social Plus user id must not contain control characters, bidirectional formatting or unpaired surrogates");
		Assert.isTrue(id.codePoints().allMatch(UserText::isVisibleOrSpace),
				"Social Plus user id must not contain invisible, unassigned or private-use characters"
						+ " or blanks other than a space");
		Assert.isTrue(id.charAt(0) != ' ' && id.charAt(id.length() - 1) != ' ',
				"Social Plus user id must not begin or end with a blank");
		Assert.isTrue(Normalizer.isNormalized(id, Normalizer.Form.NFC),
				"Social Plus user id must be in Unicode's normalization form C");
	}

	/**
	 * Return whether all characters are visible ASCII characters, which nearly all ids
	 * consist of. Nothing else has to be checked about these, and each request does.
	 * @param text the text
	 * @return whether they are
	 */
	static boolean isVisibleAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c <= ' ' || c >= 0x7F) {
				return false;
			}
		}
		return true;
	}

	static void checkDisplayName(String displayName) {
		Assert.hasText(displayName, "Social Plus display name must not be empty or blank");
		Assert.isTrue(displayName.codePoints().noneMatch(UserText::isUnsendable),
				"Social Plus display name must not contain control characters, line separators, bidirectional formatting"
						+ " or unpaired surrogates");
		Assert.isTrue(displayName.codePoints().anyMatch((c) -> c != ' ' && isVisibleOrSpace(c)),
				"Social Plus display name must contain a visible character");
	}

	private static boolean isUnsendable(int codePoint) {
		return Character.isISOControl(codePoint) || isBidirectionalFormatting(codePoint)
				|| switch (Character.getType(codePoint)) {
					case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
					default -> false;
				};
	}

	// Unicode's property Bidi_Control (PropList.txt): with one of these, two ids that
	// look alike can differ.
	private static boolean isBidirectionalFormatting(int codePoint) {
		return codePoint == 0x061C || codePoint == 0x200E || codePoint == 0x200F
				|| (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
	}

	// An unassigned character may become any of these, and the look of a private-use
	// character depends on the font.
	private static boolean isVisibleOrSpace(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE, Character.CONTROL, Character.SURROGATE,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			case Character.SPACE_SEPARATOR -> codePoint == ' ';
			default -> codePoint != BRAILLE_BLANK && !isIgnorable(codePoint);
		};
	}

	// Unicode's property Default_Ignorable_Code_Point (DerivedCoreProperties.txt) without
	// format and unassigned characters.
	private static boolean isIgnorable(int codePoint) {
		return codePoint == 0x034F || codePoint == 0x115F || codePoint == 0x1160 || codePoint == 0x17B4
				|| codePoint == 0x17B5 || (codePoint >= 0x180B && codePoint <= 0x180F) || codePoint == 0x3164
				|| (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || codePoint == 0xFFA0
				|| (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
	}

}
