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
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Makes a bounded number of calls at once. The others wait for their turn, in which they
 * have the whole time of a call: with a slow Social Plus, all of them at once would spend
 * that waiting for each other's connections.
 * <p>
 * While Social Plus is not called, as it is down, those that wait go on waiting. One of
 * them at a time tries whether it is back. When it is, {@link RecoveryRateLimiter}
 * spreads them.
 */
final class TokenFetchQueue {

	/**
	 * Most calls that wait for their turn while nobody waits for them.
	 */
	static final int MAX_WAITING = TokenFetcher.MAX_SESSIONS / 2;

	/**
	 * What a call fails with, and says when to ask again, while Social Plus is not called
	 * for anybody.
	 */
	private static final Set<Reason> DOWN = EnumSet.of(Reason.SERVER_ERROR, Reason.INVALID_RESPONSE,
			Reason.CONNECTION_FAILED, Reason.TLS_FAILED, Reason.TIMEOUT);

	private final ReactiveSocialPlusTokenService tokenService;

	private final int maxCalls;

	private final TokenOutageLog log;

	private final Clock clock;

	private RecoveryRateLimiter pace;

	private final Set<TokenFetch> waiting = new LinkedHashSet<>();

	private final Set<TokenFetch> first = new LinkedHashSet<>();

	private int calls;

	/**
	 * Until when there is no room for another one that nobody waits for, or {@code null}
	 * if there is.
	 */
	private volatile @Nullable Instant fullUntil;

	/**
	 * How long those that wait are not served, or {@code null} if they are.
	 */
	private @Nullable Duration pause;

	private @Nullable Disposable plannedWakeUp;

	TokenFetchQueue(ReactiveSocialPlusTokenService tokenService, int maxCalls, TokenOutageLog log, Clock clock) {
		this.tokenService = tokenService;
		this.maxCalls = maxCalls;
		this.log = log;
		this.clock = clock;
		this.pace = new RecoveryRateLimiter(clock);
	}

	/**
	 * Return whether so many wait that the eldest would lose its place to another one
	 * without having had its time. Takes no lock: then logins are many.
	 * @param now the current time
	 * @return whether there is no room
	 */
	boolean isFull(Instant now) {
		Instant fullUntil = this.fullUntil;
		return fullUntil != null && now.isBefore(fullUntil);
	}

	/**
	 * Make a call now, or when it is its turn.
	 * @param token the token to be fetched
	 */
	void add(TokenFetch token) {
		if (tryBegin(token)) {
			fetch(token);
			return;
		}
		TokenFetch eldest = pollOfTooMany();
		if (eldest != null) {
			eldest.drop();
		}
	}

	private synchronized boolean tryBegin(TokenFetch token) {
		if (this.calls < this.maxCalls && this.pace.tryBegin(isAnyWaiting())) {
			this.calls++;
			return true;
		}
		this.waiting.add(token);
		noticeIfFull();
		if (this.calls < this.maxCalls) {
			planWakeUp(this.pace.getInterval());
		}
		return false;
	}

	private boolean isAnyWaiting() {
		return !(this.waiting.isEmpty() && this.first.isEmpty());
	}

	private synchronized @Nullable TokenFetch pollOfTooMany() {
		if (this.waiting.size() <= MAX_WAITING) {
			return null;
		}
		Iterator<TokenFetch> eldestFirst = this.waiting.iterator();
		TokenFetch eldest = eldestFirst.next();
		eldestFirst.remove();
		noticeIfFull();
		return eldest;
	}

	// The eldest keeps its place until it is given up for lost.
	private void noticeIfFull() {
		this.fullUntil = (this.waiting.size() < MAX_WAITING) ? null
				: this.waiting.iterator().next().getStartedAt().plus(TokenFetcher.LOST_AFTER);
	}

	private void fetch(TokenFetch token) {
		token.getFuture().whenComplete((result, failure) -> end(failure));
		token.fetch(this.tokenService, this.log);
	}

	// On another thread, as this one may belong to the call that has ended, and so that
	// calls that end at once do not nest.
	private void end(@Nullable Throwable failure) {
		for (TokenFetch next : next(failure)) {
			Schedulers.boundedElastic().schedule(() -> fetch(next));
		}
	}

	private synchronized List<TokenFetch> next(@Nullable Throwable failure) {
		this.calls--;
		Duration down = downFor(failure);
		if (down != null) {
			this.pause = down;
			this.pace.down();
		}
		else if (failure == null) {
			endPause();
		}
		if (this.pause != null) {
			planWakeUp(this.pause);
			return List.of();
		}
		return poll(this.maxCalls - this.calls);
	}

	private void endPause() {
		this.pace.answered();
		if (this.pause != null && this.plannedWakeUp != null) {
			this.plannedWakeUp.dispose();
			this.plannedWakeUp = null;
		}
		this.pause = null;
	}

	private static @Nullable Duration downFor(@Nullable Throwable failure) {
		return (failure instanceof SocialPlusException exception && DOWN.contains(exception.getReason()))
				? exception.getRetryAfter() : null;
	}

	private void planWakeUp(Duration pause) {
		if (this.plannedWakeUp == null && isAnyWaiting()) {
			this.plannedWakeUp = Schedulers.boundedElastic()
				.schedule(this::wakeUp, pause.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	private void wakeUp() {
		pollAgain().forEach(this::fetch);
	}

	// While Social Plus is down, one of them tries.
	private synchronized List<TokenFetch> pollAgain() {
		this.plannedWakeUp = null;
		return poll((this.pause != null) ? 1 : this.maxCalls - this.calls);
	}

	private List<TokenFetch> poll(int number) {
		List<TokenFetch> polled = new ArrayList<>();
		while (polled.size() < number && isAnyWaiting() && this.pace.tryBegin(true)) {
			Iterator<TokenFetch> eldestFirst = (this.first.isEmpty() ? this.waiting : this.first).iterator();
			polled.add(eldestFirst.next());
			eldestFirst.remove();
			this.calls++;
		}
		if (polled.size() < number) {
			planWakeUp(this.pace.getInterval());
		}
		noticeIfFull();
		return polled;
	}

	/**
	 * Let a call that waits go before others: somebody waits for it.
	 * @param token the token to be fetched
	 */
	synchronized void promote(TokenFetch token) {
		if (this.waiting.remove(token)) {
			this.first.add(token);
			noticeIfFull();
		}
	}

	/**
	 * Do without a call that still waits.
	 * @param token the token that is not to be fetched
	 * @return whether it waited
	 */
	synchronized boolean remove(TokenFetch token) {
		boolean waited = this.waiting.remove(token);
		noticeIfFull();
		return waited || this.first.remove(token);
	}

	/**
	 * Forget that Social Plus was down. What is waiting goes on waiting.
	 */
	synchronized void reset() {
		this.pause = null;
		this.pace = new RecoveryRateLimiter(this.clock);
	}

}
