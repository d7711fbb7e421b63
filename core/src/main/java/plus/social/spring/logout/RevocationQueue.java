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

package plus.social.spring.logout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;

/**
 * Queue of the users whose access tokens must be revoked, with one entry per user:
 * however often a user logs out, they take one place and at most one of the concurrent
 * calls. Makes no calls and measures no time.
 */
final class RevocationQueue {

	private final int maxUsers;

	private final int maxRunning;

	private final Map<String, Entry> entries = new HashMap<>();

	/**
	 * Entries that are neither running nor paused, the eldest first.
	 */
	private final Deque<Entry> ready = new ArrayDeque<>();

	private int running;

	RevocationQueue(int maxUsers, int maxRunning) {
		this.maxUsers = maxUsers;
		this.maxRunning = maxRunning;
	}

	/**
	 * Add a user, or renew their entry.
	 * @param user the user
	 * @param now the current time in milliseconds
	 * @return {@code false} if the queue is full
	 */
	synchronized boolean add(SocialPlusUser user, long now) {
		Entry entry = this.entries.get(user.getId());
		if (entry == null) {
			if (this.entries.size() >= this.maxUsers) {
				return false;
			}
			entry = new Entry(user);
			this.entries.put(user.getId(), entry);
			this.ready.add(entry);
		}
		// A call in progress may not include the user's latest access token.
		entry.repeat = entry.running;
		entry.failures = 0;
		entry.since = now;
		return true;
	}

	/**
	 * Remove a user. A call in progress cannot be undone, but is not repeated.
	 * @param user the user
	 */
	synchronized void remove(SocialPlusUser user) {
		Entry entry = this.entries.remove(user.getId());
		if (entry != null) {
			entry.removed = true;
			this.ready.remove(entry);
		}
	}

	/**
	 * Take the next entry, unless the maximum number of entries is running.
	 * @return an entry that counts as running until it is finished or pauses, or
	 * {@code null} if there is none
	 */
	synchronized @Nullable Entry poll() {
		Entry entry = (this.running < this.maxRunning) ? this.ready.poll() : null;
		if (entry != null) {
			entry.running = true;
			this.running++;
		}
		return entry;
	}

	/**
	 * End the run of an entry and remove it, unless its user has logged out again during
	 * the run.
	 * @param entry the entry
	 */
	synchronized void finish(Entry entry) {
		stop(entry);
		if (entry.repeat) {
			entry.repeat = false;
			this.ready.add(entry);
		}
		else {
			this.entries.remove(entry.user.getId(), entry);
		}
	}

	/**
	 * End a failed run, which is repeated after a pause.
	 * @param entry the entry
	 */
	synchronized void pause(Entry entry) {
		stop(entry);
		entry.repeat = false;
		entry.failures++;
	}

	/**
	 * End the pause of an entry.
	 * @param entry the entry
	 */
	synchronized void resume(Entry entry) {
		if (!entry.removed) {
			this.ready.add(entry);
		}
	}

	private void stop(Entry entry) {
		entry.running = false;
		this.running--;
		entry.repeat = entry.repeat && !entry.removed;
	}

	/**
	 * A user whose access tokens must be revoked.
	 */
	static final class Entry {

		private final SocialPlusUser user;

		private long since;

		private int failures;

		private boolean running;

		private boolean repeat;

		private volatile boolean removed;

		private Entry(SocialPlusUser user) {
			this.user = user;
		}

		SocialPlusUser getUser() {
			return this.user;
		}

		Duration getAge(long now) {
			return Duration.ofMillis(now - this.since);
		}

		int getFailures() {
			return this.failures;
		}

		boolean isRemoved() {
			return this.removed;
		}

	}

}
