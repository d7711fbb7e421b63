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

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusException;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Makes a bounded number of calls at once. The others wait for their turn, in which they
 * have the whole time of a call: with a slow Social Plus, all of them at once would spend
 * that waiting for each other's connections.
 * <p>
 * Those that a caller waits for go first, and the newest of them before all: when more
 * come than Social Plus serves, the eldest would get their tokens when nobody waits any
 * more. Whoever has waited for as long as they would is no longer one of them.
 * <p>
 * While Social Plus is down, those that wait go on waiting, and {@link OutageProbe} lets
 * one of them at a time try. When it is back, {@link RecoveryRateLimiter} spreads them.
 */
final class TokenFetchQueue {

	/**
	 * Maximum number of fetches that wait for their turn, of those that a caller waits
	 * for and of the others.
	 */
	static final int MAX_WAITING = TokenFetcher.MAX_SESSIONS / 2;

	/**
	 * After what time a fetch that nobody waits for is late. While others come, late ones
	 * have a quarter of the calls: others would wait for all of them otherwise, and be
	 * late themselves.
	 */
	static final Duration LATE = Duration.ofSeconds(3);

	/**
	 * How long the other calls are kept from late fetches after the last one has come.
	 */
	static final Duration KEPT_FREE = Duration.ofSeconds(10);

	private static final int MAX_PART_OF_USER = 8;

	private final ReactiveSocialPlusTokenService tokenService;

	private final int maxCalls;

	private final TokenOutageLog log;

	private final Clock clock;

	private final Predicate<String> busy;

	private final WaitingFetches background = new WaitingFetches();

	private final WaitingFetches first = new WaitingFetches();

	private final Map<String, Integer> callsOfUsers = new HashMap<>();

	private int calls;

	private int lateCalls;

	private Instant keptFreeUntil = Instant.MIN;

	/**
	 * Until when there is no room for another one in the background, or {@code null} if
	 * there is.
	 */
	private volatile @Nullable Instant fullUntil;

	private OutageProbe outage = new OutageProbe();

	private RecoveryRateLimiter rateLimiter;

	private @Nullable Disposable plannedWakeUp;

	TokenFetchQueue(ReactiveSocialPlusTokenService tokenService, int maxCalls, TokenOutageLog log, Clock clock) {
		this.tokenService = tokenService;
		this.maxCalls = maxCalls;
		this.log = log;
		this.clock = clock;
		this.rateLimiter = new RecoveryRateLimiter(clock, log);
		int maxOfUser = Math.max(1, maxCalls / MAX_PART_OF_USER);
		this.busy = (userId) -> this.callsOfUsers.getOrDefault(userId, 0) >= maxOfUser;
	}

	/**
	 * Return whether so many wait in the background that the eldest would lose its place
	 * to another one without having had its time. Takes no lock: then logins are many.
	 * @param now the current time
	 * @return whether there is no room
	 */
	boolean isFull(Instant now) {
		Instant fullUntil = this.fullUntil;
		return fullUntil != null && now.isBefore(fullUntil);
	}

	/**
	 * Make a call now, or when it is its turn.
	 * @param fetch what is to be fetched
	 */
	void add(TokenFetch fetch) {
		Turn turn = new Turn();
		synchronized (this) {
			Instant now = this.clock.instant();
			this.keptFreeUntil = now.plus(KEPT_FREE);
			if (tryBegin(fetch, now)) {
				turn.begin(fetch, now);
			}
			else {
				(fetch.isWaitedFor(now) ? this.first : this.background).add(fetch);
				expire(turn, now);
				if (this.rateLimiter.isLimiting()) {
					planWakeUp(this.rateLimiter.getInterval());
				}
			}
		}
		turn.take();
	}

	private boolean tryBegin(TokenFetch fetch, Instant now) {
		boolean othersFirst = this.rateLimiter.isLimiting() && !this.first.isEmpty() && !fetch.isWaitedFor(now);
		if (this.calls >= this.maxCalls || othersFirst) {
			return false;
		}
		return this.rateLimiter.tryBegin(isAnyWaiting());
	}

	private boolean isLate(TokenFetch fetch, Instant now) {
		return !fetch.isWaitedFor(now) && !now.isBefore(fetch.getStartedAt().plus(LATE));
	}

	private boolean isRoomForLate(Instant now) {
		return this.lateCalls < (this.maxCalls + 3) / 4 || !now.isBefore(this.keptFreeUntil);
	}

	private boolean isAnyWaiting() {
		return !(this.background.isEmpty() && this.first.isEmpty());
	}

	/**
	 * Let a fetch that waits go before others: a caller waits for it.
	 * @param fetch what is to be fetched
	 */
	void promote(TokenFetch fetch) {
		Turn turn = new Turn();
		synchronized (this) {
			if (remove(fetch)) {
				Instant now = this.clock.instant();
				this.keptFreeUntil = now.plus(KEPT_FREE);
				this.first.add(fetch);
				noticeIfFull();
				if (this.outage.getInterval() == null) {
					poll(turn, this.maxCalls, now);
				}
			}
		}
		turn.take();
	}

	/**
	 * Do without a fetch that still waits.
	 * @param fetch what is not to be fetched
	 * @return whether it waited
	 */
	synchronized boolean remove(TokenFetch fetch) {
		boolean waited = this.first.remove(fetch) || this.background.remove(fetch);
		noticeIfFull();
		return waited;
	}

	// The eldest keeps its place until it is given up for lost.
	private void noticeIfFull() {
		TokenFetch eldest = (this.background.size() < MAX_WAITING) ? null : this.background.peekEldest();
		this.fullUntil = (eldest != null) ? eldest.getLostAt() : null;
	}

	private void end(TokenFetch fetch, @Nullable Throwable failure) {
		Turn turn = new Turn();
		synchronized (this) {
			this.calls--;
			this.lateCalls -= fetch.isLate() ? 1 : 0;
			this.callsOfUsers.computeIfPresent(fetch.getUserId(), (id, number) -> (number > 1) ? number - 1 : null);
			if (failure == null) {
				endOutage();
			}
			else {
				learn(fetch, failure);
			}
			Instant now = this.clock.instant();
			if (this.outage.getInterval() == null) {
				poll(turn, this.maxCalls, now);
			}
			else {
				expire(turn, now);
				planWakeUp(this.outage.getInterval());
			}
		}
		turn.takeLater();
	}

	private void endOutage() {
		this.rateLimiter.answered();
		if (this.outage.end() && this.plannedWakeUp != null) {
			this.plannedWakeUp.dispose();
			this.plannedWakeUp = null;
		}
	}

	private void learn(TokenFetch fetch, Throwable failure) {
		if (this.outage.failed(fetch.getUserId(), failure)) {
			this.rateLimiter.down();
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
		Turn turn = new Turn();
		synchronized (this) {
			this.plannedWakeUp = null;
			poll(turn, (this.outage.getInterval() != null) ? 1 : this.maxCalls, this.clock.instant());
		}
		turn.take();
	}

	private void poll(Turn turn, int number, Instant now) {
		expire(turn, now);
		while (turn.begun.size() < number && isTurnOfAny(now)) {
			if (!this.rateLimiter.tryBegin(true)) {
				planWakeUp(this.rateLimiter.getInterval());
				break;
			}
			TokenFetch next = (this.first.isEmpty() ? this.background : this.first).pollNewest(avoided());
			if (next != null) {
				turn.begin(next, now);
			}
		}
		noticeIfFull();
	}

	private boolean isTurnOfAny(Instant now) {
		if (this.calls >= this.maxCalls) {
			return false;
		}
		TokenFetch newest = this.first.isEmpty() ? this.background.peekNewest() : null;
		return !this.first.isEmpty() || (newest != null && (!isLate(newest, now) || isRoomForLate(now)));
	}

	private Predicate<String> avoided() {
		return (this.outage.getInterval() != null) ? this.outage::hasTried : this.busy;
	}

	// What a session can use later goes on waiting in the background.
	private void expire(Turn turn, Instant now) {
		for (TokenFetch eldest = this.first.peekEldest(); eldest != null
				&& (!eldest.isWaitedFor(now) || this.first.size() > MAX_WAITING); eldest = this.first.peekEldest()) {
			this.first.remove(eldest);
			if (eldest.isForSession()) {
				this.background.add(eldest);
			}
			else {
				turn.drop(eldest);
			}
		}
		for (TokenFetch eldest = this.background.peekEldest(); eldest != null
				&& (eldest.isLost(now) || this.background.size() > MAX_WAITING); eldest = this.background
					.peekEldest()) {
			this.background.remove(eldest);
			turn.drop(eldest);
		}
		noticeIfFull();
	}

	/**
	 * Forget that Social Plus was down. What is waiting goes on waiting.
	 */
	synchronized void reset() {
		this.outage = new OutageProbe();
		this.rateLimiter = new RecoveryRateLimiter(this.clock, this.log);
	}

	/**
	 * What is to be done outside of the lock.
	 */
	private final class Turn {

		private final List<TokenFetch> begun = new ArrayList<>(1);

		private final List<TokenFetch> dropped = new ArrayList<>(0);

		void begin(TokenFetch fetch, Instant now) {
			if (fetch.isLost(now)) {
				drop(fetch);
				TokenFetchQueue.this.rateLimiter.refund();
				return;
			}
			fetch.setLate(isLate(fetch, now));
			TokenFetchQueue.this.calls++;
			TokenFetchQueue.this.lateCalls += fetch.isLate() ? 1 : 0;
			TokenFetchQueue.this.callsOfUsers.merge(fetch.getUserId(), 1, Integer::sum);
			this.begun.add(fetch);
		}

		void drop(TokenFetch fetch) {
			this.dropped.add(fetch);
		}

		void take() {
			this.dropped.forEach(TokenFetch::drop);
			this.begun.forEach(this::fetch);
		}

		// On another thread, as this one may belong to the call that has ended, and so
		// that calls that end at once do not nest.
		void takeLater() {
			if (!this.begun.isEmpty() || !this.dropped.isEmpty()) {
				this.dropped.forEach((fetch) -> Schedulers.boundedElastic().schedule(fetch::drop));
				this.begun.forEach((next) -> Schedulers.boundedElastic().schedule(() -> fetch(next)));
			}
		}

		private void fetch(TokenFetch fetch) {
			fetch.getFuture().whenComplete((token, failure) -> end(fetch, failure));
			fetch.fetch(TokenFetchQueue.this.tokenService, TokenFetchQueue.this.log);
		}

	}

}
