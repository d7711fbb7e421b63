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

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.springframework.util.Assert;

/**
 * Numbers of tokens for sessions since the start, for operators.
 *
 * @since 0.1.0
 */
public final class SessionTokenCounts {

	/**
	 * Maximum number of remembered sessions. Then all are forgotten, and count again.
	 */
	static final int MAX_SKIPPED_SESSIONS = 10_000;

	private final LongAdder attached = new LongAdder();

	private final LongAdder late = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder pending = new LongAdder();

	private final LongAdder[] skipped = new LongAdder[LoginSkip.values().length];

	// Each request of such a session sees that its login is skipped.
	private final Set<String> skippedSessions = ConcurrentHashMap.newKeySet();

	SessionTokenCounts() {
		Arrays.setAll(this.skipped, (i) -> new LongAdder());
	}

	void addPending() {
		this.pending.increment();
	}

	/**
	 * Count a login, unless it was counted with an earlier request of its session.
	 * @param sessionId the id of the session, which a login changes
	 * @param skip why no token is fetched
	 */
	void addSkipped(String sessionId, LoginSkip skip) {
		String session = skip.name() + sessionId;
		if (this.skippedSessions.contains(session)) {
			return;
		}
		if (this.skippedSessions.size() >= MAX_SKIPPED_SESSIONS) {
			this.skippedSessions.clear();
		}
		if (this.skippedSessions.add(session)) {
			this.skipped[skip.ordinal()].increment();
		}
	}

	void addAttached(boolean late) {
		(late ? this.late : this.attached).increment();
	}

	void addFailed() {
		this.failed.increment();
	}

	/**
	 * Return how many tokens were attached to the session by the request that fetched
	 * them.
	 * @return the number
	 */
	public long getAttached() {
		return this.attached.sum();
	}

	/**
	 * Return how many tokens were attached to the session by a later request.
	 * @return the number
	 */
	public long getLate() {
		return this.late.sum();
	}

	/**
	 * Return how many requests that have started a fetch for a session without a token
	 * were answered before it ended.
	 * @return the number
	 */
	public long getPending() {
		return this.pending.sum();
	}

	/**
	 * Return for how many logins no token was fetched. A login counts once, as long as
	 * this node remembers its session.
	 * @param skip the reason
	 * @return the number
	 */
	public long getSkipped(LoginSkip skip) {
		Assert.notNull(skip, "'skip' must not be null");
		return this.skipped[skip.ordinal()].sum();
	}

	/**
	 * Return how many fetches for sessions have failed.
	 * @return the number
	 */
	public long getFailed() {
		return this.failed.sum();
	}

}
