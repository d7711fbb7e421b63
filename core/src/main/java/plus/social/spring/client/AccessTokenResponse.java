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
 * Reads the responses to {@link AccessTokenRequest}s.
 */
final class AccessTokenResponse {

	private static final Pattern JSON = Pattern.compile("[ \t]*application/json[ \t]*(;.*)?",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private AccessTokenResponse() {
	}

	/**
	 * Return the access token in the response to a creation.
	 * @param response the response
	 * @param user the user that the token was requested for
	 * @param now the current time, for comparison with a date in the response
	 * @return the token
	 * @throws SocialPlusException if there is none
	 */
	static SocialPlusAccessToken readCreated(HttpResponse response, SocialPlusUser user, Instant now) {
		if (response.getStatus() != 200) {
			throw refusal(response, now,
					"the API key or the auth token: compare 'socialplus.api-key' with the Console");
		}
		Map<?, ?> session = readObject(response);
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

	// Without the cause, whose message may contain the response.
	private static SocialPlusException invalid() {
		return new SocialPlusException(Reason.INVALID_RESPONSE,
				"Social Plus answered 200 without an access token of the user");
	}

	private static boolean isOf(SocialPlusUser user, Map<?, ?> session) {
		return session.get("users") instanceof List<?> users && users.stream()
			.anyMatch((element) -> element instanceof Map<?, ?> member && user.getId().equals(member.get("userId")));
	}

	static String text(Map<?, ?> object, String name) {
		return (object.get(name) instanceof String value) ? value : "";
	}

	/**
	 * Return whether an access token was accepted.
	 * @param response the response
	 * @param now the current time
	 * @return whether it was accepted
	 * @throws SocialPlusException if the response is inconclusive
	 */
	static boolean readVerified(HttpResponse response, Instant now) {
		return switch (response.getStatus()) {
			case 200 -> {
				requireJson(response);
				yield true;
			}
			case 401, 403, 404, 422 -> {
				checkRefused(response, now);
				yield false;
			}
			default -> throw ResponseFailure.of(response, now);
		};
	}

	// A user whose quota is used up may still have a valid token.
	private static void checkRefused(HttpResponse response, Instant now) {
		SocialPlusException userLimit = ResponseFailure.findUserLimit(response);
		if (userLimit != null) {
			throw userLimit;
		}
		if (response.getStatus() != 401) {
			requireError(response, now);
		}
	}

	/**
	 * Check that access tokens were revoked, or that there were none.
	 * @param response the response to a revocation
	 * @param now the current time
	 * @param credentials the credentials of the request, and what to do if they are
	 * refused
	 * @throws SocialPlusException if a token may still be valid
	 */
	static void checkRevoked(HttpResponse response, Instant now, String credentials) {
		switch (response.getStatus()) {
			case 200 -> requireJson(response);
			case 404 -> requireError(response, now);
			default -> throw refusal(response, now, credentials);
		}
	}

	private static void requireJson(HttpResponse response) {
		Map<?, ?> object = readObject(response);
		if (object == null || Boolean.FALSE.equals(object.get("success"))) {
			throw new SocialPlusException(Reason.INVALID_RESPONSE,
					"Social Plus answered 200 without reporting success: check the base URL");
		}
	}

	// A 404 may come from something other than Social Plus.
	private static void requireError(HttpResponse response, Instant now) {
		if (errorCode(response) == null) {
			throw ResponseFailure.of(response, now);
		}
	}

	private static SocialPlusException refusal(HttpResponse response, Instant now, String credentials) {
		SocialPlusException userRefusal = ResponseFailure.findUserRefusal(response);
		if (userRefusal != null) {
			return userRefusal;
		}
		int status = response.getStatus();
		return (status == 401 || (status == 403 && !ErrorBody.isPage(response)))
				? new SocialPlusException(Reason.CREDENTIALS_REFUSED,
						"Social Plus refused (" + status + ") " + credentials)
				: ResponseFailure.of(response, now);
	}

	private static @Nullable Double errorCode(HttpResponse response) {
		Map<?, ?> error = readObject(response);
		return (error != null && error.get("code") instanceof Double code) ? code : null;
	}

	static @Nullable Map<?, ?> readObject(HttpResponse response) {
		String contentType = response.getContentType();
		if (contentType == null || !JSON.matcher(contentType).matches() || !response.isVerbatim()) {
			return null;
		}
		return JsonBody.readObject(response);
	}

}
