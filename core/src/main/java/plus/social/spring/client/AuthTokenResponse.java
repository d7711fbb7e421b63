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
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * Reads the answer to {@link AuthTokenRequest}: a token or a reason.
 */
final class AuthTokenResponse {

	/**
	 * The media type with any parameters. Not left to {@code MimeTypeUtils}, which fails
	 * with an {@link IndexOutOfBoundsException} where a quotation mark has no match.
	 */
	private static final Pattern PLAIN_TEXT = Pattern.compile("[ \t]*text/plain[ \t]*(;.*)?",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/**
	 * Codes that come with 403 and concern what a user does or has used up, not the
	 * network.
	 */
	private static final Set<Integer> OF_ONE_USER = Set.of(400309, 400314, 400323);

	private AuthTokenResponse() {
	}

	/**
	 * Return the token in an answer.
	 * @param answer the answer
	 * @param now the current time, which a date in the answer is compared with
	 * @return the token
	 * @throws SocialPlusException if there is none
	 */
	static String readToken(HttpAnswer answer, Instant now) {
		if (answer.getStatus() != 200) {
			throw refusal(answer, now);
		}
		if (!isPlainText(answer.getContentType())) {
			throw new SocialPlusException(Reason.INVALID_RESPONSE,
					"Social Plus answered 200 with something else than text/plain: check the base URL");
		}
		if (!answer.isVerbatim()) {
			throw new SocialPlusException(Reason.INVALID_RESPONSE,
					"Social Plus answered 200 with a body of unknown length or in a compressed form");
		}
		String token = new String(answer.getBody(), StandardCharsets.ISO_8859_1);
		if (!SocialPlusAuthToken.isTokenValue(token)) {
			throw new SocialPlusException(Reason.INVALID_RESPONSE,
					"Social Plus answered 200 with a body that is no auth token");
		}
		return token;
	}

	private static boolean isPlainText(@Nullable String contentType) {
		return contentType != null && PLAIN_TEXT.matcher(contentType).matches();
	}

	private static SocialPlusException refusal(HttpAnswer answer, Instant now) {
		int status = answer.getStatus();
		Integer code = ErrorBody.readCode(answer);
		if (status < 500 && code != null && code == ErrorBody.GLOBALLY_BANNED) {
			return new SocialPlusException(Reason.USER_BANNED,
					"The user is banned from the network (" + status + ", code " + code + ")");
		}
		return switch (status) {
			case 401 -> new SocialPlusException(Reason.SERVER_KEY_REFUSED,
					"Social Plus refused the server key (401): compare it with the Console, Settings > Integrations");
			case 403 -> forbidden(answer, code, now);
			case 400, 422 -> ErrorBody.isPage(answer) ? AnswerFailure.of(answer, now)
					: new SocialPlusException(Reason.USER_REFUSED, "Social Plus refused the user id (" + status + ")");
			default -> AnswerFailure.of(answer, now);
		};
	}

	private static SocialPlusException forbidden(HttpAnswer answer, @Nullable Integer code, Instant now) {
		if (ErrorBody.isPage(answer)) {
			return AnswerFailure.of(answer, now);
		}
		if (code != null && OF_ONE_USER.contains(code)) {
			return new SocialPlusException(Reason.USER_REFUSED,
					"Social Plus refused the user (403, code " + code + ")");
		}
		return new SocialPlusException(Reason.SECURE_MODE_OFF,
				"Social Plus mints no tokens (403): enable secure mode in the Console, Settings > Integrations");
	}

}
