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

import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * Request that records whether the session was accessed. Without an access there was no
 * login, and the session is not loaded from its store.
 */
final class SessionTrackingRequest extends HttpServletRequestWrapper {

	private final Consumer<HttpSession> firstAccess;

	private volatile boolean sessionUsed;

	/**
	 * Create a request.
	 * @param request the request to wrap
	 * @param firstAccess called with the session before its first access returns
	 */
	SessionTrackingRequest(HttpServletRequest request, Consumer<HttpSession> firstAccess) {
		super(request);
		this.firstAccess = firstAccess;
	}

	boolean isSessionUsed() {
		return this.sessionUsed;
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
		if (!this.sessionUsed) {
			this.sessionUsed = true;
			HttpSession session = super.getSession(false);
			if (session != null) {
				this.firstAccess.accept(session);
			}
		}
	}

}
