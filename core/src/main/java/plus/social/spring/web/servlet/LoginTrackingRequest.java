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

package plus.social.spring.web.servlet;

import java.util.Collections;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.logout.StoredLogin;
import plus.social.spring.token.SocialPlusUser;

/**
 * Knows who was logged in to the session when somebody first asked for it. The request
 * keeps it, so that its asynchronous dispatches know it, too.
 */
final class LoginTrackingRequest extends HttpServletRequestWrapper {

	private static final String SEEN = LoginTrackingRequest.class.getName() + ".SEEN";

	private static final String LOGIN = LoginTrackingRequest.class.getName() + ".LOGIN";

	private final LoginResolver loginResolver;

	private final LogoutRevoker revoker;

	LoginTrackingRequest(HttpServletRequest request, LoginResolver loginResolver, LogoutRevoker revoker) {
		super(request);
		this.loginResolver = loginResolver;
		this.revoker = revoker;
	}

	@Override
	public @Nullable HttpSession getSession(boolean create) {
		see();
		return super.getSession(create);
	}

	@Override
	public HttpSession getSession() {
		see();
		return super.getSession();
	}

	private void see() {
		if (getAttribute(SEEN) == null) {
			setAttribute(SEEN, true);
			HttpSession session = super.getSession(false);
			if (session != null) {
				see(session);
			}
		}
	}

	private void see(HttpSession session) {
		SocialPlusUser user = this.loginResolver.resolveStored(session::getAttribute,
				() -> Collections.list(session.getAttributeNames()));
		if (user != null) {
			StoredLogin login = new StoredLogin(session.getId(), user);
			this.revoker.loggedIn(login);
			setAttribute(LOGIN, login);
		}
	}

	/**
	 * Tell of a logout, if there was one.
	 */
	void end() {
		if (getAttribute(LOGIN) instanceof StoredLogin login && !isLoginStored(super.getSession(false))) {
			this.revoker.loggedOut(login);
		}
	}

	private boolean isLoginStored(@Nullable HttpSession session) {
		return session != null && this.loginResolver.isLoginStored(session::getAttribute,
				() -> Collections.list(session.getAttributeNames()));
	}

}
