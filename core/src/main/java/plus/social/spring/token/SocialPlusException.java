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
 * Says that Social Plus could not be had, with a reason that a caller can switch on.
 * Neither its message nor its causes contain a server key, a token or a user id.
 *
 * @since 0.1.0
 */
public class SocialPlusException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * What calls for other users are expected to fail with, too, and what passes by
	 * itself.
	 */
	private static final Set<Reason> OUTAGES = EnumSet.of(Reason.SERVER_ERROR, Reason.INVALID_RESPONSE,
			Reason.CONNECTION_FAILED, Reason.TLS_FAILED, Reason.TIMEOUT);

	private static final Set<Reason> OF_ONE_USER = EnumSet.of(Reason.USER_REFUSED, Reason.USER_BANNED,
			Reason.RATE_LIMITED);

	/**
	 * Why Social Plus could not be had.
	 */
	private final Reason reason;

	/**
	 * How long asking again is of no use.
	 */
	private final @Nullable Duration retryAfter;

	/**
	 * Whether calls for other users succeed.
	 */
	private final boolean userOnly;

	/**
	 * Create an exception without a cause.
	 * @param reason why
	 * @param message what happened and what to do, without any secret
	 */
	public SocialPlusException(Reason reason, String message) {
		this(reason, message, null);
	}

	/**
	 * Create an exception.
	 * @param reason why
	 * @param message what happened and what to do, without any secret
	 * @param cause what it comes from, if anything
	 */
	public SocialPlusException(Reason reason, String message, @Nullable Throwable cause) {
		this(reason, message, cause, null);
	}

	/**
	 * Create an exception that says when to ask again. It has no stack trace: it is for
	 * calls that are not made, of which there are many while Social Plus is down.
	 * @param reason why
	 * @param message what happened and what to do, without any secret
	 * @param cause what it comes from, if anything
	 * @param retryAfter how long asking again is of no use, or {@code null} if that is
	 * not known
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
	 * Return the same failure for a call that is not made. Reason and message stay, so
	 * that a log does not alternate between two.
	 * @param retryAfter how long to wait before retrying
	 * @return an exception without a cause and a stack trace
	 */
	public SocialPlusException withRetryAfter(Duration retryAfter) {
		Assert.notNull(retryAfter, "'retryAfter' must not be null");
		return new SocialPlusException(this.reason, String.valueOf(getMessage()), null, retryAfter, this.userOnly);
	}

	/**
	 * Return the same failure of a call whose user alone is affected.
	 * @return an exception that is no {@linkplain #isOutage() outage}
	 */
	public SocialPlusException forUserOnly() {
		return this.userOnly ? this
				: new SocialPlusException(this.reason, String.valueOf(getMessage()), getCause(), this.retryAfter, true);
	}

	/**
	 * Return whether Social Plus is down or out of reach, as far as one call can tell:
	 * calls for other users are expected to fail as well, until it is back.
	 * @return whether this may be an outage
	 */
	public boolean isOutage() {
		return !this.userOnly && OUTAGES.contains(this.reason);
	}

	/**
	 * Return whether this concerns one user, while calls for others succeed.
	 * @return whether only the user of the call is affected
	 */
	public boolean isUserOnly() {
		return this.userOnly || OF_ONE_USER.contains(this.reason);
	}

	/**
	 * Return whether Social Plus does not accept the user, so that retrying does not
	 * help.
	 * @return whether the user is banned or their id is refused
	 */
	public boolean isUserRefused() {
		return this.reason == Reason.USER_REFUSED || this.reason == Reason.USER_BANNED;
	}

	/**
	 * Create the exception of an application that has switched Social Plus off.
	 * @return the exception
	 */
	public static SocialPlusException disabled() {
		return new SocialPlusException(Reason.DISABLED, "Social Plus is switched off: 'socialplus.enabled' is false");
	}

	/**
	 * Return why Social Plus could not be had.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Return how long asking again is of no use: no call would be made.
	 * @return the time to wait, or {@code null} if that is not known
	 */
	public @Nullable Duration getRetryAfter() {
		return this.retryAfter;
	}

	/**
	 * Why Social Plus could not be had.
	 *
	 * @since 0.1.0
	 */
	public enum Reason {

		/**
		 * The application has switched Social Plus off. No call was made.
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
		 * The network's secure mode is off (403), so it mints no tokens.
		 */
		SECURE_MODE_OFF,

		/**
		 * Social Plus refused the user id (400, 422, or 403 with a code that concerns one
		 * user).
		 */
		USER_REFUSED,

		/**
		 * The user is banned from the network (403, code 400312), so they have no token
		 * and no session.
		 */
		USER_BANNED,

		/**
		 * No API key is configured, without which there are no sessions. No call was
		 * made.
		 */
		API_KEY_MISSING,

		/**
		 * No admin token is configured, without which no sessions of others are ended. No
		 * call was made.
		 */
		ADMIN_TOKEN_MISSING,

		/**
		 * Social Plus refused what a call about sessions was made with (401, 403): the
		 * API key, an auth token, an access token or the admin token.
		 */
		CREDENTIALS_REFUSED,

		/**
		 * Too many calls for this user (429).
		 */
		RATE_LIMITED,

		/**
		 * Social Plus has a fault of its own (5xx).
		 */
		SERVER_ERROR,

		/**
		 * The answer is none that Social Plus gives: a redirect, another status, the
		 * wrong media type, or no token in it.
		 */
		INVALID_RESPONSE,

		/**
		 * No connection, or one that broke before the answer was complete.
		 */
		CONNECTION_FAILED,

		/**
		 * The client certificate has expired or is not valid yet. No call was made.
		 */
		CLIENT_CERTIFICATE_INVALID,

		/**
		 * The TLS handshake failed: a certificate that is not trusted, expired or for
		 * another name, on either side.
		 */
		TLS_FAILED,

		/**
		 * The answer was not complete in time.
		 */
		TIMEOUT

	}

}
