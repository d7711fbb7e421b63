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

import java.util.List;

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
	 * bidirectional characters, other blanks than a space, and unassigned or private
	 * characters are refused
	 * @return the user
	 * @throws IllegalArgumentException if the id cannot be sent; the message does not
	 * contain it
	 */
	public static SocialPlusUser of(String id) {
		UserText.checkId(id);
		Assert.isTrue(id.length() <= MAX_ID_LENGTH,
				() -> "Social Plus user id must have at most " + MAX_ID_LENGTH + " characters");
		Assert.isTrue(RESERVED_PREFIXES.stream().noneMatch(id::startsWith),
				() -> "Social Plus user id must not begin with one of " + RESERVED_PREFIXES);
		return new SocialPlusUser(id, null);
	}

	/**
	 * Return the user whose id carries the source of a name, as in {@code github:4711},
	 * because different sources may give the same name to different people.
	 * <p>
	 * Where that is longer than {@value #MAX_ID_LENGTH} characters, the source has a
	 * colon, or the name begins with a tilde, the id has a short form: the first 26
	 * characters of the source (without {@code https://}, and up to a colon), {@code :~},
	 * and the first 22 characters of the Base64url encoded SHA-256 of the source, a line
	 * feed and the name in UTF-8. Different pairs never have the same id.
	 * @param source the source of the name, for example the id of a client registration
	 * @param name the name, of any length and with the same exclusions as an id
	 * @return the user
	 * @throws IllegalArgumentException if the source or the name cannot be sent; the
	 * message contains neither
	 */
	public static SocialPlusUser qualified(String source, String name) {
		return of(QualifiedId.of(source, name));
	}

	/**
	 * Return the same user with the given display name.
	 * @param displayName the name that others see: 1 to {@value #MAX_DISPLAY_NAME_LENGTH}
	 * characters, at least one of them visible, without control or bidirectional
	 * formatting characters and line separators, or {@code null} for none
	 * @return a user with that display name
	 * @throws IllegalArgumentException if the name cannot be sent; the message does not
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

	/**
	 * Return whether the other object is the same user: users with one id are one,
	 * whatever their display name.
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
	 * Return a description without the id, which is personal data and may be an address.
	 */
	@Override
	public String toString() {
		return "SocialPlusUser[id=***]";
	}

}
