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

package plus.social.spring.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.util.Assert;

/**
 * Fetches tokens for sessions in the background, and keeps them until a request puts them
 * into the session: sessions are written by request threads only.
 * <p>
 * A session has at most one call in progress for its owner, shared by all its requests
 * (single flight). Entries are bounded in number, expire, and are known to this node
 * only; without its entry, a session fetches a token again, which is harmless.
 *
 * @since 0.1.0
 */
public final class TokenFetcher {

	/**
	 * Maximum number of remembered sessions; the eldest is forgotten first. An entry
	 * takes less than a kilobyte. While half as many fetches are queued, further logins
	 * are not remembered: their sessions retry with a later request.
	 */
	public static final int MAX_SESSIONS = 20_000;

	/**
	 * How long a session does not retry after a failure.
	 */
	public static final Duration FAILURE_PAUSE = Duration.ofSeconds(5);

	/**
	 * How long a failure is kept to explain why there is no token.
	 */
	public static final Duration FAILURE_REMEMBERED = Duration.ofMinutes(1);

	/**
	 * How long a token is kept after a request has put it into the session, as the
	 * session may not have been stored.
	 */
	static final Duration DELIVERED_REMEMBERED = Duration.ofMinutes(1);

	/**
	 * Maximum time for a fetch to be queued or in progress before it is lost. The client
	 * ends its calls long before; this is for an application's own service, and for
	 * sessions that wait while Social Plus is slow.
	 */
	public static final Duration LOST_AFTER = Duration.ofMinutes(1);

	/**
	 * Minimum budget for a login to wait while the service warms up. On two processors,
	 * the client takes 0.6 to 1.5 seconds immediately after a start, so that the usual
	 * budget would only delay the login.
	 */
	static final Duration WARM_UP_BUDGET = Duration.ofSeconds(1);

	private final TokenFetchCache cache = new TokenFetchCache(MAX_SESSIONS);

	private final ReadyTokenService tokenService;

	private final Predicate<SocialPlusAuthToken> isFresh;

	private final Clock clock;

	private final Duration budget;

	private volatile SlowTokenCircuitBreaker slowTokens;

	private final TokenFetchQueue queue;

	private volatile RenewalRateLimiter renewalRateLimiter;

	private final LongAdder renewals = new LongAdder();

	/**
	 * Create a fetcher.
	 * @param tokenService the service that issues the tokens
	 * @param isFresh whether a fetched token can still be used
	 * @param clock the clock
	 * @param maxCalls maximum number of concurrent calls; further fetches are queued
	 * @param budget how long a login waits for its token; a token that takes longer is
	 * late
	 */
	public TokenFetcher(ReactiveSocialPlusTokenService tokenService, Predicate<SocialPlusAuthToken> isFresh,
			Clock clock, int maxCalls, Duration budget) {
		Assert.notNull(tokenService, "'tokenService' must not be null");
		Assert.notNull(isFresh, "'isFresh' must not be null");
		Assert.notNull(clock, "'clock' must not be null");
		Assert.isTrue(maxCalls > 0, "'maxCalls' must be positive");
		Assert.notNull(budget, "'budget' must not be null");
		this.tokenService = new ReadyTokenService(tokenService);
		this.isFresh = isFresh;
		this.clock = clock;
		this.budget = budget;
		this.slowTokens = new SlowTokenCircuitBreaker(budget, clock);
		this.queue = new TokenFetchQueue(this.tokenService, maxCalls, new TokenOutageLog(clock), clock);
		this.renewalRateLimiter = new RenewalRateLimiter(this.queue, clock);
	}

	/**
	 * Set the registry that knows the observation of a caller, so that a call in the
	 * background belongs to the same trace.
	 * @param observationRegistry the registry
	 */
	public void setObservationRegistry(ObservationRegistry observationRegistry) {
		Assert.notNull(observationRegistry, "'observationRegistry' must not be null");
		this.queue.setObservationRegistry(observationRegistry);
	}

	/**
	 * Set whether the service never blocks its subscriber. If so, the thread that ends a
	 * call, such as an event loop, begins the next queued one. By default, a thread that
	 * may block does.
	 * @param nonBlocking whether the service never blocks
	 */
	public void setNonBlocking(boolean nonBlocking) {
		this.queue.setNonBlocking(nonBlocking);
	}

	/**
	 * Return whether a login should wait for its token.
	 * @return {@code false} while tokens take too long for that, or while the service
	 * warms up and the budget is below a second
	 */
	public boolean isInTime() {
		return (this.budget.compareTo(WARM_UP_BUDGET) >= 0 || this.tokenService.isReady())
				&& this.slowTokens.isInTime();
	}

	/**
	 * Return what is queued and under way. Does not block.
	 * @return a snapshot
	 */
	public Status getStatus() {
		return this.queue.getStatus(this.slowTokens.isClosed(), this.renewals.sum());
	}

	/**
	 * Forget that tokens were late, and the fetches of sessions and users.
	 */
	public void reset() {
		this.slowTokens = new SlowTokenCircuitBreaker(this.budget, this.clock);
		this.renewalRateLimiter = new RenewalRateLimiter(this.queue, this.clock);
		this.cache.trim((entry) -> true).forEach(this::drop);
		this.queue.reset();
	}

	boolean contains(String sessionId) {
		return this.cache.get(sessionId) != null;
	}

	/**
	 * Return whether there is a token for a session that no request has put there yet.
	 * @param sessionId the id of the session
	 * @return whether the next request should put it there
	 */
	public boolean isDeliverable(String sessionId) {
		TokenFetch entry = this.cache.get(sessionId);
		return entry != null && entry.isDeliverable(this.isFresh);
	}

	/**
	 * Record that a session does not need the fetched token: it has one, or another
	 * owner.
	 * @param sessionId the id of the session
	 */
	public void markDelivered(String sessionId) {
		TokenFetch entry = this.cache.get(sessionId);
		if (entry != null) {
			entry.markDelivered(this.clock.instant());
		}
	}

	/**
	 * Return the fetch for a session and its owner.
	 * @param sessionId the id of the session
	 * @param user the owner of the session
	 * @return a call in progress, a fetched token, or a failure of the last
	 * {@linkplain #FAILURE_PAUSE few seconds}; {@code null} if there is none
	 */
	public @Nullable CompletableFuture<SocialPlusAuthToken> find(String sessionId, SocialPlusUser user) {
		TokenFetch entry = this.cache.get(sessionId);
		return (entry != null && isUsable(entry, user)) ? entry.getFuture() : null;
	}

	private boolean isUsable(TokenFetch entry, SocialPlusUser user) {
		return entry.belongsTo(user) && entry.isUsable(this.isFresh, this.clock.instant());
	}

	/**
	 * Reserve a fetched token for one request of its session.
	 * @param sessionId the id of the session
	 * @param token the token, which may come from elsewhere
	 * @return whether to put it into the session; {@code false} if another request has
	 * done so a moment ago
	 */
	public boolean tryReserve(String sessionId, SocialPlusAuthToken token) {
		TokenFetch entry = this.cache.get(sessionId);
		return entry == null || entry.tryReserve(token, this.clock.instant());
	}

	/**
	 * Return the last failure for a session and its owner.
	 * @param sessionId the id of the session
	 * @param user the owner of the session
	 * @return a call that failed in the {@linkplain #FAILURE_REMEMBERED last minute};
	 * {@code null} if there is none, or another call is in progress
	 */
	public @Nullable CompletableFuture<SocialPlusAuthToken> findFailure(String sessionId, SocialPlusUser user) {
		TokenFetch entry = this.cache.get(sessionId);
		return (entry != null && entry.belongsTo(user) && entry.getFuture().isCompletedExceptionally()
				&& !entry.isObsolete(this.isFresh, this.clock.instant())) ? entry.getFuture() : null;
	}

	/**
	 * Start a fetch for a session and its owner, unless {@link #find} returns one.
	 * @param sessionId the id of the session
	 * @param user the owner of the session
	 * @param listener called when the fetch ends, unless it was started before
	 * @return the pending token; it fails as {@link ReactiveSocialPlusTokenService} does,
	 * and immediately while too many are waiting
	 */
	public CompletableFuture<SocialPlusAuthToken> start(String sessionId, SocialPlusUser user, Listener listener) {
		if (this.queue.isFull(this.clock.instant())) {
			CompletableFuture<SocialPlusAuthToken> found = find(sessionId, user);
			return (found != null) ? found : fail(listener);
		}
		return startOrFind(sessionId, user, null, listener).getFuture();
	}

	private static CompletableFuture<SocialPlusAuthToken> fail(Listener listener) {
		SocialPlusException failure = TokenFetch.notMade();
		listener.fetched(null, failure);
		return CompletableFuture.failedFuture(failure);
	}

	/**
	 * Return how long the call for a token took.
	 * @param sessionId the id of the session that has the token
	 * @param token the token
	 * @return the duration, or {@code null} if it is not known
	 */
	public @Nullable Duration findCallDuration(String sessionId, SocialPlusAuthToken token) {
		TokenFetch entry = this.cache.get(sessionId);
		Duration duration = (entry != null) ? entry.findCallDuration(token) : null;
		return (duration != null) ? duration : this.renewalRateLimiter.findCallDuration(token);
	}

	/**
	 * Return whether the call for a session has begun.
	 * @param sessionId the id of the session
	 * @return {@code false} if there is none, or its fetch is still queued
	 */
	public boolean isUnderWay(String sessionId) {
		TokenFetch entry = this.cache.get(sessionId);
		return entry != null && entry.isUnderWay();
	}

	private TokenFetch startOrFind(String sessionId, SocialPlusUser user, @Nullable Duration maxWait,
			Listener listener) {
		TokenFetch created = new TokenFetch(user, true, this.clock);
		created.setListener(listener);
		if (maxWait != null) {
			created.waitFor(maxWait);
		}
		TokenFetch replaced = this.cache.get(sessionId);
		TokenFetch current = this.cache.putUnless(sessionId, created, (existing) -> isUsable(existing, user));
		if (current == created) {
			drop(replaced);
			created.measure(this.tokenService.isReady() ? this.slowTokens.begin(user) : null);
			this.queue.add(created);
			Instant now = this.clock.instant();
			this.cache.trim((entry) -> entry.isObsolete(this.isFresh, now)).forEach(this::drop);
		}
		else if (maxWait != null) {
			current.waitFor(maxWait);
			this.queue.promote(current);
		}
		return current;
	}

	/**
	 * Start a fetch as {@link #start} does, for a caller that waits for it. It goes
	 * before fetches without a waiting caller, for as long as the caller waits.
	 * @param sessionId the id of the session
	 * @param user the owner of the session
	 * @param maxWait the maximum time that the caller waits
	 * @param listener called when the fetch ends, unless it was started before
	 * @return the pending token; it fails as {@link ReactiveSocialPlusTokenService} does
	 */
	public CompletableFuture<SocialPlusAuthToken> startAwaited(String sessionId, SocialPlusUser user, Duration maxWait,
			Listener listener) {
		return startOrFind(sessionId, user, maxWait, listener).getFuture();
	}

	/**
	 * Issue a new token for a user, independently of their sessions. At most five calls
	 * are made in five seconds; further requests share the newest.
	 * @param user the user
	 * @param maxWait the maximum time that the caller waits; after that, no call is made
	 * @param listener called when the fetch ends, unless it was started before
	 * @return the pending token; it fails as {@link ReactiveSocialPlusTokenService} does
	 */
	public CompletableFuture<SocialPlusAuthToken> issue(SocialPlusUser user, Duration maxWait, Listener listener) {
		this.renewals.increment();
		return this.renewalRateLimiter.issue(user, maxWait, listener);
	}

	// A call in progress continues, and its token is dropped.
	private void drop(@Nullable TokenFetch entry) {
		if (entry != null && this.queue.remove(entry)) {
			entry.drop();
		}
	}

	/**
	 * Forget the fetch of a session. A queued call is not made; a call in progress
	 * continues, and its token is dropped.
	 * @param sessionId the id of the session
	 */
	public void discard(String sessionId) {
		drop(this.cache.remove(sessionId));
	}

	/**
	 * Listener for the end of a fetch. It must not block, and must not fail.
	 */
	@FunctionalInterface
	public interface Listener {

		/**
		 * Listener that does nothing.
		 */
		Listener NONE = (token, failure) -> {
		};

		/**
		 * Called once, before callers that wait get the result.
		 * @param token the token, or {@code null} if there is none
		 * @param failure the failure, or {@code null} if there is a token
		 */
		void fetched(@Nullable SocialPlusAuthToken token, @Nullable Throwable failure);

	}

	/**
	 * Snapshot of a fetcher for operators.
	 *
	 * @param queued the number of fetches that wait for their turn
	 * @param underWay the number of calls in progress
	 * @param maxCalls the maximum number of concurrent calls
	 * @param inTime whether logins wait for their tokens: recent ones took less than the
	 * login budget
	 * @param outage whether queued fetches wait for the end of an outage
	 * @param renewals the number of requests for a new token since the start
	 */
	public record Status(int queued, int underWay, int maxCalls, boolean inTime, boolean outage, long renewals) {

	}

}
