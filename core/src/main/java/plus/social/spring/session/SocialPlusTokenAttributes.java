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

package plus.social.spring.session;

import java.time.DateTimeException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;

/**
 * Session attributes of a token. The values are plain strings, which every session store
 * and every version can read.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenAttributes {

	/**
	 * Name of the attribute with the auth token for the client SDK.
	 */
	public static final String AUTH_TOKEN = "SOCIALPLUS_AUTH_TOKEN";

	/**
	 * Name of the attribute with the time at which the token expires, an ISO-8601
	 * instant.
	 */
	public static final String EXPIRES_AT = "SOCIALPLUS_AUTH_TOKEN_EXPIRES_AT";

	/**
	 * Name of the attribute with the id of the user that the token is bound to.
	 */
	public static final String USER_ID = "SOCIALPLUS_USER_ID";

	/**
	 * Names of all attributes of a token.
	 */
	public static final List<String> NAMES = List.of(AUTH_TOKEN, EXPIRES_AT, USER_ID);

	private SocialPlusTokenAttributes() {
	}

	/**
	 * Read the token of a session.
	 * @param attributes function that returns the value of a session attribute
	 * @return the token, or {@code null} if an attribute is missing or cannot be read
	 */
	public static @Nullable SocialPlusAuthToken read(Function<String, @Nullable Object> attributes) {
		if (attributes.apply(AUTH_TOKEN) instanceof String tokenValue
				&& attributes.apply(EXPIRES_AT) instanceof String expiresAt
				&& attributes.apply(USER_ID) instanceof String userId) {
			try {
				return new SocialPlusAuthToken(SocialPlusUser.of(userId).getId(), tokenValue,
						ExpiryTime.parse(expiresAt));
			}
			catch (DateTimeException | IllegalArgumentException ex) {
				return null;
			}
		}
		return null;
	}

	static void remove(LoginSession session) {
		for (String name : NAMES) {
			if (session.getAttribute(name) != null) {
				session.removeAttribute(name);
			}
		}
	}

	/**
	 * Write a token to a session.
	 * @param token the token
	 * @param attributes consumer of the name and the value of a session attribute
	 */
	public static void write(SocialPlusAuthToken token, BiConsumer<String, String> attributes) {
		attributes.accept(AUTH_TOKEN, token.getTokenValue());
		attributes.accept(EXPIRES_AT, token.getExpiresAt().toString());
		attributes.accept(USER_ID, token.getUserId());
	}

}
