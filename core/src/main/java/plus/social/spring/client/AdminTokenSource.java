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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * The admin token for calls, and whether Social Plus accepts it.
 */
final class AdminTokenSource {

	private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(1);

	private final SocialPlusAdminTokenProvider provider;

	private final Clock clock;

	private volatile @Nullable AdminToken accepted;

	private volatile @Nullable Refusal refusal;

	private Instant refreshedAt = Instant.MIN;

	AdminTokenSource(SocialPlusAdminTokenProvider provider, Clock clock) {
		this.provider = provider;
		this.clock = clock;
	}

	/**
	 * Return the token for a call.
	 * @return the token
	 * @throws SocialPlusException if there is none
	 */
	AdminToken getToken() {
		AdminToken token;
		try {
			token = this.provider.getAdminToken();
		}
		catch (SocialPlusException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// Without the exception, which may contain anything, including a token.
			throw missing("The admin token provider failed [" + ex.getClass().getName() + "]");
		}
		if (token == null) {
			String problem = findProviderProblem();
			throw missing((problem != null) ? problem
					: "'socialplus.admin-token' is not set: copy the value from the Social Plus Console");
		}
		return token;
	}

	private static SocialPlusException missing(String message) {
		return new SocialPlusException(Reason.ADMIN_TOKEN_MISSING, message);
	}

	private @Nullable String findProviderProblem() {
		try {
			return this.provider.getProblem();
		}
		catch (RuntimeException ex) {
			return "The admin token provider failed [" + ex.getClass().getName() + "]";
		}
	}

	/**
	 * Return another token than a refused one. Refreshes the token first, unless that was
	 * done in the last second. May block.
	 * @param refused the token that was refused
	 * @return another token, or {@code null} if there is none
	 */
	synchronized @Nullable AdminToken findOther(AdminToken refused) {
		Instant now = this.clock.instant();
		if (!now.isBefore(this.refreshedAt.plus(REFRESH_INTERVAL))) {
			this.refreshedAt = now;
			refresh();
		}
		AdminToken token = getToken();
		return token.equals(refused) ? null : token;
	}

	private void refresh() {
		try {
			this.provider.refresh();
		}
		catch (RuntimeException ex) {
			// The known token is still used.
		}
	}

	void accepted(AdminToken token) {
		this.accepted = token;
		this.refusal = null;
	}

	void refused(AdminToken token, SocialPlusException failure) {
		this.refusal = new Refusal(token, String.valueOf(failure.getMessage()));
	}

	/**
	 * Describe the token.
	 * @return a snapshot, or {@code null} if no token is configured
	 */
	@Nullable SocialPlusAdminTokenStatus describe() {
		String problem = findProviderProblem();
		AdminToken token;
		try {
			token = this.provider.getAdminToken();
		}
		catch (RuntimeException ex) {
			return new SocialPlusAdminTokenStatus(null, null, false,
					"The admin token provider failed [" + ex.getClass().getName() + "]");
		}
		if (token == null) {
			return (problem != null) ? new SocialPlusAdminTokenStatus(null, null, false, problem) : null;
		}
		Instant expiresAt = token.getExpiresAt();
		return new SocialPlusAdminTokenStatus(token.getFingerprint(), expiresAt, token.equals(this.accepted),
				findProblem(token, expiresAt, problem));
	}

	private @Nullable String findProblem(AdminToken token, @Nullable Instant expiresAt, @Nullable String problem) {
		Refusal refusal = this.refusal;
		if (problem != null || refusal == null || !refusal.token().equals(token)) {
			return (problem == null && expiresAt != null && !this.clock.instant().isBefore(expiresAt))
					? "The admin token has expired at " + expiresAt : problem;
		}
		return refusal.message();
	}

	/**
	 * A refused token.
	 *
	 * @param token the token
	 * @param message what to do
	 */
	private record Refusal(AdminToken token, String message) {

	}

}
