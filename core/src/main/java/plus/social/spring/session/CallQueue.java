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

import java.util.ArrayDeque;
import java.util.Deque;

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

	private final Deque<PendingToken> waiting = new ArrayDeque<>();

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
			this.waiting.addLast(token);
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
		PendingToken next = this.waiting.pollFirst();
		if (next == null) {
			this.calls--;
		}
		return next;
	}

	/**
	 * Let a call that waits be the next one: somebody waits for it.
	 * @param token the token to be fetched
	 */
	synchronized void promote(PendingToken token) {
		if (this.waiting.remove(token)) {
			this.waiting.addFirst(token);
		}
	}

	/**
	 * Do without a call that still waits.
	 * @param token the token that is not to be fetched
	 * @return whether it waited
	 */
	synchronized boolean remove(PendingToken token) {
		return this.waiting.remove(token);
	}

}
