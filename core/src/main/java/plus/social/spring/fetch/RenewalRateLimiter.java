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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;

/**
 * Rate limiter for the renewal of tokens: at most {@value #MAX_CALLS} calls for a user in
 * {@linkplain #WINDOW five seconds}, and never two concurrently. Further requests of the
 * user share the newest call and its token.
 */
final class RenewalRateLimiter {

	/**
	 * Maximum number of calls for a user in a window. Social Plus itself allows 100
	 * requests in five seconds for a user, shared with the user's SDK.
	 */
	static final int MAX_CALLS = 5;

	static final Duration WINDOW = Duration.ofSeconds(5);

	/**
	 * Maximum number of remembered users; the eldest is forgotten first.
	 */
	static final int MAX_USERS = 10_000;

	private final Map<String, RecentCalls> users = new LinkedHashMap<>();

	private final TokenFetchQueue queue;

	private final Clock clock;

	RenewalRateLimiter(TokenFetchQueue queue, Clock clock) {
		this.queue = queue;
		this.clock = clock;
	}

	/**
	 * Issue a new token, or return the newest one if the user has reached the limit.
	 * @param user the user
	 * @param maxWait the maximum time that the caller waits
	 * @param listener called when the call ends, unless it was made before
	 * @return the pending token
	 */
	CompletableFuture<SocialPlusAuthToken> issue(SocialPlusUser user, Duration maxWait,
			TokenFetcher.Listener listener) {
		TokenFetch call = new TokenFetch(user, false, this.clock);
		call.setListener(listener);
		List<TokenFetch> forgotten = new ArrayList<>(0);
		TokenFetch newest = remember(user, call, forgotten);
		newest.waitFor(maxWait);
		if (newest == call) {
			this.queue.add(call);
		}
		else {
			this.queue.promote(newest);
		}
		forgotten.stream().filter(this.queue::remove).forEach(TokenFetch::drop);
		return newest.getFuture();
	}

	synchronized @Nullable Duration findCallDuration(SocialPlusAuthToken token) {
		RecentCalls calls = this.users.get(token.getUserId());
		TokenFetch newest = (calls != null) ? calls.newest : null;
		return (newest != null) ? newest.findCallDuration(token) : null;
	}

	private synchronized TokenFetch remember(SocialPlusUser user, TokenFetch call, List<TokenFetch> forgotten) {
		Instant now = this.clock.instant();
		RecentCalls calls = this.users.remove(user.getId());
		if (calls == null) {
			calls = new RecentCalls();
		}
		TokenFetch newest = calls.add(call, now);
		this.users.put(user.getId(), calls);
		forgetEldest(calls, now, forgotten);
		return newest;
	}

	private void forgetEldest(RecentCalls added, Instant now, List<TokenFetch> forgotten) {
		Iterator<RecentCalls> eldestFirst = this.users.values().iterator();
		RecentCalls eldest = eldestFirst.next();
		while (eldest != added && (this.users.size() > MAX_USERS || eldest.isExpired(now))) {
			eldestFirst.remove();
			eldest.addNewestTo(forgotten);
			eldest = eldestFirst.next();
		}
	}

	/**
	 * The recent calls for one user.
	 */
	private static final class RecentCalls {

		private final Deque<Instant> startedAt = new ArrayDeque<>();

		private @Nullable TokenFetch newest;

		/**
		 * Add a call, unless the user has reached the limit or another call is in
		 * progress.
		 * @param call the call
		 * @param now the current time
		 * @return the call, or the newest one to share instead
		 */
		TokenFetch add(TokenFetch call, Instant now) {
			TokenFetch newest = this.newest;
			boolean limited = !isExpired(now) && this.startedAt.size() >= MAX_CALLS;
			if (newest != null && (limited || !newest.getFuture().isDone())) {
				return newest;
			}
			this.startedAt.addLast(now);
			this.newest = call;
			return call;
		}

		void addNewestTo(List<TokenFetch> forgotten) {
			TokenFetch newest = this.newest;
			if (newest != null && !newest.getFuture().isDone()) {
				forgotten.add(newest);
			}
		}

		boolean isExpired(Instant now) {
			while (!this.startedAt.isEmpty() && !now.isBefore(this.startedAt.getFirst().plus(WINDOW))) {
				this.startedAt.removeFirst();
			}
			return this.startedAt.isEmpty();
		}

	}

}
