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

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A person as Social Plus knows them: the user id that an auth token is bound to, and
 * optionally the name that others see.
 * <p>
 * Both come from a login and end up on the wire, so both are checked here and refused
 * when they cannot be sent as they are. Nothing is ever trimmed, cut or replaced: a
 * repaired id would be somebody else's.
 *
 * @since 0.1.0
 */
public final class SocialPlusUser {

	/**
	 * Most characters (UTF-16 code units) in a user id. The token call allows more, but
	 * the session call that follows it, {@code POST /api/v5/sessions}, takes 1 to 50.
	 */
	public static final int MAX_ID_LENGTH = 50;

	/**
	 * Most characters (UTF-16 code units) in a display name, the limit of
	 * {@code POST /api/v5/sessions}.
	 */
	public static final int MAX_DISPLAY_NAME_LENGTH = 100;

	private final String id;

	private final @Nullable String displayName;

	private SocialPlusUser(String id, @Nullable String displayName) {
		this.id = id;
		this.displayName = displayName;
	}

	/**
	 * Return the user with the given id and no display name.
	 * @param id the Social Plus user id: 1 to {@value #MAX_ID_LENGTH} characters, not
	 * blank, without control or bidirectional formatting characters and without unpaired
	 * surrogates
	 * @return the user
	 * @throws IllegalArgumentException if the id cannot be sent; the message does not
	 * contain it
	 */
	public static SocialPlusUser of(String id) {
		check("user id", id, MAX_ID_LENGTH);
		return new SocialPlusUser(id, null);
	}

	/**
	 * Return the same user with the given display name.
	 * @param displayName the name that others see: 1 to {@value #MAX_DISPLAY_NAME_LENGTH}
	 * characters with the same exclusions as the id, or {@code null} for none
	 * @return a user with that display name
	 * @throws IllegalArgumentException if the name cannot be sent; the message does not
	 * contain it
	 */
	public SocialPlusUser withDisplayName(@Nullable String displayName) {
		if (displayName != null) {
			check("display name", displayName, MAX_DISPLAY_NAME_LENGTH);
		}
		return new SocialPlusUser(this.id, displayName);
	}

	private static void check(String what, String value, int maxLength) {
		Assert.hasText(value, () -> "Social Plus " + what + " must not be empty or blank");
		Assert.isTrue(value.length() <= maxLength,
				() -> "Social Plus " + what + " must have at most " + maxLength + " characters");
		Assert.isTrue(value.codePoints().noneMatch(SocialPlusUser::isUnsendable), () -> "Social Plus " + what
				+ " must not contain control characters, bidirectional formatting or unpaired surrogates");
	}

	private static boolean isUnsendable(int codePoint) {
		return Character.isISOControl(codePoint) || isBidirectionalFormatting(codePoint)
				|| Character.getType(codePoint) == Character.SURROGATE;
	}

	// Unicode's property Bidi_Control (PropList.txt): with one of these, two ids that
	// look
	// alike can differ.
	private static boolean isBidirectionalFormatting(int codePoint) {
		return codePoint == 0x061C || codePoint == 0x200E || codePoint == 0x200F
				|| (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
	}

	/**
	 * Return the user id.
	 * @return the id, as it is sent
	 */
	public String getId() {
		return this.id;
	}

	/**
	 * Return the name that others see.
	 * @return the display name, or {@code null} if there is none
	 */
	public @Nullable String getDisplayName() {
		return this.displayName;
	}

	@Override
	public boolean equals(@Nullable Object obj) {
		return obj instanceof SocialPlusUser other && this.id.equals(other.id)
				&& Objects.equals(this.displayName, other.displayName);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.id, this.displayName);
	}

	/**
	 * Return a description without the id, which is personal data and may be an address.
	 */
	@Override
	public String toString() {
		return "SocialPlusUser[id=***]";
	}

}
