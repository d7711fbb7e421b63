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

package plus.social.spring.web.reactive;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.ResolvedLogin;
import plus.social.spring.observation.CallerObservation;
import plus.social.spring.session.AwaitedToken;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.LoginSession;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.WebSessionStore;

/**
 * Access to the tokens in web sessions, for controllers and filters. It never starts a
 * session and uses the login that is stored in the session. If the exchange has the login
 * of another user, for example in a header, there is no token.
 *
 * @since 0.1.0
 */
public final class WebSessionSocialPlusTokens {

	private final SessionTokens sessionTokens;

	private final LoginResolver loginResolver;

	private final Supplier<@Nullable WebSessionStore> sessionStore;

	/**
	 * Create the tokens in web sessions.
	 * @param sessionTokens the tokens of the application's sessions
	 * @param loginResolver the resolver of a login's user
	 */
	public WebSessionSocialPlusTokens(SessionTokens sessionTokens, LoginResolver loginResolver) {
		this(sessionTokens, loginResolver, () -> null);
	}

	/**
	 * Create the tokens in web sessions.
	 * @param sessionTokens the tokens of the application's sessions
	 * @param loginResolver the resolver of a login's user
	 * @param sessionStore supplier of the session store, from which a session is read
	 * again after a call; supplies {@code null} to use the session of the exchange
	 */
	public WebSessionSocialPlusTokens(SessionTokens sessionTokens, LoginResolver loginResolver,
			Supplier<@Nullable WebSessionStore> sessionStore) {
		Assert.notNull(sessionTokens, "'sessionTokens' must not be null");
		Assert.notNull(loginResolver, "'loginResolver' must not be null");
		Assert.notNull(sessionStore, "'sessionStore' must not be null");
		this.sessionTokens = sessionTokens;
		this.loginResolver = loginResolver;
		this.sessionStore = sessionStore;
	}

	/**
	 * Return the token in the session of an exchange. Never waits for Social Plus and
	 * makes no call.
	 * @param exchange the exchange
	 * @return the token, or empty if there is no valid one of the current login
	 */
	public Mono<SocialPlusAuthToken> find(ServerWebExchange exchange) {
		return find(exchange, this.sessionTokens::find);
	}

	/**
	 * Return why there is no token in the session of an exchange. Never waits for Social
	 * Plus and makes no call.
	 * @param exchange the exchange
	 * @return the failure of the last call, if it is at most a minute old and no other
	 * call is in progress; otherwise empty
	 */
	public Mono<SocialPlusException> findFailure(ServerWebExchange exchange) {
		return find(exchange, this.sessionTokens::findFailure);
	}

	private <T> Mono<T> find(ServerWebExchange exchange, Function<LoginSession, Optional<T>> finder) {
		return isEnabled() ? sessionOfLogin(exchange).mapNotNull((session) -> finder.apply(session).orElse(null))
				: Mono.empty();
	}

	/**
	 * Return a usable token for the current login: the session's token, or a new one,
	 * which is then attached to the session (unless the mode is {@link LoginMode#OFF}).
	 * Takes at most the deadline of a call, by default three seconds. If the session has
	 * a valid token that is due for replacement, it takes at most the login budget.
	 * @param exchange the exchange
	 * @return the token, a {@link SocialPlusException} if no token is available, or an
	 * {@link IllegalStateException} if there is no session with a login that may receive
	 * a token; never empty
	 */
	public Mono<SocialPlusAuthToken> obtain(ServerWebExchange exchange) {
		if (!isEnabled()) {
			return Mono.error(SocialPlusException::disabled);
		}
		return sessionOfLogin(exchange).switchIfEmpty(Mono.error(
				() -> new IllegalStateException("There is no session in which the user of the exchange is logged in")))
			.flatMap((session) -> asCaller(() -> await(this.sessionTokens.obtain(session)))
				.flatMap((token) -> store(session, token).thenReturn(token)));
	}

	/**
	 * Return a token for the login of an exchange in Spring Security's context, even if
	 * it is not stored in a session.
	 * @param exchange the exchange
	 * @return the token, a {@link SocialPlusException} if no token is available, a
	 * {@link LoginRequiredException} if there is no login, or a
	 * {@link TokenDeniedException} if the login may not receive a token or the session is
	 * another user's; never empty
	 */
	Mono<SocialPlusAuthToken> obtainForLogin(ServerWebExchange exchange) {
		return findLogin().switchIfEmpty(Mono.error(LoginRequiredException::new))
			.flatMap((login) -> obtain(exchange, login));
	}

	private Mono<SocialPlusAuthToken> obtain(ServerWebExchange exchange, Authentication login) {
		if (!isEnabled()) {
			return Mono.error(SocialPlusException::disabled);
		}
		SocialPlusUser user = this.loginResolver.resolve(login);
		if (user == null) {
			return Mono.error(new TokenDeniedException("The login may not receive a Social Plus token"));
		}
		// The session may get another login in the meantime.
		return exchange.getSession()
			.filter((session) -> isSessionOf(session, login))
			.flatMap((session) -> obtain(exchange, user, false, false))
			.filter((token) -> token.getUserId().equals(user.getId()))
			.switchIfEmpty(Mono.error(() -> new TokenDeniedException("Another user is logged in to the session")))
			// Another request has invalidated the session in the meantime.
			.onErrorMap(IllegalStateException.class, (ex) -> new LoginRequiredException());
	}

	private Mono<Authentication> findLogin() {
		return ReactiveSecurityContextHolder.getContext()
			.mapNotNull(SecurityContext::getAuthentication)
			.filter(this.loginResolver::isLogin);
	}

	private Mono<Optional<String>> findMechanism() {
		return findLogin().mapNotNull(LoginResolver::describeMechanism).singleOptional();
	}

	private boolean isSessionOf(WebSession session, Authentication login) {
		Map<String, Object> attributes = session.getAttributes();
		return this.loginResolver.isSessionOf(login, attributes::get, attributes::keySet);
	}

	// Outside of Spring Security's filter chain, only the session has a login.
	private Mono<WebLoginSession> sessionOfLogin(ServerWebExchange exchange) {
		return findLogin().singleOptional()
			.flatMap((login) -> exchange.getSession()
				.filter((session) -> login.isEmpty() || isSessionOf(session, login.get())))
			.map(this::session);
	}

	/**
	 * Return a token for the login of an exchange, and attach it to the session if the
	 * session has the login before and after the call.
	 * @param exchange the exchange
	 * @param user the user
	 * @param stored whether the session had the login when the request arrived
	 * @param renewal whether to issue a new one even if the one in the session is fresh
	 * @return the token; empty if the session no longer has the login
	 */
	Mono<SocialPlusAuthToken> obtain(ServerWebExchange exchange, SocialPlusUser user, boolean stored, boolean renewal) {
		return exchange.getSession().flatMap((session) -> {
			if (isLoggedIn(session, user)) {
				return asCaller(() -> obtain(session, user, stored, renewal));
			}
			return stored ? Mono.empty() : findMechanism()
				.flatMap((mechanism) -> asCaller(() -> await(this.sessionTokens.issue(user, mechanism.orElse(null)))));
		});
	}

	private Mono<SocialPlusAuthToken> obtain(WebSession session, SocialPlusUser user, boolean stored, boolean renewal) {
		WebLoginSession login = new WebLoginSession(session, () -> findStored(session), user);
		AwaitedToken awaited = renewal ? this.sessionTokens.issue(user, login.getMechanism())
				: this.sessionTokens.obtain(login);
		Mono<SocialPlusAuthToken> token = await(awaited);
		if (stored && !awaited.getFuture().isDone()) {
			token = token.filterWhen((there) -> isStillLoggedIn(session, user));
		}
		return token.flatMap((there) -> store(login, there).thenReturn(there));
	}

	// An exchange caches its session, even if the session changes in the meantime.
	private Mono<Boolean> isStillLoggedIn(WebSession session, SocialPlusUser user) {
		WebSessionStore store = this.sessionStore.get();
		Mono<WebSession> now = (store != null) ? store.retrieveSession(session.getId()) : Mono.just(session);
		return now.map((reloaded) -> isLoggedIn(reloaded, user)).defaultIfEmpty(false);
	}

	private boolean isLoggedIn(WebSession session, SocialPlusUser user) {
		SocialPlusUser login = session(session).getLogin();
		return login != null && login.getId().equals(user.getId());
	}

	/**
	 * Return whether Social Plus is enabled.
	 * @return {@code false} if the application has disabled it
	 */
	boolean isEnabled() {
		return this.sessionTokens.isEnabled();
	}

	private Mono<Void> store(WebLoginSession session, SocialPlusAuthToken token) {
		return Mono.defer(() -> {
			if (this.sessionTokens.isStoring()) {
				this.sessionTokens.put(session, token);
			}
			return session.saveIfChanged();
		});
	}

	/**
	 * Attach a token to the session of a login before its response, in any mode. Waits
	 * for at most the login budget; the next request attaches a later token.
	 * @param session the session
	 * @param authentication the login
	 * @param required whether to wait even while tokens take longer than the login budget
	 * @return whether the session has the token
	 */
	Mono<Boolean> attach(WebSession session, Authentication authentication, boolean required) {
		WebLoginSession login = new WebLoginSession(session, () -> authentication,
				new ResolvedLogin(this.loginResolver));
		return asCaller(() -> await(login, this.sessionTokens.attachNow(login, required)))
			.then(Mono.fromCallable(() -> this.sessionTokens.find(login).isPresent()));
	}

	/**
	 * Reconcile the token in the session with the current login, before the response.
	 * Waits for at most the login budget, and only if the mode requires it.
	 * @param session the session
	 * @param caller the Reactor context of the request
	 * @return completes when it is done
	 */
	Mono<Void> attach(WebLoginSession session, ContextView caller) {
		return Mono
			.defer(() -> await(session, CallerObservation.with(caller, () -> this.sessionTokens.attach(session))));
	}

	// A call in the background belongs to the trace of the request that asks for it.
	private static <T> Mono<T> asCaller(Supplier<Mono<T>> action) {
		return Mono.deferContextual((context) -> CallerObservation.with(context, action));
	}

	private Mono<Void> await(WebLoginSession session, @Nullable AwaitedToken awaited) {
		if (awaited == null) {
			return session.saveIfChanged();
		}
		return await(awaited).doOnNext((token) -> this.sessionTokens.put(session, token)).onErrorResume((ex) -> {
			this.sessionTokens.giveUp(awaited);
			return Mono.empty();
		}).then(Mono.defer(session::saveIfChanged));
	}

	// The call is shared and continues when a caller stops waiting. If it fails later,
	// the failure must not surface as an unhandled error.
	private static Mono<SocialPlusAuthToken> await(AwaitedToken awaited) {
		if (awaited.getFuture().isDone()) {
			return Mono.fromSupplier(awaited::getNow);
		}
		Mono<SocialPlusAuthToken> token = Mono
			.fromFuture(awaited.getFuture()
				.handle((there, failure) -> (failure != null) ? Mono.<SocialPlusAuthToken>error(failure)
						: Mono.just(there)),
					true)
			.flatMap(Function.identity());
		// Unlike Mono.timeout, this does not look for the name of the call each time.
		return Mono.firstWithSignal(token, Mono.delay(awaited.getMaxWait()).then(Mono.error(TimeoutException::new)))
			.onErrorResume((failure) -> Mono.fromSupplier(() -> awaited.orFallback(failure)));
	}

	/**
	 * Attach a token that was fetched since the last request. The session is saved with
	 * the response.
	 * @param session the session
	 */
	void collect(WebLoginSession session) {
		if (this.sessionTokens.isPending(session.getId())) {
			this.sessionTokens.collect(session);
		}
	}

	private Mono<WebLoginSession> session(ServerWebExchange exchange) {
		return exchange.getSession().map(this::session);
	}

	/**
	 * Return a session with its login, which is resolved once.
	 * @param session the session
	 * @return the session with its login
	 */
	WebLoginSession session(WebSession session) {
		return new WebLoginSession(session, () -> findStored(session), new ResolvedLogin(this.loginResolver));
	}

	private @Nullable Authentication findStored(WebSession session) {
		Map<String, Object> attributes = session.getAttributes();
		return this.loginResolver.findStored(attributes::get, attributes::keySet);
	}

}
