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
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * Reads the response to an {@link AuthTokenRequest}: a token or a reason.
 */
final class AuthTokenResponse {

	/**
	 * The media type with any parameters. Not parsed by {@code MimeTypeUtils}, which
	 * fails with an {@link IndexOutOfBoundsException} for an unmatched quotation mark.
	 */
	private static final Pattern PLAIN_TEXT = Pattern.compile("[ \t]*text/plain[ \t]*(;.*)?",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private AuthTokenResponse() {
	}

	/**
	 * Return the token in a response.
	 * @param response the response
	 * @param now the current time, for comparison with a date in the response
	 * @return the token
	 * @throws SocialPlusException if there is none
	 */
	static String readToken(HttpResponse response, Instant now) {
		if (response.getStatus() != 200) {
			throw refusal(response, now);
		}
		if (!isPlainText(response.getContentType())) {
			throw new SocialPlusException(Reason.INVALID_RESPONSE,
					"Social Plus answered 200 with a media type other than text/plain: check the base URL");
		}
		if (!response.isVerbatim()) {
			throw new SocialPlusException(Reason.INVALID_RESPONSE,
					"Social Plus answered 200 with a compressed body or one of unknown length");
		}
		String token = new String(response.getBody(), StandardCharsets.ISO_8859_1);
		if (!SocialPlusAuthToken.isTokenValue(token)) {
			throw new SocialPlusException(Reason.INVALID_RESPONSE,
					"Social Plus answered 200 with a body that is not an auth token");
		}
		return token;
	}

	private static boolean isPlainText(@Nullable String contentType) {
		return contentType != null && PLAIN_TEXT.matcher(contentType).matches();
	}

	private static SocialPlusException refusal(HttpResponse response, Instant now) {
		SocialPlusException userRefusal = ResponseFailure.findUserRefusal(response);
		if (userRefusal != null) {
			return userRefusal;
		}
		int status = response.getStatus();
		if (status == 401) {
			return new SocialPlusException(Reason.SERVER_KEY_REFUSED,
					"Social Plus refused the server key (401): compare it with the Console, Settings > Integrations");
		}
		if (status == 403 && !ErrorBody.isPage(response)) {
			return new SocialPlusException(Reason.SECURE_MODE_OFF,
					"Social Plus issues no tokens (403): enable secure mode in the Console, Settings > Integrations");
		}
		return ResponseFailure.of(response, now);
	}

}
