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
 * Back-off for single users whom Social Plus refuses or limits, or whose calls fail
 * repeatedly. Other users are not affected.
 */
final class UserBackOff {

	/**
	 * Maximum number of remembered users; the eldest is forgotten first, which costs a
	 * call.
	 */
	static final int MAX_USERS = 10_000;

	/**
	 * Back-off for a user whom Social Plus refuses.
	 */
	static final Duration REFUSED_USER_PAUSE = Duration.ofMinutes(1);

	/**
	 * Back-off for a user whose call had its credentials refused, while others get
	 * tokens.
	 */
	static final Duration SUSPECT_USER_PAUSE = Duration.ofSeconds(10);

	/**
	 * Back-off after the second failure in a row. Each further failure doubles it.
	 */
	static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

	/**
	 * Maximum back-off after failures. It is short, as a small application has no other
	 * way to notice that Social Plus is back.
	 */
	static final Duration MAX_PAUSE = Duration.ofSeconds(10);

	/**
	 * Maximum back-off for a user who alone fails.
	 */
	static final Duration MAX_SINGLE_USER_PAUSE = Duration.ofSeconds(30);

	/**
	 * How long failures count without a success after them.
	 */
	static final Duration REMEMBERED = Duration.ofMinutes(10);

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	private final Clock clock;

	private long successes;

	UserBackOff(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Begin a back-off for a user.
	 * @param user the user
	 * @param failure the failure to report meanwhile
	 * @param pause the duration of the back-off
	 */
	synchronized void add(SocialPlusUser user, SocialPlusException failure, Duration pause) {
		Instant until = this.clock.instant().plus(pause);
		put(user, new Entry(failure, until, until, 0, this.successes, false));
	}

	/**
	 * Count a failure that may be an outage or the user's own.
	 * @param user the user
	 * @param failure the failure
	 * @param pausing whether to begin a back-off if it is not the first failure
	 * @return whether it is the user's own: calls for others have succeeded since the
	 * previous one
	 */
	synchronized boolean addFailure(SocialPlusUser user, SocialPlusException failure, boolean pausing) {
		Instant now = this.clock.instant();
		Entry last = findEntry(user, now);
		int failures = (last != null) ? last.failures() + 1 : 1;
		boolean userOnly = failures > 1 && last != null && (last.userOnly() || this.successes > last.successes());
		Instant until = pausing ? now.plus(pause(failures, userOnly)) : now;
		put(user, new Entry(failure, until, now.plus(REMEMBERED), failures, this.successes, userOnly));
		return userOnly;
	}

	private static Duration pause(int failures, boolean userOnly) {
		if (failures < 2) {
			return Duration.ZERO;
		}
		Duration max = userOnly ? MAX_SINGLE_USER_PAUSE : MAX_PAUSE;
		Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 2, 10));
		return (pause.compareTo(max) < 0) ? pause : max;
	}

	/**
	 * Forget the failures of a user after a successful call.
	 * @param user the user
	 */
	synchronized void remove(SocialPlusUser user) {
		this.successes++;
		this.entries.remove(user.getId());
	}

	/**
	 * Return the number of failures in a row for a user.
	 * @param user the user
	 * @return the number, not counting refusals
	 */
	synchronized int getFailureCount(SocialPlusUser user) {
		Entry entry = findEntry(user, this.clock.instant());
		return (entry != null) ? entry.failures() : 0;
	}

	/**
	 * Return the failure of a user during a back-off.
	 * @param user the user
	 * @return the failure with the time to wait, or {@code null} if a call may be made
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
	 * The failures of a user.
	 *
	 * @param failure the last failure
	 * @param until when a call may be made again
	 * @param forgottenAt when the entry expires
	 * @param failures the number of failures in a row that may be an outage
	 * @param successes the number of calls for others that had succeeded by then
	 * @param userOnly whether others succeed while this user does not
	 */
	private record Entry(SocialPlusException failure, Instant until, Instant forgottenAt, int failures, long successes,
			boolean userOnly) {

	}

}
