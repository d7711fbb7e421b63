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

import java.io.IOException;
import java.util.function.BooleanSupplier;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.web.LogoutDetector;

import org.springframework.util.Assert;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Filter that revokes the access tokens of users who log out. A logout is a request that
 * begins with a login in the session and ends without one, regardless of the cause,
 * except if session concurrency control expires it. The request does not wait.
 * <p>
 * Register it right outside Spring Security's filter chain and inside Spring Session's
 * filter, for the dispatcher types {@code REQUEST} and {@code ASYNC}.
 *
 * @since 0.1.0
 */
public final class SocialPlusLogoutFilter extends GenericFilterBean {

	private final LogoutDetector detector;

	private final BooleanSupplier sessionConcurrencyControl;

	/**
	 * Create a filter for an application that may use session concurrency control.
	 * @param loginResolver the resolver of logins and their users
	 * @param revoker the revoker of access tokens
	 */
	public SocialPlusLogoutFilter(LoginResolver loginResolver, LogoutRevoker revoker) {
		this(loginResolver, revoker, () -> true);
	}

	/**
	 * Create a filter.
	 * @param loginResolver the resolver of logins and their users
	 * @param revoker the revoker of access tokens
	 * @param sessionConcurrencyControl whether the application may use session
	 * concurrency control, called for each request. If it does, each access to the
	 * session looks for Spring Security's {@code ConcurrentSessionFilter} on the stack
	 */
	public SocialPlusLogoutFilter(LoginResolver loginResolver, LogoutRevoker revoker,
			BooleanSupplier sessionConcurrencyControl) {
		Assert.notNull(sessionConcurrencyControl, "'sessionConcurrencyControl' must not be null");
		this.detector = new LogoutDetector(loginResolver, revoker);
		this.sessionConcurrencyControl = sessionConcurrencyControl;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (!(request instanceof HttpServletRequest httpRequest)) {
			chain.doFilter(request, response);
			return;
		}
		LoginTrackingRequest tracking = new LoginTrackingRequest(httpRequest, this.detector,
				this.sessionConcurrencyControl.getAsBoolean());
		try {
			chain.doFilter(tracking, response);
		}
		finally {
			// An asynchronous request is filtered again when it is dispatched.
			if (!request.isAsyncStarted()) {
				end(tracking);
			}
		}
	}

	private void end(LoginTrackingRequest request) {
		try {
			request.end();
		}
		catch (RuntimeException ex) {
			this.logger.debug("Failed to detect whether a request was a logout", ex);
		}
	}

}
