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

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import reactor.core.scheduler.Schedulers;

/**
 * Makes a bounded number of calls at once. The others wait for their turn, in which they
 * have the whole time of a call: with a slow Social Plus, all of them at once would spend
 * that waiting for each other's connections.
 */
final class CallQueue {

	private final ReactiveSocialPlusTokenService tokenService;

	private final int maxCalls;

	private final IssueLog log;

	private final Set<PendingToken> waiting = new LinkedHashSet<>();

	private final Set<PendingToken> first = new LinkedHashSet<>();

	private int calls;

	CallQueue(ReactiveSocialPlusTokenService tokenService, int maxCalls, IssueLog log) {
		this.tokenService = tokenService;
		this.maxCalls = maxCalls;
		this.log = log;
	}

	/**
	 * Make a call now, or when it is its turn.
	 * @param token the token to be fetched
	 */
	void add(PendingToken token) {
		if (tryBegin(token)) {
			fetch(token);
		}
	}

	private synchronized boolean tryBegin(PendingToken token) {
		if (this.calls == this.maxCalls) {
			this.waiting.add(token);
			return false;
		}
		this.calls++;
		return true;
	}

	private void fetch(PendingToken token) {
		token.getFuture().whenComplete((result, failure) -> end());
		token.fetch(this.tokenService, this.log);
	}

	// On another thread, as this one may belong to the call that has ended, and so that
	// calls that end at once do not nest.
	private void end() {
		PendingToken next = next();
		if (next != null) {
			Schedulers.boundedElastic().schedule(() -> fetch(next));
		}
	}

	private synchronized @Nullable PendingToken next() {
		PendingToken next = poll(this.first.isEmpty() ? this.waiting : this.first);
		if (next == null) {
			this.calls--;
		}
		return next;
	}

	private static @Nullable PendingToken poll(Set<PendingToken> tokens) {
		Iterator<PendingToken> eldestFirst = tokens.iterator();
		if (!eldestFirst.hasNext()) {
			return null;
		}
		PendingToken eldest = eldestFirst.next();
		eldestFirst.remove();
		return eldest;
	}

	/**
	 * Let a call that waits go before others: somebody waits for it.
	 * @param token the token to be fetched
	 */
	synchronized void promote(PendingToken token) {
		if (this.waiting.remove(token)) {
			this.first.add(token);
		}
	}

	/**
	 * Do without a call that still waits.
	 * @param token the token that is not to be fetched
	 * @return whether it waited
	 */
	synchronized boolean remove(PendingToken token) {
		return this.waiting.remove(token) || this.first.remove(token);
	}

}
