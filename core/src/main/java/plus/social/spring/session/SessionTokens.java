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

package plus.social.spring.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.event.SocialPlusTokenEventPublisher;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * Manages the tokens of an application's sessions, for both stacks. Reconciles the
 * session's token with the current login. Never blocks: a pending token is returned if
 * the caller should wait, so that each stack can wait in its own way.
 *
 * @since 0.1.0
 */
public final class SessionTokens {

	private static final Log logger = LogFactory.getLog(SessionTokens.class);

	private final SocialPlusTokenPolicy policy;

	private final TokenFetcher tokenFetcher;

	private final LoginSettings settings;

	private final boolean enabled;

	private final SessionLocks locks = new SessionLocks();

	private final SessionTokenCounts counts = new SessionTokenCounts();

	private volatile @Nullable SocialPlusTokenEventPublisher eventPublisher;

	/**
	 * Create an instance for an application's sessions.
	 * @param policy the policy that decides whether to keep a session's token
	 * @param tokenFetcher the fetcher of tokens
	 * @param settings when logins receive their tokens and how long to wait for them
	 */
	public SessionTokens(SocialPlusTokenPolicy policy, TokenFetcher tokenFetcher, LoginSettings settings) {
		this(policy, tokenFetcher, settings, true);
	}

	private SessionTokens(SocialPlusTokenPolicy policy, TokenFetcher tokenFetcher, LoginSettings settings,
			boolean enabled) {
		Assert.notNull(policy, "'policy' must not be null");
		Assert.notNull(tokenFetcher, "'tokenFetcher' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		this.policy = policy;
		this.tokenFetcher = tokenFetcher;
		this.settings = settings;
		this.enabled = enabled;
	}

	/**
	 * Create an instance for an application that has disabled Social Plus. It finds no
	 * token, does not modify sessions and makes no call.
	 * @return a disabled instance
	 */
	public static SessionTokens disabled() {
		Clock clock = Clock.systemUTC();
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ZERO, clock);
		TokenFetcher none = new TokenFetcher((user) -> Mono.error(SocialPlusException::disabled), policy::isFresh,
				clock, 1, Duration.ZERO);
		return new SessionTokens(policy, none, new LoginSettings(LoginMode.OFF, Duration.ZERO, Duration.ofSeconds(1)),
				false);
	}

	/**
	 * Set the publisher of events about the tokens of logins. By default, none are
	 * published.
	 * @param eventPublisher the publisher
	 */
	public void setEventPublisher(SocialPlusTokenEventPublisher eventPublisher) {
		Assert.notNull(eventPublisher, "'eventPublisher' must not be null");
		this.eventPublisher = eventPublisher;
	}

	/**
	 * Return whether Social Plus is enabled.
	 * @return {@code false} for {@linkplain #disabled() an application without Social
	 * Plus}
	 */
	public boolean isEnabled() {
		return this.enabled;
	}

	/**
	 * Return what is queued and under way, for operators.
	 * @return a snapshot
	 */
	public TokenFetcher.Status getFetchStatus() {
		return this.tokenFetcher.getStatus();
	}

	/**
	 * Return the numbers of tokens for sessions, for operators.
	 * @return the numbers, which change
	 */
	public SessionTokenCounts getCounts() {
		return this.counts;
	}

	/**
	 * Check that the application has not disabled Social Plus.
	 * @throws SocialPlusException if it is disabled, with the reason
	 * {@link plus.social.spring.token.SocialPlusException.Reason#DISABLED}
	 */
	public void checkEnabled() {
		if (!this.enabled) {
			throw SocialPlusException.disabled();
		}
	}

	/**
	 * Return whether {@link #collect} may find a token for a session.
	 * @param sessionId the id of the session
	 * @return {@code true} if a token was fetched that the session does not have yet
	 */
	public boolean isPending(String sessionId) {
		return isStoring() && this.tokenFetcher.isDeliverable(sessionId);
	}

	/**
	 * Attach a token that was fetched in the meantime to a session that needs one, unless
	 * the mode is {@link LoginMode#OFF}. Does not start a call.
	 * @param session the session
	 */
	public void collect(LoginSession session) {
		SocialPlusUser login = session.getLogin();
		CompletableFuture<SocialPlusAuthToken> found = null;
		if (isStoring() && login != null && this.policy.decide(login, read(session)) != TokenDecision.KEEP) {
			found = this.tokenFetcher.find(session.getId(), login);
		}
		if (found != null) {
			putIfFetched(session, found, true);
		}
		else {
			this.tokenFetcher.markDelivered(session.getId());
		}
	}

	/**
	 * Reconcile a session's token with its login: remove the token of another user, and
	 * fetch one if the mode is automatic.
	 * @param session the session
	 * @return the pending token if the response to a login should wait for it; otherwise
	 * {@code null}, for example while tokens arrive too late
	 */
	public @Nullable AwaitedToken attach(LoginSession session) {
		if (!this.enabled) {
			return null;
		}
		SocialPlusUser login = session.getLogin();
		TokenDecision decision = clean(session, login);
		countSkipped(session, login, decision, !this.settings.mode().isAutomatic());
		boolean mayWait = this.settings.mode() == LoginMode.EAGER && decision == TokenDecision.ISSUE
				&& this.tokenFetcher.isInTime();
		return this.settings.mode().isAutomatic() ? fetch(session, decision, mayWait, false) : null;
	}

	/**
	 * Reconcile a session's token with its login and fetch a token if needed, regardless
	 * of the mode.
	 * @param session the session
	 * @param required whether to wait even while tokens arrive too late
	 * @return the pending token, or {@code null} if there is none to wait for
	 */
	public @Nullable AwaitedToken attachNow(LoginSession session, boolean required) {
		if (!this.enabled) {
			return null;
		}
		SocialPlusUser login = session.getLogin();
		TokenDecision decision = clean(session, login);
		countSkipped(session, login, decision, false);
		boolean mayWait = decision == TokenDecision.ISSUE && (required || this.tokenFetcher.isInTime());
		return fetch(session, decision, mayWait, required);
	}

	private void countSkipped(LoginSession session, @Nullable SocialPlusUser login, TokenDecision decision,
			boolean byMode) {
		LoginSkip skip = (byMode && decision == TokenDecision.ISSUE) ? LoginSkip.MODE : null;
		if (login == null) {
			skip = session.getSkip();
		}
		if (skip != null) {
			this.counts.addSkipped(session.getId(), skip);
		}
	}

	private TokenDecision clean(LoginSession session, @Nullable SocialPlusUser login) {
		TokenDecision decision = removeUnlessUsable(session, login);
		if (decision == TokenDecision.REMOVE) {
			this.tokenFetcher.discard(session.getId());
		}
		return decision;
	}

	private TokenDecision removeUnlessUsable(LoginSession session, @Nullable SocialPlusUser login) {
		synchronized (this.locks.get(session)) {
			TokenDecision decision = this.policy.decide(login, read(session));
			if (decision == TokenDecision.REMOVE || decision == TokenDecision.ISSUE) {
				SocialPlusTokenAttributes.remove(session);
			}
			return decision;
		}
	}

	private @Nullable AwaitedToken fetch(LoginSession session, TokenDecision decision, boolean mayWait,
			boolean required) {
		if (decision == TokenDecision.KEEP || decision == TokenDecision.REMOVE) {
			return null;
		}
		SocialPlusUser login = session.getLogin();
		if (login == null) {
			return null;
		}
		CompletableFuture<SocialPlusAuthToken> found = this.tokenFetcher.find(session.getId(), login);
		CompletableFuture<SocialPlusAuthToken> future = (found != null) ? found : start(session, login);
		putIfFetched(session, future, found != null);
		// Only the request that started a call waits for it, and only if the call is
		// not queued: otherwise the requests that wait would add up.
		boolean waits = mayWait && found == null && !future.isDone()
				&& (required || this.tokenFetcher.isUnderWay(session.getId()));
		if (waits) {
			return new AwaitedToken(future, this.settings.budget(), null);
		}
		if (found == null && decision == TokenDecision.ISSUE) {
			countPending(future);
		}
		return null;
	}

	private void countPending(CompletableFuture<SocialPlusAuthToken> future) {
		if (!future.isDone()) {
			this.counts.addPending();
		}
	}

	/**
	 * Record that the response to a login no longer waits for its token.
	 * @param awaited the pending token, which a later request attaches
	 */
	public void giveUp(AwaitedToken awaited) {
		Assert.notNull(awaited, "'awaited' must not be null");
		countPending(awaited.getFuture());
	}

	private CompletableFuture<SocialPlusAuthToken> start(LoginSession session, SocialPlusUser login) {
		return this.tokenFetcher.start(session.getId(), login, listener(login, session::getMechanism, true));
	}

	// The mechanism is described at once, as the request may have ended by then.
	private TokenFetcher.Listener listener(SocialPlusUser user, Supplier<@Nullable String> mechanism, boolean counted) {
		SocialPlusTokenEventPublisher events = findActivePublisher();
		String described = (events != null) ? mechanism.get() : null;
		return (token, failure) -> {
			if (failure != null && counted) {
				this.counts.addFailed();
			}
			if (events != null && failure != null) {
				events.publishUnavailable(user, described, AwaitedToken.toException(failure).getReason());
			}
			else if (events != null) {
				events.publishIssued(user, described);
			}
		};
	}

	private @Nullable SocialPlusTokenEventPublisher findActivePublisher() {
		SocialPlusTokenEventPublisher events = this.eventPublisher;
		return (events != null && events.isActive()) ? events : null;
	}

	private void putIfFetched(LoginSession session, CompletableFuture<SocialPlusAuthToken> future, boolean late) {
		if (future.isDone() && !future.isCompletedExceptionally()) {
			put(session, future.join(), late);
		}
	}

	private void put(LoginSession session, SocialPlusAuthToken token, boolean late) {
		if (tryPut(session, token)) {
			this.counts.addAttached(late);
			log(session, token);
			SocialPlusTokenEventPublisher events = findActivePublisher();
			if (events != null) {
				events.publishAttached(SocialPlusUser.of(token.getUserId()), session.getMechanism(), late);
			}
		}
	}

	private void log(LoginSession session, SocialPlusAuthToken token) {
		if (logger.isDebugEnabled()) {
			Duration duration = this.tokenFetcher.findCallDuration(session.getId(), token);
			logger.debug("token attached for " + SocialPlusUser.of(token.getUserId()).toFingerprint()
					+ ((duration != null) ? ", minted in " + duration.toMillis() + " ms" : "") + ", login mode "
					+ this.settings.mode().name().toLowerCase(Locale.ROOT));
		}
	}

	/**
	 * Attach a token to a session, unless another user has logged in since it was
	 * requested, or another request of the session has just attached it.
	 * @param session the session
	 * @param token the token
	 */
	public void put(LoginSession session, SocialPlusAuthToken token) {
		if (this.enabled) {
			put(session, token, false);
		}
	}

	private boolean tryPut(LoginSession session, SocialPlusAuthToken token) {
		SocialPlusUser login = session.getLogin();
		if (login == null || !login.getId().equals(token.getUserId())
				|| !this.tokenFetcher.tryReserve(session.getId(), token)) {
			return false;
		}
		synchronized (this.locks.get(session)) {
			// A write, even of the same values, stores the session again.
			if (token.equals(SocialPlusTokenAttributes.read(session::getAttribute))) {
				return false;
			}
			SocialPlusTokenAttributes.write(token, session::setAttribute);
			return true;
		}
	}

	/**
	 * Return the token of a session. Does not start a call.
	 * @param session the session
	 * @return the token, if there is one that has not expired and belongs to the current
	 * login
	 */
	public Optional<SocialPlusAuthToken> find(LoginSession session) {
		if (!this.enabled) {
			return Optional.empty();
		}
		SocialPlusAuthToken held = read(session);
		return switch (this.policy.decide(session.getLogin(), held)) {
			case KEEP, REFRESH -> Optional.ofNullable(held);
			case ISSUE, REMOVE -> Optional.empty();
		};
	}

	/**
	 * Return why there is no token for a session. Does not start a call.
	 * @param session the session
	 * @return the failure of the last call, if it is at most
	 * {@linkplain TokenFetcher#FAILURE_REMEMBERED a minute} old and no other call is in
	 * progress
	 */
	public Optional<SocialPlusException> findFailure(LoginSession session) {
		SocialPlusUser login = session.getLogin();
		CompletableFuture<SocialPlusAuthToken> future = (login != null)
				? this.tokenFetcher.findFailure(session.getId(), login) : null;
		if (future == null) {
			return Optional.empty();
		}
		return future.handle((token, failure) -> Optional.of(AwaitedToken.toException(failure))).join();
	}

	/**
	 * Return a usable token for a session: its current token or a new one, which the
	 * caller {@linkplain #put attaches}. A token that is due for replacement is used if
	 * no newer one is available within the login budget.
	 * @param session the session
	 * @return the pending token, which fails with a {@link SocialPlusException} if none
	 * is available
	 * @throws IllegalStateException if the session has no login that may receive a token
	 * @throws SocialPlusException if the application has disabled Social Plus
	 */
	public AwaitedToken obtain(LoginSession session) {
		checkEnabled();
		SocialPlusUser login = session.getLogin();
		Assert.state(login != null, "The session has no login with a Social Plus user");
		SocialPlusAuthToken held = read(session);
		return switch (this.policy.decide(login, held)) {
			case KEEP -> new AwaitedToken(CompletableFuture.completedFuture(held), this.settings.budget(), held);
			case REFRESH ->
				new AwaitedToken(startAwaited(session, login, this.settings.budget()), this.settings.budget(), held);
			case ISSUE, REMOVE -> new AwaitedToken(startAwaited(session, login, this.settings.deadline()),
					this.settings.deadline(), null);
		};
	}

	private CompletableFuture<SocialPlusAuthToken> startAwaited(LoginSession session, SocialPlusUser login,
			Duration maxWait) {
		return this.tokenFetcher.startAwaited(session.getId(), login, maxWait,
				listener(login, session::getMechanism, true));
	}

	/**
	 * Return a new token, even if an older one is still fresh. At most five requests in
	 * five seconds make a call for a user; further requests receive the newest token.
	 * @param user the user of a login
	 * @param mechanism how the user has logged in, or {@code null} if it is not known
	 * @return the pending token, which fails with a {@link SocialPlusException} if none
	 * is available
	 * @throws SocialPlusException if the application has disabled Social Plus
	 */
	public AwaitedToken issue(SocialPlusUser user, @Nullable String mechanism) {
		checkEnabled();
		return new AwaitedToken(
				this.tokenFetcher.issue(user, this.settings.deadline(), listener(user, () -> mechanism, false)),
				this.settings.deadline(), null);
	}

	/**
	 * Discard all pending, failed and late tokens. Tokens in sessions are kept. For
	 * tests.
	 */
	public void reset() {
		this.tokenFetcher.reset();
	}

	/**
	 * Return whether tokens are stored in sessions.
	 * @return {@code false} for {@link LoginMode#OFF}
	 */
	public boolean isStoring() {
		return this.settings.mode() != LoginMode.OFF;
	}

	/**
	 * Return the maximum time to wait for a token.
	 * @return the deadline
	 */
	public Duration getDeadline() {
		return this.settings.deadline();
	}

	private @Nullable SocialPlusAuthToken read(LoginSession session) {
		synchronized (this.locks.get(session)) {
			return SocialPlusTokenAttributes.read(session::getAttribute);
		}
	}

}
