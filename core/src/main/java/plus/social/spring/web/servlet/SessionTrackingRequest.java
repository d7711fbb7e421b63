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

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * Request that records whether the session was accessed. Without an access there was no
 * login, and the session is not loaded from its store or examined again.
 */
final class SessionTrackingRequest extends HttpServletRequestWrapper {

	private final Consumer<HttpSession> firstAccess;

	private volatile boolean sessionUsed;

	private final AtomicBoolean usedSinceExamined = new AtomicBoolean();

	/**
	 * Create a request.
	 * @param request the request to wrap
	 * @param firstAccess called with the session before its first access returns
	 */
	SessionTrackingRequest(HttpServletRequest request, Consumer<HttpSession> firstAccess) {
		super(request);
		this.firstAccess = firstAccess;
	}

	/**
	 * Return whether the session was accessed since it was last examined, which it is
	 * about to be.
	 * @return {@code true} if it may have another login or token than then
	 */
	boolean examine() {
		return this.usedSinceExamined.getAndSet(false);
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
		this.usedSinceExamined.set(true);
		if (!this.sessionUsed) {
			this.sessionUsed = true;
			HttpSession session = super.getSession(false);
			if (session != null) {
				this.firstAccess.accept(session);
			}
		}
	}

}
