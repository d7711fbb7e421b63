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
 * Remembers which users need not be asked for again for a while, and why.
 */
final class UserBackOff {

	/**
	 * Most users that are remembered; the eldest is forgotten first. Forgetting one costs
	 * a call.
	 */
	static final int MAX_USERS = 10_000;

	private final Map<String, Refusal> refusals = new LinkedHashMap<>();

	private final Clock clock;

	UserBackOff(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Remember a refusal.
	 * @param user who it is about
	 * @param failure the refusal
	 * @param time for how long
	 */
	synchronized void add(SocialPlusUser user, SocialPlusException failure, Duration time) {
		Instant now = this.clock.instant();
		Refusal added = new Refusal(failure, now.plus(time));
		this.refusals.remove(user.getId());
		this.refusals.put(user.getId(), added);
		Iterator<Refusal> eldestFirst = this.refusals.values().iterator();
		Refusal eldest = eldestFirst.next();
		while (eldest != added && (this.refusals.size() > MAX_USERS || !now.isBefore(eldest.until()))) {
			eldestFirst.remove();
			eldest = eldestFirst.next();
		}
	}

	/**
	 * Return what a call for a user would end with.
	 * @param user the user
	 * @return the refusal with what is left of its time, or {@code null} if there is none
	 */
	synchronized @Nullable SocialPlusException find(SocialPlusUser user) {
		Refusal refusal = this.refusals.get(user.getId());
		Instant now = this.clock.instant();
		return (refusal != null && now.isBefore(refusal.until()))
				? RepeatedFailure.of(refusal.failure(), Duration.between(now, refusal.until())) : null;
	}

	private record Refusal(SocialPlusException failure, Instant until) {

	}

}
