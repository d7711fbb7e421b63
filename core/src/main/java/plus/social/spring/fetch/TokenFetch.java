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
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import plus.social.spring.fetch.SlowTokenCircuitBreaker.Measurement;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * The fetch of one token, for a session or for a renewal.
 */
final class TokenFetch {

	private final SocialPlusUser user;

	private final Clock clock;

	private final boolean forSession;

	private final Instant startedAt;

	private final CompletableFuture<SocialPlusAuthToken> future = new CompletableFuture<>();

	private volatile @Nullable Measurement measurement;

	private volatile Context caller = Context.empty();

	private volatile TokenFetcher.Listener listener = TokenFetcher.Listener.NONE;

	private volatile @Nullable Instant begunAt;

	private volatile @Nullable Duration callDuration;

	private volatile boolean underWay;

	private volatile boolean callPending;

	private volatile boolean late;

	private volatile @Nullable Instant waitedForUntil;

	private volatile @Nullable Instant failedAt;

	private volatile @Nullable Instant deliveredAt;

	/**
	 * Create a fetch.
	 * @param user the user
	 * @param forSession whether a session can use the token once no caller waits for it
	 * @param clock the clock
	 */
	TokenFetch(SocialPlusUser user, boolean forSession, Clock clock) {
		this.user = user;
		this.forSession = forSession;
		this.clock = clock;
		this.startedAt = clock.instant();
	}

	void measure(@Nullable Measurement measurement) {
		this.measurement = measurement;
	}

	/**
	 * Set the Reactor context of the caller, for the call. It is kept until the call
	 * begins: an observation refers to its request.
	 * @param caller the context
	 */
	void setCaller(Context caller) {
		this.caller = caller;
	}

	/**
	 * Set a listener, which is called once, before the future is completed.
	 * @param listener the listener
	 */
	void setListener(TokenFetcher.Listener listener) {
		this.listener = listener;
	}

	String getUserId() {
		return this.user.getId();
	}

	boolean isForSession() {
		return this.forSession;
	}

	CompletableFuture<SocialPlusAuthToken> getFuture() {
		return this.future;
	}

	/**
	 * Record that a caller waits from now on.
	 * @param maxWait the maximum time that the caller waits
	 */
	void waitFor(Duration maxWait) {
		Instant until = this.clock.instant().plus(maxWait);
		Instant before = this.waitedForUntil;
		if (before == null || before.isBefore(until)) {
			this.waitedForUntil = until;
		}
	}

	boolean isWaitedFor(Instant now) {
		Instant until = this.waitedForUntil;
		return until != null && now.isBefore(until);
	}

	Instant getStartedAt() {
		return this.startedAt;
	}

	/**
	 * Set whether the fetch begins late.
	 * @param late whether a caller is unlikely to be still waiting
	 */
	void setLate(boolean late) {
		this.late = late;
	}

	boolean isLate() {
		return this.late;
	}

	Instant getLostAt() {
		return this.startedAt.plus(TokenFetcher.LOST_AFTER);
	}

	boolean isLost(Instant now) {
		return !now.isBefore(getLostAt());
	}

	/**
	 * Record that the fetch is no longer queued.
	 */
	void begin() {
		this.underWay = true;
	}

	/**
	 * Return whether the call has begun: the fetch is no longer queued.
	 * @return whether the call is in progress or has ended
	 */
	boolean isUnderWay() {
		return this.underWay;
	}

	/**
	 * Return whether the call did not end immediately: its end is not on the stack of the
	 * thread that began it.
	 * @return whether the call was pending when the thread that began it had returned
	 */
	boolean isCallPending() {
		return this.callPending;
	}

	void fetch(ReactiveSocialPlusTokenService tokenService, TokenOutageLog log) {
		this.begunAt = this.clock.instant();
		Context caller = this.caller;
		this.caller = Context.empty();
		try {
			// Mono.timeout would look for the name of the call each time. The timeout
			// begins first, as an application's service may block.
			Mono<SocialPlusAuthToken> call = Mono.firstWithSignal(
					Mono.delay(TokenFetcher.LOST_AFTER).then(Mono.error(TimeoutException::new)),
					Mono.defer(() -> tokenService.issueToken(this.user)));
			(caller.isEmpty() ? call : call.contextWrite(caller)).subscribe((token) -> complete(token, log),
					(failure) -> fail(failure, log), () -> complete(null, log));
			this.callPending = !this.future.isDone();
		}
		catch (RuntimeException ex) {
			fail(ex, log);
		}
	}

	private void complete(@Nullable SocialPlusAuthToken token, TokenOutageLog log) {
		if (this.future.isDone()) {
			return;
		}
		if (token == null || !token.getUserId().equals(this.user.getId())) {
			fail(new IllegalStateException("The token service returned no token for the requested user"), log);
			return;
		}
		endMeasurement(true);
		log.succeeded();
		this.callDuration = durationOfCall();
		this.listener.fetched(token, null);
		this.future.complete(token);
	}

	private void fail(Throwable failure, TokenOutageLog log) {
		log.failed(this.user, failure);
		fail(failure);
	}

	private void fail(Throwable failure) {
		endMeasurement(false);
		this.failedAt = this.clock.instant();
		this.listener.fetched(null, failure);
		this.future.completeExceptionally(failure);
	}

	private Duration durationOfCall() {
		Instant begun = this.begunAt;
		return (begun != null) ? Duration.between(begun, this.clock.instant()) : Duration.ZERO;
	}

	/**
	 * Return how long the call for a token took.
	 * @param token the token
	 * @return the duration, or {@code null} if the token comes from elsewhere
	 */
	@Nullable Duration findCallDuration(SocialPlusAuthToken token) {
		return isOf(token) ? this.callDuration : null;
	}

	private void endMeasurement(boolean hasToken) {
		Measurement measurement = this.measurement;
		if (measurement != null) {
			measurement.end(hasToken);
		}
	}

	/**
	 * Fail the fetch before its call is made.
	 */
	void drop() {
		this.caller = Context.empty();
		fail(notMade());
	}

	static SocialPlusException notMade() {
		return new SocialPlusException(Reason.TIMEOUT,
				"The session ended, or too many sessions are waiting for Social Plus", null,
				TokenFetcher.FAILURE_PAUSE);
	}

	/**
	 * Reserve the token for one request, which puts it into the session. Where each
	 * request has a copy of the session, as with Spring Session, other requests cannot
	 * see the token, and if several add the same attribute to a session in a database,
	 * all but one fail.
	 * @param token the token to put into the session
	 * @param now the current time
	 * @return whether to put it there; {@code false} if another request did so in the
	 * last {@linkplain TokenFetcher#FAILURE_PAUSE few seconds}
	 */
	synchronized boolean tryReserve(SocialPlusAuthToken token, Instant now) {
		if (!isOf(token)) {
			return true;
		}
		Instant delivered = this.deliveredAt;
		if (delivered != null && now.isBefore(delivered.plus(TokenFetcher.FAILURE_PAUSE))) {
			return false;
		}
		this.deliveredAt = now;
		return true;
	}

	private boolean isOf(SocialPlusAuthToken token) {
		return hasToken() && this.future.join().equals(token);
	}

	private boolean hasToken() {
		return this.future.isDone() && !this.future.isCompletedExceptionally();
	}

	/**
	 * Record that the session needs no token.
	 * @param now the current time
	 */
	synchronized void markDelivered(Instant now) {
		if (this.future.isDone() && this.deliveredAt == null) {
			this.deliveredAt = now;
		}
	}

	/**
	 * Return whether there is a token that no request has put into the session yet.
	 * @param isFresh whether a token can still be used
	 * @return whether the next request of the session should do so
	 */
	boolean isDeliverable(Predicate<SocialPlusAuthToken> isFresh) {
		return this.deliveredAt == null && hasToken() && isFresh.test(this.future.join());
	}

	boolean belongsTo(SocialPlusUser owner) {
		return this.user.getId().equals(owner.getId());
	}

	/**
	 * Return whether no further call is needed: the call is in progress, has returned a
	 * token that is fresh, or has failed a moment ago.
	 * @param isFresh whether a token can still be used
	 * @param now the current time
	 * @return whether the future can be used
	 */
	boolean isUsable(Predicate<SocialPlusAuthToken> isFresh, Instant now) {
		return isRemembered(isFresh, now, TokenFetcher.FAILURE_PAUSE);
	}

	/**
	 * Return whether the fetch is obsolete: it no longer even explains why there is no
	 * token.
	 * @param isFresh whether a token can still be used
	 * @param now the current time
	 * @return whether to forget the fetch
	 */
	boolean isObsolete(Predicate<SocialPlusAuthToken> isFresh, Instant now) {
		Instant delivered = this.deliveredAt;
		return !isRemembered(isFresh, now, TokenFetcher.FAILURE_REMEMBERED)
				|| (delivered != null && !now.isBefore(delivered.plus(TokenFetcher.DELIVERED_REMEMBERED)));
	}

	private boolean isRemembered(Predicate<SocialPlusAuthToken> isFresh, Instant now, Duration failureRemembered) {
		if (!this.future.isDone()) {
			return !isLost(now);
		}
		Instant failed = this.failedAt;
		if (failed != null) {
			return now.isBefore(failed.plus(failureRemembered));
		}
		return isFresh.test(this.future.join());
	}

}
