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

package plus.social.spring.web;

import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.core.Authentication;
import org.springframework.util.Assert;

/**
 * Compares the logins of a session at the beginning and at the end of a request: a
 * missing login is a logout, a new one is a login. The user is resolved for these
 * requests only. A logout while impersonating another user does not count as that user's.
 *
 * @since 0.1.0
 */
public final class LogoutDetector {

	private final LoginResolver loginResolver;

	private final LogoutRevoker revoker;

	private final LoginCondition notImpersonating = new SwitchUserCondition();

	/**
	 * Create a detector.
	 * @param loginResolver finds logins and resolves their users
	 * @param revoker the revoker that is notified of logouts and logins
	 */
	public LogoutDetector(LoginResolver loginResolver, LogoutRevoker revoker) {
		Assert.notNull(loginResolver, "'loginResolver' must not be null");
		Assert.notNull(revoker, "'revoker' must not be null");
		this.loginResolver = loginResolver;
		this.revoker = revoker;
	}

	/**
	 * Return the login that a session has when a request begins to use it.
	 * @param sessionId the id of the session
	 * @param attributes returns the value of a session attribute
	 * @param names returns the names of the session's attributes
	 * @return the login, or {@code null} if there is none
	 */
	public @Nullable SessionLogin begin(String sessionId, Function<String, @Nullable Object> attributes,
			Supplier<? extends Iterable<String>> names) {
		SessionLogin login = find(sessionId, attributes, names);
		if (login != null) {
			this.revoker.sessionUsed(sessionId);
		}
		return login;
	}

	/**
	 * Return the login that a session has.
	 * @param sessionId the id of the session
	 * @param attributes returns the value of a session attribute
	 * @param names returns the names of the session's attributes
	 * @return the login, or {@code null} if there is none
	 */
	public @Nullable SessionLogin find(String sessionId, Function<String, @Nullable Object> attributes,
			Supplier<? extends Iterable<String>> names) {
		Authentication authentication = this.loginResolver.findStored(attributes, names);
		return (authentication != null && this.loginResolver.isLogin(authentication))
				? new SessionLogin(sessionId, authentication) : null;
	}

	/**
	 * Compare the logins of a request.
	 * @param before the login at its beginning, or {@code null} if there was none
	 * @param after the login at its end, or {@code null} if there is none
	 */
	public void end(@Nullable SessionLogin before, @Nullable SessionLogin after) {
		if (before != null && after == null) {
			SocialPlusUser user = resolve(before);
			if (user != null) {
				this.revoker.loggedOut(before.sessionId(), user);
			}
		}
		if (after != null && isNew(before, after)) {
			SocialPlusUser user = resolve(after);
			if (user != null) {
				this.revoker.loggedIn(user);
			}
		}
	}

	// Logging in changes the id of a session, unless session fixation protection is off.
	private static boolean isNew(@Nullable SessionLogin before, SessionLogin after) {
		return before == null || !before.sessionId().equals(after.sessionId());
	}

	private @Nullable SocialPlusUser resolve(SessionLogin login) {
		return this.notImpersonating.matches(login.authentication())
				? this.loginResolver.resolve(login.authentication()) : null;
	}

	/**
	 * Called when a session has ended for another reason than a logout.
	 * @param login the login that the request began with
	 */
	public void expired(SessionLogin login) {
		Assert.notNull(login, "'login' must not be null");
		this.revoker.sessionExpired(login.sessionId());
	}

	/**
	 * Login of a session at one time of a request.
	 *
	 * @param sessionId the id of the session at that time
	 * @param authentication the login
	 */
	public record SessionLogin(String sessionId, Authentication authentication) {

		/**
		 * Return a description without the session id, which is as sensitive as a login.
		 */
		@Override
		public String toString() {
			return "SessionLogin[sessionId=***]";
		}

	}

}
