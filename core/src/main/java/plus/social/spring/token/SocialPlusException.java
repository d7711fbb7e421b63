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

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Thrown when a call to Social Plus fails; {@link #getReason()} tells why. Neither its
 * message nor its causes contain a server key, a token or a user id.
 *
 * @since 0.1.0
 */
public class SocialPlusException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Reasons that are expected to affect all users and to pass by themselves.
	 */
	private static final Set<Reason> OUTAGES = EnumSet.of(Reason.SERVER_ERROR, Reason.INVALID_RESPONSE,
			Reason.CONNECTION_FAILED, Reason.TLS_FAILED, Reason.TIMEOUT);

	private static final Set<Reason> SINGLE_USER = EnumSet.of(Reason.USER_REFUSED, Reason.USER_BANNED,
			Reason.RATE_LIMITED);

	/**
	 * The reason for the failure.
	 */
	private final Reason reason;

	/**
	 * How long to wait before retrying.
	 */
	private final @Nullable Duration retryAfter;

	/**
	 * Whether calls for other users succeed.
	 */
	private final boolean userOnly;

	/**
	 * Create an exception without a cause.
	 * @param reason the reason
	 * @param message what happened and what to do, without any secret
	 */
	public SocialPlusException(Reason reason, String message) {
		this(reason, message, null);
	}

	/**
	 * Create an exception.
	 * @param reason the reason
	 * @param message what happened and what to do, without any secret
	 * @param cause the cause, if any
	 */
	public SocialPlusException(Reason reason, String message, @Nullable Throwable cause) {
		this(reason, message, cause, null);
	}

	/**
	 * Create an exception with the time to wait before retrying. It has no stack trace,
	 * as many calls are short-circuited while Social Plus is down.
	 * @param reason the reason
	 * @param message what happened and what to do, without any secret
	 * @param cause the cause, if any
	 * @param retryAfter how long to wait before retrying, or {@code null} if unknown
	 */
	public SocialPlusException(Reason reason, String message, @Nullable Throwable cause,
			@Nullable Duration retryAfter) {
		this(reason, message, cause, retryAfter, false);
	}

	private SocialPlusException(Reason reason, String message, @Nullable Throwable cause, @Nullable Duration retryAfter,
			boolean userOnly) {
		super(message, cause, true, retryAfter == null);
		this.reason = reason;
		this.retryAfter = retryAfter;
		this.userOnly = userOnly;
	}

	/**
	 * Return the same failure for a short-circuited call. Reason and message are kept, so
	 * that a log does not alternate between two.
	 * @param retryAfter how long to wait before retrying
	 * @return an exception without a cause and a stack trace
	 */
	public SocialPlusException withRetryAfter(Duration retryAfter) {
		Assert.notNull(retryAfter, "'retryAfter' must not be null");
		return new SocialPlusException(this.reason, String.valueOf(getMessage()), null, retryAfter, this.userOnly);
	}

	/**
	 * Return the same failure, marked as affecting only the user of the call.
	 * @return an exception that is not an {@linkplain #isOutage() outage}
	 */
	public SocialPlusException forUserOnly() {
		return this.userOnly ? this
				: new SocialPlusException(this.reason, String.valueOf(getMessage()), getCause(), this.retryAfter, true);
	}

	/**
	 * Return whether Social Plus is down or unreachable, as far as one call can tell:
	 * calls for other users are expected to fail as well, until it is back.
	 * @return whether this may be an outage
	 */
	public boolean isOutage() {
		return !this.userOnly && OUTAGES.contains(this.reason);
	}

	/**
	 * Return whether the failure affects a single user, while calls for others succeed.
	 * @return whether only the user of the call is affected
	 */
	public boolean isUserOnly() {
		return this.userOnly || SINGLE_USER.contains(this.reason);
	}

	/**
	 * Return whether Social Plus refuses the user, so that a retry does not help.
	 * @return whether the user is banned or their id is refused
	 */
	public boolean isUserRefused() {
		return this.reason == Reason.USER_REFUSED || this.reason == Reason.USER_BANNED;
	}

	/**
	 * Create the exception for an application that has disabled Social Plus.
	 * @return the exception
	 */
	public static SocialPlusException disabled() {
		return new SocialPlusException(Reason.DISABLED, "Social Plus is disabled: 'socialplus.enabled' is false");
	}

	/**
	 * Return why the call failed.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Return how long to wait before retrying: until then, calls are short-circuited.
	 * @return the time to wait, or {@code null} if unknown
	 */
	public @Nullable Duration getRetryAfter() {
		return this.retryAfter;
	}

	/**
	 * Reasons for a failed call.
	 *
	 * @since 0.1.0
	 */
	public enum Reason {

		/**
		 * Social Plus is disabled in the application. No call was made.
		 */
		DISABLED,

		/**
		 * No server key is configured. No call was made.
		 */
		SERVER_KEY_MISSING,

		/**
		 * Social Plus refused the server key (401): wrong or rotated.
		 */
		SERVER_KEY_REFUSED,

		/**
		 * The network's secure mode is off (403), so Social Plus issues no tokens.
		 */
		SECURE_MODE_OFF,

		/**
		 * Social Plus refused the user id (400, 422), or the user for their actions or a
		 * used-up quota (4xx with code 400309, 400314 or 400323).
		 */
		USER_REFUSED,

		/**
		 * The user is banned from the network (4xx with code 400312) and gets no tokens.
		 */
		USER_BANNED,

		/**
		 * No API key is configured, which issuing access tokens requires. No call was
		 * made.
		 */
		API_KEY_MISSING,

		/**
		 * No admin token is configured, which revoking a user's access tokens requires.
		 * No call was made.
		 */
		ADMIN_TOKEN_MISSING,

		/**
		 * Social Plus refused the credentials of an access token call (401, 403): the API
		 * key, an auth token, an access token or the admin token.
		 */
		CREDENTIALS_REFUSED,

		/**
		 * Too many calls for this user (429).
		 */
		RATE_LIMITED,

		/**
		 * Social Plus reported a server error (5xx).
		 */
		SERVER_ERROR,

		/**
		 * The response is not one of Social Plus's: a redirect, an unexpected status, the
		 * wrong media type, or no token.
		 */
		INVALID_RESPONSE,

		/**
		 * The connection could not be established, or broke before the response was
		 * complete.
		 */
		CONNECTION_FAILED,

		/**
		 * The client certificate has expired or is not valid yet. No call was made.
		 */
		CLIENT_CERTIFICATE_INVALID,

		/**
		 * The TLS handshake failed: on either side, a certificate is not trusted, has
		 * expired or is for another name.
		 */
		TLS_FAILED,

		/**
		 * The response was not complete in time.
		 */
		TIMEOUT

	}

}
