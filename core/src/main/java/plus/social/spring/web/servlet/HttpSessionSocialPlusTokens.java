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

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.ResolvedLogin;
import plus.social.spring.session.AwaitedToken;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.LoginSession;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.Assert;

/**
 * Access to the tokens in HTTP sessions, for controllers and filters. It never creates a
 * session and uses the login that is stored in the session. If the request has the login
 * of another user, for example in a header, there is no token.
 *
 * @since 0.1.0
 */
public final class HttpSessionSocialPlusTokens {

	private static final String RESOLVED_LOGIN = ResolvedLogin.class.getName();

	private final SessionTokens sessionTokens;

	private final LoginResolver loginResolver;

	/**
	 * Create the tokens in HTTP sessions.
	 * @param sessionTokens the tokens of the application's sessions
	 * @param loginResolver the resolver of a login's user
	 */
	public HttpSessionSocialPlusTokens(SessionTokens sessionTokens, LoginResolver loginResolver) {
		Assert.notNull(sessionTokens, "'sessionTokens' must not be null");
		Assert.notNull(loginResolver, "'loginResolver' must not be null");
		this.sessionTokens = sessionTokens;
		this.loginResolver = loginResolver;
	}

	/**
	 * Return the token in the session of a request. Never blocks and makes no call.
	 * @param request the request
	 * @return the token, if there is a valid one of the current login
	 */
	public Optional<SocialPlusAuthToken> find(HttpServletRequest request) {
		return find(request, this.sessionTokens::find);
	}

	/**
	 * Return why there is no token in the session of a request. Never blocks and makes no
	 * call.
	 * @param request the request
	 * @return the failure of the last call, if it is at most a minute old and no other
	 * call is in progress
	 */
	public Optional<SocialPlusException> findFailure(HttpServletRequest request) {
		return find(request, this.sessionTokens::findFailure);
	}

	private <T> Optional<T> find(HttpServletRequest request, Function<LoginSession, Optional<T>> finder) {
		try {
			return isEnabled() ? sessionOfLogin(request).flatMap(finder) : Optional.empty();
		}
		catch (IllegalStateException ex) {
			// Another request has invalidated the session in the meantime.
			return Optional.empty();
		}
	}

	/**
	 * Return a usable token for the current login: the session's token, or a new one,
	 * which is then attached to the session (unless the mode is {@link LoginMode#OFF}).
	 * Waits for at most the deadline of a call, by default three seconds. If the session
	 * has a valid token that is due for replacement, it waits for at most the login
	 * budget.
	 * @param request the request
	 * @return the token
	 * @throws SocialPlusException if no token is available
	 * @throws IllegalStateException if there is no session with a login that may receive
	 * a token
	 */
	public SocialPlusAuthToken obtain(HttpServletRequest request) {
		this.sessionTokens.checkEnabled();
		LoginSession session = sessionOfLogin(request).orElseThrow(
				() -> new IllegalStateException("There is no session in which the user of the request is logged in"));
		SocialPlusAuthToken token = await(this.sessionTokens.obtain(session));
		if (this.sessionTokens.isStoring()) {
			this.sessionTokens.put(session, token);
		}
		return token;
	}

	/**
	 * Return a token for the login of a request in Spring Security's context, even if it
	 * is not stored in a session.
	 * @param request the request
	 * @return the token
	 * @throws SocialPlusException if no token is available
	 * @throws LoginRequiredException if there is no login
	 * @throws TokenDeniedException if the login may not receive a token, or the session
	 * is another user's
	 */
	SocialPlusAuthToken obtainForLogin(HttpServletRequest request) {
		Authentication login = findLogin();
		if (login == null) {
			throw new LoginRequiredException();
		}
		this.sessionTokens.checkEnabled();
		SocialPlusUser user = this.loginResolver.resolve(login);
		if (user == null) {
			throw new TokenDeniedException("The login may not receive a Social Plus token");
		}
		try {
			return obtainForLogin(request, login, user);
		}
		catch (IllegalStateException ex) {
			// Another request has invalidated the session in the meantime.
			throw new LoginRequiredException();
		}
	}

	private SocialPlusAuthToken obtainForLogin(HttpServletRequest request, Authentication login, SocialPlusUser user) {
		SocialPlusAuthToken token = isSessionOf(request, login) ? await(obtain(request, user)) : null;
		// The session may have got another login in the meantime.
		if (token == null || !token.getUserId().equals(user.getId())) {
			throw new TokenDeniedException("Another user is logged in to the session");
		}
		put(request, user, token);
		return token;
	}

	private AwaitedToken obtain(HttpServletRequest request, SocialPlusUser user) {
		return obtain(user, isLoggedIn(request, user) ? session(request, user) : null, false, findMechanism());
	}

	private @Nullable Authentication findLogin() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return this.loginResolver.isLogin(authentication) ? authentication : null;
	}

	private boolean isSessionOf(HttpServletRequest request, Authentication login) {
		HttpSession session = request.getSession(false);
		return session == null || this.loginResolver.isSessionOf(login, session::getAttribute,
				() -> session.getAttributeNames()::asIterator);
	}

	// Outside of Spring Security's filter chain, only the session has a login.
	private Optional<LoginSession> sessionOfLogin(HttpServletRequest request) {
		Authentication login = findLogin();
		return (login == null || isSessionOf(request, login)) ? session(request) : Optional.empty();
	}

	/**
	 * Return a token for a user.
	 * @param user the user
	 * @param session the session with the login of the user, or {@code null} if there is
	 * none
	 * @param renewal whether to issue a new one even if the one in the session is fresh
	 * @param mechanism how the user has logged in
	 * @return the pending token
	 */
	AwaitedToken obtain(SocialPlusUser user, @Nullable LoginSession session, boolean renewal,
			@Nullable String mechanism) {
		return (renewal || session == null) ? this.sessionTokens.issue(user, mechanism)
				: this.sessionTokens.obtain(session);
	}

	/**
	 * Return how the user of the current request has logged in.
	 * @return a description for operators
	 */
	@Nullable String findMechanism() {
		return LoginResolver.describeMechanism(findLogin());
	}

	/**
	 * Return whether the session of a request has the login of a user at this time.
	 * @param request the request
	 * @param user the user
	 * @return whether it does
	 */
	boolean isLoggedIn(HttpServletRequest request, SocialPlusUser user) {
		SocialPlusUser login = session(request).map(LoginSession::getLogin).orElse(null);
		return login != null && login.getId().equals(user.getId());
	}

	/**
	 * Return the session of a request for a user whose login it has. To the caller, it
	 * remains the session of this user even after another login.
	 * @param request the request
	 * @param user the user
	 * @return the session, if there is one
	 */
	@Nullable LoginSession session(HttpServletRequest request, SocialPlusUser user) {
		HttpSession session = request.getSession(false);
		return (session != null) ? new HttpLoginSession(session, () -> findStored(session), user) : null;
	}

	/**
	 * Attach a token to the session of a request if it has the login of the user.
	 * @param request the request
	 * @param user the user
	 * @param token the token
	 */
	void put(HttpServletRequest request, SocialPlusUser user, SocialPlusAuthToken token) {
		if (this.sessionTokens.isStoring() && isLoggedIn(request, user)) {
			session(request).ifPresent((session) -> this.sessionTokens.put(session, token));
		}
	}

	/**
	 * Return the maximum time to wait for a token.
	 * @return the deadline
	 */
	Duration getDeadline() {
		return this.sessionTokens.getDeadline();
	}

	/**
	 * Return whether Social Plus is enabled.
	 * @return {@code false} if the application has disabled it
	 */
	boolean isEnabled() {
		return this.sessionTokens.isEnabled();
	}

	private static SocialPlusAuthToken await(AwaitedToken awaited) {
		try {
			return awaited.getFuture().get(awaited.getMaxWait().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return awaited.orFallback(ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			return awaited.orFallback(ex);
		}
	}

	/**
	 * Attach a token to the session of a login before its response, in any mode. Waits
	 * for at most the login budget; the next request attaches a later token.
	 * @param request the request
	 * @param authentication the login
	 * @param required whether to wait even while tokens take longer than the login budget
	 * @return whether the session has the token
	 */
	boolean attach(HttpServletRequest request, Authentication authentication, boolean required) {
		Optional<LoginSession> login = Optional.ofNullable(request.getSession(false))
			.map((session) -> new HttpLoginSession(session, () -> authentication,
					new ResolvedLogin(this.loginResolver)));
		login.ifPresent((session) -> await(session, this.sessionTokens.attachNow(session, required)));
		return login.flatMap(this.sessionTokens::find).isPresent();
	}

	/**
	 * Reconcile the token in the session with the current login, before the response.
	 * Waits for at most the login budget, and only if the mode requires it.
	 * @param request the request
	 */
	void attach(HttpServletRequest request) {
		session(request).ifPresent((session) -> await(session, this.sessionTokens.attach(session)));
	}

	/**
	 * Attach a token that was fetched since the last request. The session is the one that
	 * the application uses: to look it up by its id would load it from its store.
	 * @param request the request
	 * @param session the session of the request
	 */
	void collect(HttpServletRequest request, HttpSession session) {
		if (this.sessionTokens.isPending(session.getId())) {
			session(request).ifPresent(this.sessionTokens::collect);
		}
	}

	private void await(LoginSession session, @Nullable AwaitedToken awaited) {
		if (awaited == null) {
			return;
		}
		try {
			this.sessionTokens.put(session, await(awaited));
		}
		catch (RuntimeException ex) {
			// The login proceeds without a token. A late one is attached by the next
			// request.
			this.sessionTokens.giveUp(awaited);
		}
	}

	private Optional<LoginSession> session(HttpServletRequest request) {
		return Optional.ofNullable(request.getSession(false))
			.map((session) -> new HttpLoginSession(session, () -> findStored(session), resolvedLogin(request)));
	}

	private @Nullable Authentication findStored(HttpSession session) {
		return this.loginResolver.findStored(session::getAttribute, () -> session.getAttributeNames()::asIterator);
	}

	private ResolvedLogin resolvedLogin(HttpServletRequest request) {
		if (request.getAttribute(RESOLVED_LOGIN) instanceof ResolvedLogin resolved) {
			return resolved;
		}
		ResolvedLogin created = new ResolvedLogin(this.loginResolver);
		request.setAttribute(RESOLVED_LOGIN, created);
		return created;
	}

}
