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

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * Reads the response to an {@link AuthTokenRequest}: a token or a reason.
 */
final class AuthTokenResponse {

	private static final String PLAIN_TEXT = "text/plain";

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

	// Not parsed by MimeTypeUtils, which fails with an IndexOutOfBoundsException for an
	// unmatched quotation mark. Parameters do not matter.
	private static boolean isPlainText(@Nullable String contentType) {
		if (contentType == null) {
			return false;
		}
		int start = skipBlanks(contentType, 0);
		int end = skipBlanks(contentType, start + PLAIN_TEXT.length());
		return isPlainTextAt(contentType, start) && (end >= contentType.length() || contentType.charAt(end) == ';');
	}

	// In ASCII: String.regionMatches takes a dotless i for an i.
	private static boolean isPlainTextAt(String text, int start) {
		boolean matches = start + PLAIN_TEXT.length() <= text.length();
		for (int i = 0; matches && i < PLAIN_TEXT.length(); i++) {
			char c = text.charAt(start + i);
			matches = c < 128 && Character.toLowerCase(c) == PLAIN_TEXT.charAt(i);
		}
		return matches;
	}

	private static int skipBlanks(String text, int from) {
		int i = from;
		while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
			i++;
		}
		return i;
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
