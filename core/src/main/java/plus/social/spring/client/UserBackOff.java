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

package plus.social.spring.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;

/**
 * Makes single users wait: those whom Social Plus refuses or limits, and those whose
 * calls fail again and again. Others are not affected.
 */
final class UserBackOff {

	/**
	 * Maximum number of users that are remembered; the eldest is forgotten first.
	 * Forgetting one costs a call.
	 */
	static final int MAX_USERS = 10_000;

	/**
	 * How long a user waits after the second failure in a row. Each further one doubles
	 * it.
	 */
	static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

	/**
	 * Maximum time to wait after failures. It is short, as a small application has no
	 * other way to notice that Social Plus is back.
	 */
	static final Duration MAX_PAUSE = Duration.ofSeconds(10);

	/**
	 * Maximum time to wait for a user who alone fails.
	 */
	static final Duration MAX_PAUSE_OF_ONE = Duration.ofSeconds(30);

	/**
	 * How long failures count that had no success after them.
	 */
	static final Duration REMEMBERED = Duration.ofMinutes(10);

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	private final Clock clock;

	private long successes;

	UserBackOff(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Remember that no call is to be made for a user.
	 * @param user the user
	 * @param failure why
	 * @param pause for how long
	 */
	synchronized void add(SocialPlusUser user, SocialPlusException failure, Duration pause) {
		Instant until = this.clock.instant().plus(pause);
		put(user, new Entry(failure, until, until, 0, this.successes, false));
	}

	/**
	 * Count a failure that may be an outage or the user's own.
	 * @param user the user
	 * @param failure what the call failed with
	 * @param pausing whether the user is to wait if it is not the first one
	 * @return whether it is the user's own: calls for others have succeeded since the
	 * last one
	 */
	synchronized boolean addFault(SocialPlusUser user, SocialPlusException failure, boolean pausing) {
		Instant now = this.clock.instant();
		Entry last = findEntry(user, now);
		int faults = (last != null) ? last.faults() + 1 : 1;
		boolean own = faults > 1 && last != null && (last.own() || this.successes > last.successes());
		Instant until = pausing ? now.plus(pause(faults, own)) : now;
		put(user, new Entry(failure, until, now.plus(REMEMBERED), faults, this.successes, own));
		return own;
	}

	private static Duration pause(int faults, boolean own) {
		if (faults < 2) {
			return Duration.ZERO;
		}
		Duration max = own ? MAX_PAUSE_OF_ONE : MAX_PAUSE;
		Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(faults - 2, 10));
		return (pause.compareTo(max) < 0) ? pause : max;
	}

	/**
	 * Forget what a user's earlier calls failed with: one has succeeded.
	 * @param user the user
	 */
	synchronized void remove(SocialPlusUser user) {
		this.successes++;
		this.entries.remove(user.getId());
	}

	/**
	 * Return how many calls for a user have failed in a row.
	 * @param user the user
	 * @return the number, not counting refusals
	 */
	synchronized int getFaults(SocialPlusUser user) {
		Entry entry = findEntry(user, this.clock.instant());
		return (entry != null) ? entry.faults() : 0;
	}

	/**
	 * Return what a call for a user would end with.
	 * @param user the user
	 * @return the failure and how long to wait, or {@code null} if a call may be made
	 */
	synchronized @Nullable SocialPlusException find(SocialPlusUser user) {
		Instant now = this.clock.instant();
		Entry entry = findEntry(user, now);
		return (entry != null && now.isBefore(entry.until()))
				? entry.failure().withRetryAfter(Duration.between(now, entry.until())).forUserOnly() : null;
	}

	private @Nullable Entry findEntry(SocialPlusUser user, Instant now) {
		Entry entry = this.entries.get(user.getId());
		return (entry != null && now.isBefore(entry.forgottenAt())) ? entry : null;
	}

	private void put(SocialPlusUser user, Entry added) {
		Instant now = this.clock.instant();
		this.entries.remove(user.getId());
		this.entries.put(user.getId(), added);
		Iterator<Entry> eldestFirst = this.entries.values().iterator();
		Entry eldest = eldestFirst.next();
		while (eldest != added && (this.entries.size() > MAX_USERS || !now.isBefore(eldest.forgottenAt()))) {
			eldestFirst.remove();
			eldest = eldestFirst.next();
		}
	}

	/**
	 * A user who has failed.
	 *
	 * @param failure the last failure
	 * @param until when a call may be made again
	 * @param forgottenAt when it is of no use any more
	 * @param faults how many in a row may have been an outage
	 * @param successes how many calls for others had succeeded by then
	 * @param own whether others succeed while this user does not
	 */
	private record Entry(SocialPlusException failure, Instant until, Instant forgottenAt, int faults, long successes,
			boolean own) {

	}

}
