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

/**
 * Request that records whether the session was accessed. Without an access there was no
 * login, and the session is not loaded from its store.
 */
final class SessionTrackingRequest extends HttpServletRequestWrapper {

	private volatile boolean sessionUsed;

	SessionTrackingRequest(HttpServletRequest request) {
		super(request);
	}

	boolean isSessionUsed() {
		return this.sessionUsed;
	}

	@Override
	public @Nullable HttpSession getSession(boolean create) {
		this.sessionUsed = true;
		return super.getSession(create);
	}

	@Override
	public HttpSession getSession() {
		this.sessionUsed = true;
		return super.getSession();
	}

}
