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

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAccessToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

/**
 * Reads the answers to {@link AccessTokenRequest}s.
 */
final class AccessTokenResponse {

	private static final Pattern JSON = Pattern.compile("[ \t]*application/json[ \t]*(;.*)?",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final double GLOBALLY_BANNED = 400312;

	private AccessTokenResponse() {
	}

	/**
	 * Return the access token in the answer to a call that creates a session.
	 * @param answer the answer
	 * @param user whose session it is to be
	 * @param now the current time, which a date in the answer is compared with
	 * @return the token
	 * @throws SocialPlusException if there is none
	 */
	static SocialPlusAccessToken readCreated(HttpAnswer answer, SocialPlusUser user, Instant now) {
		if (answer.getStatus() != 200) {
			throw refusal(answer, now, "the API key or the auth token: compare 'socialplus.api-key' with the Console");
		}
		Map<?, ?> session = readObject(answer);
		if (session == null || !isOf(user, session)) {
			throw invalid();
		}
		try {
			return new SocialPlusAccessToken(user.getId(), text(session, "accessToken"),
					Instant.parse(text(session, "issuedAt")), Instant.parse(text(session, "expiresAt")));
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			throw invalid();
		}
	}

	// Without the cause, whose message may repeat what came.
	private static SocialPlusException invalid() {
		return new SocialPlusException(Reason.INVALID_RESPONSE,
				"Social Plus answered 200 with something else than a session of the user");
	}

	private static boolean isOf(SocialPlusUser user, Map<?, ?> session) {
		return session.get("users") instanceof List<?> users && users.stream()
			.anyMatch((element) -> element instanceof Map<?, ?> member && user.getId().equals(member.get("userId")));
	}

	private static String text(Map<?, ?> object, String name) {
		return (object.get(name) instanceof String value) ? value : "";
	}

	/**
	 * Return whether an access token was accepted.
	 * @param answer the answer
	 * @param now the current time
	 * @return whether it was
	 * @throws SocialPlusException if the answer does not say
	 */
	static boolean readVerified(HttpAnswer answer, Instant now) {
		return switch (answer.getStatus()) {
			case 200 -> {
				requireJson(answer);
				yield true;
			}
			case 401 -> false;
			case 403, 404, 422 -> {
				requireError(answer, now);
				yield false;
			}
			default -> throw AnswerFailure.of(answer, now);
		};
	}

	/**
	 * Check that sessions have ended, or that there were none.
	 * @param answer the answer to a call that ends them
	 * @param now the current time
	 * @param credentials what the call was made with, and what to do if it is refused
	 * @throws SocialPlusException if they may not have ended
	 */
	static void checkRevoked(HttpAnswer answer, Instant now, String credentials) {
		switch (answer.getStatus()) {
			case 200 -> requireJson(answer);
			case 404 -> requireError(answer, now);
			default -> throw refusal(answer, now, credentials);
		}
	}

	private static void requireJson(HttpAnswer answer) {
		Map<?, ?> object = readObject(answer);
		if (object == null || Boolean.FALSE.equals(object.get("success"))) {
			throw new SocialPlusException(Reason.INVALID_RESPONSE,
					"Social Plus answered 200 with something else than success: check the base URL");
		}
	}

	// What answers 404 may be something else than Social Plus.
	private static void requireError(HttpAnswer answer, Instant now) {
		if (errorCode(answer) == null) {
			throw AnswerFailure.of(answer, now);
		}
	}

	private static SocialPlusException refusal(HttpAnswer answer, Instant now, String credentials) {
		int status = answer.getStatus();
		return switch (status) {
			case 401 -> refused(status, credentials);
			case 403 -> isBanned(answer)
					? new SocialPlusException(Reason.USER_BANNED, "The user is banned from the network (403)")
					: refused(status, credentials);
			case 422 -> new SocialPlusException(Reason.USER_REFUSED, "Social Plus refused the user id (422)");
			default -> AnswerFailure.of(answer, now);
		};
	}

	private static SocialPlusException refused(int status, String credentials) {
		return new SocialPlusException(Reason.CREDENTIALS_REFUSED,
				"Social Plus refused (" + status + ") " + credentials);
	}

	private static boolean isBanned(HttpAnswer answer) {
		Double code = errorCode(answer);
		return code != null && code == GLOBALLY_BANNED;
	}

	private static @Nullable Double errorCode(HttpAnswer answer) {
		Map<?, ?> error = readObject(answer);
		return (error != null && error.get("code") instanceof Double code) ? code : null;
	}

	private static @Nullable Map<?, ?> readObject(HttpAnswer answer) {
		String contentType = answer.getContentType();
		if (contentType == null || !JSON.matcher(contentType).matches() || !answer.isVerbatim()) {
			return null;
		}
		try {
			return (JsonReader.read(answer.getBody()) instanceof Map<?, ?> object) ? object : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
