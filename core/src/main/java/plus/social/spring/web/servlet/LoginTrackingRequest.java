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

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import plus.social.spring.web.LogoutDetector;

/**
 * Request that records the login of the session at its first access in a request
 * attribute, which asynchronous dispatches share.
 */
final class LoginTrackingRequest extends HttpServletRequestWrapper {

	private static final String LOGIN = LoginTrackingRequest.class.getName() + ".LOGIN";

	private static final Object NO_LOGIN = new Object();

	private final LogoutDetector detector;

	private final boolean sessionsExpire;

	/**
	 * The value of the attribute, which would be looked up at each access to the session.
	 */
	private volatile @Nullable Object first;

	/**
	 * Create a request.
	 * @param request the request to wrap
	 * @param detector detects logouts
	 * @param sessionsExpire whether session concurrency control may end the session
	 */
	LoginTrackingRequest(HttpServletRequest request, LogoutDetector detector, boolean sessionsExpire) {
		super(request);
		this.detector = detector;
		this.sessionsExpire = sessionsExpire;
	}

	@Override
	public @Nullable HttpSession getSession(boolean create) {
		beforeUse();
		return super.getSession(create);
	}

	@Override
	public HttpSession getSession() {
		beforeUse();
		return super.getSession();
	}

	private void beforeUse() {
		Object first = findFirst();
		if (first == null) {
			begin();
		}
		else if (this.sessionsExpire && first instanceof LogoutDetector.SessionLogin login
				&& ConcurrentSessionExpiry.isUnderWay()) {
			this.detector.expired(login);
		}
	}

	private @Nullable Object findFirst() {
		Object first = this.first;
		if (first == null) {
			first = getAttribute(LOGIN);
			this.first = first;
		}
		return first;
	}

	// A session that cannot be read is examined once, and not by a listener that it
	// calls.
	private void begin() {
		this.first = NO_LOGIN;
		try {
			LogoutDetector.SessionLogin login = beginLogin(super.getSession(false));
			if (login != null) {
				this.first = login;
			}
		}
		finally {
			setAttribute(LOGIN, this.first);
		}
	}

	/**
	 * Compare the current login of the session with the recorded one.
	 */
	void end() {
		Object first = findFirst();
		if (first != null) {
			LogoutDetector.SessionLogin before = (first instanceof LogoutDetector.SessionLogin login) ? login : null;
			this.detector.end(before, findLogin(super.getSession(false)));
		}
	}

	private LogoutDetector.@Nullable SessionLogin beginLogin(@Nullable HttpSession session) {
		return (session != null) ? this.detector.begin(session.getId(), session::getAttribute,
				() -> session.getAttributeNames()::asIterator) : null;
	}

	private LogoutDetector.@Nullable SessionLogin findLogin(@Nullable HttpSession session) {
		return (session != null) ? this.detector.find(session.getId(), session::getAttribute,
				() -> session.getAttributeNames()::asIterator) : null;
	}

}
