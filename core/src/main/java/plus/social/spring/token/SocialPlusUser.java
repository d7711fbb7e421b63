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

import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A Social Plus user: the id that tokens are bound to, and an optional display name.
 * <p>
 * Both come from a login and are sent to Social Plus, so both are validated and rejected
 * if they cannot be sent as they are. Nothing is ever trimmed, truncated or replaced: a
 * repaired id would be another user's.
 *
 * @since 0.1.0
 */
public final class SocialPlusUser {

	/**
	 * Maximum length of a user id in UTF-16 code units. The token call allows more, but
	 * the session call that follows it, {@code POST /api/v5/sessions}, accepts 1 to 50.
	 */
	public static final int MAX_ID_LENGTH = 50;

	/**
	 * Maximum length of a display name in UTF-16 code units, the limit of
	 * {@code POST /api/v5/sessions}.
	 */
	public static final int MAX_DISPLAY_NAME_LENGTH = 100;

	/**
	 * In upper case only, as {@code POST /api/v5/sessions} documents them.
	 */
	private static final List<String> RESERVED_PREFIXES = List.of("ADMIN_", "DELETED_");

	private final String id;

	private final @Nullable String displayName;

	private SocialPlusUser(String id, @Nullable String displayName) {
		this.id = id;
		this.displayName = displayName;
	}

	/**
	 * Return the user with the given id and no display name.
	 * @param id the Social Plus user id: 1 to {@value #MAX_ID_LENGTH} visible characters
	 * and spaces between them, in Unicode's normalization form C. It must not begin with
	 * {@code ADMIN_} or {@code DELETED_}, which Social Plus reserves. Control, format and
	 * bidirectional characters, blanks other than a space, and unassigned or private-use
	 * characters are rejected
	 * @return the user
	 * @throws IllegalArgumentException if the id is invalid; the message does not contain
	 * it
	 */
	public static SocialPlusUser of(String id) {
		UserText.checkId(id);
		Assert.isTrue(id.length() <= MAX_ID_LENGTH,
				() -> "Social Plus user id must have at most " + MAX_ID_LENGTH + " characters");
		Assert.isTrue(!isReserved(id), () -> "Social Plus user id must not begin with one of " + RESERVED_PREFIXES);
		return new SocialPlusUser(id, null);
	}

	private static boolean isReserved(String id) {
		for (String prefix : RESERVED_PREFIXES) {
			if (id.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the user whose id contains the source of a name, as in {@code github:4711},
	 * since different sources may use the same name for different people.
	 * <p>
	 * If that is longer than {@value #MAX_ID_LENGTH} characters, the source contains a
	 * colon, or the name begins with a tilde, the id has a short form: the first 26
	 * characters of the source (without {@code https://}, and up to a colon), {@code :~},
	 * and the first 22 characters of the Base64url encoded SHA-256 of the source, a line
	 * feed and the name in UTF-8. Different pairs never have the same id.
	 * @param source the source of the name, for example the id of a client registration
	 * @param name the name, of any length and with the same exclusions as an id
	 * @return the user
	 * @throws IllegalArgumentException if the source or the name is invalid; the message
	 * contains neither
	 */
	public static SocialPlusUser qualified(String source, String name) {
		return of(QualifiedId.of(source, name));
	}

	/**
	 * Return the same user with the given display name.
	 * @param displayName the name shown to other users: 1 to
	 * {@value #MAX_DISPLAY_NAME_LENGTH} characters, at least one of them visible, without
	 * control or bidirectional formatting characters and line separators, or {@code null}
	 * for none
	 * @return a user with that display name
	 * @throws IllegalArgumentException if the name is invalid; the message does not
	 * contain it
	 */
	public SocialPlusUser withDisplayName(@Nullable String displayName) {
		if (displayName != null) {
			UserText.checkDisplayName(displayName);
			Assert.isTrue(displayName.length() <= MAX_DISPLAY_NAME_LENGTH,
					() -> "Social Plus display name must have at most " + MAX_DISPLAY_NAME_LENGTH + " characters");
		}
		return new SocialPlusUser(this.id, displayName);
	}

	/**
	 * Return the user id.
	 * @return the id, as sent to Social Plus
	 */
	public String getId() {
		return this.id;
	}

	/**
	 * Return the begin of the id's hash, to recognize a user in a log that does not
	 * contain the id. It is a pseudonym only: it can be computed for a known id.
	 * @return the first eight digits of the SHA-256 of the id in UTF-8, in hexadecimal
	 * notation
	 */
	public String toFingerprint() {
		return HexFormat.of().formatHex(QualifiedId.sha256(this.id), 0, 4);
	}

	/**
	 * Return the name shown to other users.
	 * @return the display name, or {@code null} if there is none
	 */
	public @Nullable String getDisplayName() {
		return this.displayName;
	}

	/**
	 * Return whether the other object is the same user: users with the same id are equal,
	 * regardless of their display name.
	 */
	@Override
	public boolean equals(@Nullable Object obj) {
		return obj instanceof SocialPlusUser other && this.id.equals(other.id);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

	/**
	 * Return a description without the id, which is personal data and may be an email
	 * address.
	 */
	@Override
	public String toString() {
		return "SocialPlusUser[id=***]";
	}

}
