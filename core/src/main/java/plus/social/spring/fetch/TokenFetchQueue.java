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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import plus.social.spring.observation.CallerObservation;
import plus.social.spring.token.SocialPlusException;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Queue of fetches with a bounded number of concurrent calls. A queued fetch has its
 * whole call timeout left when its turn comes: with a slow Social Plus, calls made all at
 * once would spend it waiting for each other's connections.
 * <p>
 * Fetches with a waiting caller go first, the newest before all: when more arrive than
 * Social Plus serves, the eldest would get their tokens after their callers have gone.
 * Once its caller stops waiting, a fetch loses this precedence.
 * <p>
 * During an outage, fetches stay queued, and one at a time is made as a probe, chosen by
 * {@link OutageProbe}. After it, {@link RecoveryRateLimiter} spreads them.
 */
final class TokenFetchQueue {

	/**
	 * Maximum number of queued fetches with a waiting caller, and of those without.
	 */
	static final int MAX_WAITING = TokenFetcher.MAX_SESSIONS / 2;

	/**
	 * Age at which a fetch without a waiting caller is late. While others arrive, late
	 * ones get a quarter of the calls: otherwise others would wait for all of them, and
	 * be late themselves.
	 */
	static final Duration LATE = Duration.ofSeconds(3);

	/**
	 * How long the other calls are reserved for fetches that are not late, after the last
	 * arrival.
	 */
	static final Duration RESERVATION = Duration.ofSeconds(10);

	/**
	 * A user with an eighth of all calls in progress lets others go first.
	 */
	private static final int USER_SHARE = 8;

	private final ReadyTokenService tokenService;

	private final int maxCalls;

	private final TokenOutageLog log;

	private final Clock clock;

	private final Predicate<String> busy;

	private final WaitingFetches background = new WaitingFetches();

	private final WaitingFetches awaited = new WaitingFetches();

	private final Map<String, Integer> callsOfUsers = new HashMap<>();

	private int calls;

	private int lateCalls;

	private Instant reservedUntil = Instant.MIN;

	/**
	 * When the service was first seen to be ready, or {@code null}. The time before makes
	 * no fetch late.
	 */
	private @Nullable Instant readyAt;

	/**
	 * Until when the background queue is full, or {@code null} if it is not.
	 */
	private volatile @Nullable Instant fullUntil;

	private OutageProbe outage = new OutageProbe();

	private RecoveryRateLimiter rateLimiter;

	private @Nullable Disposable plannedWakeUp;

	private volatile ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

	private volatile boolean nonBlocking;

	TokenFetchQueue(ReadyTokenService tokenService, int maxCalls, TokenOutageLog log, Clock clock) {
		this.tokenService = tokenService;
		this.maxCalls = maxCalls;
		this.log = log;
		this.clock = clock;
		this.rateLimiter = new RecoveryRateLimiter(clock, log);
		int maxOfUser = Math.max(1, maxCalls / USER_SHARE);
		this.busy = (userId) -> this.callsOfUsers.getOrDefault(userId, 0) >= maxOfUser;
	}

	void setObservationRegistry(ObservationRegistry observationRegistry) {
		this.observationRegistry = observationRegistry;
	}

	void setNonBlocking(boolean nonBlocking) {
		this.nonBlocking = nonBlocking;
	}

	/**
	 * Return whether the background queue is full: another fetch would evict the eldest
	 * before its time is up. Takes no lock, as logins are many then.
	 * @param now the current time
	 * @return whether there is no room
	 */
	boolean isFull(Instant now) {
		Instant fullUntil = this.fullUntil;
		return fullUntil != null && now.isBefore(fullUntil);
	}

	/**
	 * Begin a fetch now, or queue it. Called on the thread of its caller.
	 * @param fetch the fetch
	 */
	void add(TokenFetch fetch) {
		fetch.setCaller(CallerObservation.capture(this.observationRegistry));
		Batch batch = new Batch();
		synchronized (this) {
			Instant now = this.clock.instant();
			this.reservedUntil = now.plus(RESERVATION);
			if (tryBegin(fetch, now)) {
				batch.begin(fetch, now);
			}
			else {
				(fetch.isWaitedFor(now) ? this.awaited : this.background).add(fetch);
				expire(batch, now);
				if (this.rateLimiter.isLimiting()) {
					planWakeUp(this.rateLimiter.getInterval());
				}
			}
		}
		batch.run();
	}

	private boolean tryBegin(TokenFetch fetch, Instant now) {
		boolean othersFirst = this.rateLimiter.isLimiting() && !this.awaited.isEmpty() && !fetch.isWaitedFor(now);
		if (this.calls >= this.maxCalls || othersFirst) {
			return false;
		}
		return this.rateLimiter.tryAcquire(isAnyWaiting());
	}

	private boolean isLate(TokenFetch fetch, Instant now) {
		if (this.readyAt == null && this.tokenService.isReady()) {
			this.readyAt = now;
		}
		return !fetch.isWaitedFor(now) && this.readyAt != null && !now.isBefore(this.readyAt.plus(LATE))
				&& !now.isBefore(fetch.getStartedAt().plus(LATE));
	}

	private boolean hasRoomForLate(Instant now) {
		return this.lateCalls < (this.maxCalls + 3) / 4 || !now.isBefore(this.reservedUntil);
	}

	private boolean isAnyWaiting() {
		return !(this.background.isEmpty() && this.awaited.isEmpty());
	}

	/**
	 * Move a queued fetch ahead of others, as a caller waits for it.
	 * @param fetch the fetch
	 */
	void promote(TokenFetch fetch) {
		Batch batch = new Batch();
		synchronized (this) {
			if (remove(fetch)) {
				Instant now = this.clock.instant();
				this.reservedUntil = now.plus(RESERVATION);
				this.awaited.add(fetch);
				updateFullUntil();
				if (this.outage.getInterval() == null) {
					poll(batch, this.maxCalls, now);
				}
			}
		}
		batch.run();
	}

	/**
	 * Remove a queued fetch.
	 * @param fetch the fetch
	 * @return whether it was queued
	 */
	synchronized boolean remove(TokenFetch fetch) {
		boolean waited = this.awaited.remove(fetch) || this.background.remove(fetch);
		updateFullUntil();
		return waited;
	}

	// The eldest keeps its place until it is lost.
	private void updateFullUntil() {
		TokenFetch eldest = (this.background.size() < MAX_WAITING) ? null : this.background.peekEldest();
		this.fullUntil = (eldest != null) ? eldest.getLostAt() : null;
	}

	private void end(TokenFetch fetch, @Nullable Throwable failure) {
		Batch batch = new Batch();
		synchronized (this) {
			this.calls--;
			this.lateCalls -= fetch.isLate() ? 1 : 0;
			this.callsOfUsers.computeIfPresent(fetch.getUserId(), (id, number) -> (number > 1) ? number - 1 : null);
			if (failure == null) {
				recordSuccess();
			}
			else {
				recordFailure(fetch, failure);
			}
			Instant now = this.clock.instant();
			if (this.outage.getInterval() == null) {
				poll(batch, this.maxCalls, now);
			}
			else {
				expire(batch, now);
				planWakeUp(this.outage.getInterval());
			}
		}
		batch.runAfter(fetch);
	}

	private void recordSuccess() {
		this.rateLimiter.succeeded();
		if (this.outage.end() && this.plannedWakeUp != null) {
			this.plannedWakeUp.dispose();
			this.plannedWakeUp = null;
		}
	}

	private void recordFailure(TokenFetch fetch, Throwable failure) {
		if (this.outage.failed(fetch.getUserId(), failure)) {
			this.rateLimiter.shortCircuited();
		}
		else if (failure instanceof SocialPlusException exception && exception.getRetryAfter() != null) {
			this.rateLimiter.refund();
		}
	}

	private void planWakeUp(@Nullable Duration pause) {
		if (pause != null && this.plannedWakeUp == null && isAnyWaiting()) {
			this.plannedWakeUp = Schedulers.boundedElastic()
				.schedule(this::wakeUp, pause.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	private void wakeUp() {
		Batch batch = new Batch();
		synchronized (this) {
			this.plannedWakeUp = null;
			poll(batch, (this.outage.getInterval() != null) ? 1 : this.maxCalls, this.clock.instant());
		}
		batch.run();
	}

	private void poll(Batch batch, int number, Instant now) {
		expire(batch, now);
		while (batch.begun.size() < number && isAnyDue(now)) {
			if (!this.rateLimiter.tryAcquire(true)) {
				planWakeUp(this.rateLimiter.getInterval());
				break;
			}
			TokenFetch next = (this.awaited.isEmpty() ? this.background : this.awaited).pollNewest(skipped());
			if (next != null) {
				batch.begin(next, now);
			}
		}
		updateFullUntil();
	}

	private boolean isAnyDue(Instant now) {
		if (this.calls >= this.maxCalls) {
			return false;
		}
		TokenFetch newest = this.awaited.isEmpty() ? this.background.peekNewest() : null;
		return !this.awaited.isEmpty() || (newest != null && (!isLate(newest, now) || hasRoomForLate(now)));
	}

	private Predicate<String> skipped() {
		return (this.outage.getInterval() != null) ? this.outage::hasFailed : this.busy;
	}

	// A fetch for a session stays queued in the background.
	private void expire(Batch batch, Instant now) {
		for (TokenFetch eldest = this.awaited.peekEldest(); eldest != null
				&& (!eldest.isWaitedFor(now) || this.awaited.size() > MAX_WAITING); eldest = this.awaited
					.peekEldest()) {
			this.awaited.remove(eldest);
			if (eldest.isForSession()) {
				this.background.add(eldest);
			}
			else {
				batch.drop(eldest);
			}
		}
		for (TokenFetch eldest = this.background.peekEldest(); eldest != null
				&& (eldest.isLost(now) || this.background.size() > MAX_WAITING); eldest = this.background
					.peekEldest()) {
			this.background.remove(eldest);
			batch.drop(eldest);
		}
		updateFullUntil();
	}

	synchronized TokenFetcher.Status getStatus(boolean inTime, long renewals) {
		return new TokenFetcher.Status(this.awaited.size() + this.background.size(), this.calls, this.maxCalls, inTime,
				this.outage.getInterval() != null, renewals);
	}

	/**
	 * Forget the outage. Queued fetches stay queued.
	 */
	synchronized void reset() {
		this.outage = new OutageProbe();
		this.rateLimiter = new RecoveryRateLimiter(this.clock, this.log);
	}

	/**
	 * Fetches to begin and to drop outside of the lock.
	 */
	private final class Batch {

		private final List<TokenFetch> begun = new ArrayList<>(1);

		private final List<TokenFetch> dropped = new ArrayList<>(0);

		void begin(TokenFetch fetch, Instant now) {
			if (fetch.isLost(now)) {
				drop(fetch);
				TokenFetchQueue.this.rateLimiter.refund();
				return;
			}
			fetch.begin();
			fetch.setLate(isLate(fetch, now));
			TokenFetchQueue.this.calls++;
			TokenFetchQueue.this.lateCalls += fetch.isLate() ? 1 : 0;
			TokenFetchQueue.this.callsOfUsers.merge(fetch.getUserId(), 1, Integer::sum);
			this.begun.add(fetch);
		}

		void drop(TokenFetch fetch) {
			this.dropped.add(fetch);
		}

		void run() {
			this.dropped.forEach(TokenFetch::drop);
			this.begun.forEach((next) -> TokenFetchQueue.this.tokenService.run(() -> fetch(next)));
		}

		// Two threads less have to wake up if the thread that ends a call begins the
		// next one. A service that may block must not do so there, and calls that end
		// immediately must not nest, nor be made one after the other by one caller.
		void runAfter(TokenFetch ended) {
			this.dropped.forEach((fetch) -> Schedulers.boundedElastic().schedule(fetch::drop));
			if (TokenFetchQueue.this.nonBlocking && ended.isCallPending()) {
				this.begun.forEach(this::fetch);
			}
			else {
				this.begun.forEach((next) -> Schedulers.boundedElastic().schedule(() -> fetch(next)));
			}
		}

		private void fetch(TokenFetch fetch) {
			fetch.getFuture().whenComplete((token, failure) -> end(fetch, failure));
			fetch.fetch(TokenFetchQueue.this.tokenService, TokenFetchQueue.this.log);
		}

	}

}
