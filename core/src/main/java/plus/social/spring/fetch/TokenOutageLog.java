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
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import plus.social.spring.log.LogThrottle;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

/**
 * Logs when tokens stop being issued, why, and when they are issued again: one line for
 * each change, however many logins it affects, and none twice in a minute, however often
 * it changes. A failure of few users while others get tokens is not such a change.
 */
final class TokenOutageLog {

	static final Duration REPEAT_AFTER = Duration.ofMinutes(1);

	/**
	 * Reasons that an operator has to fix, as they do not pass by themselves.
	 */
	private static final Set<Reason> ERRORS = EnumSet.of(Reason.SERVER_KEY_REFUSED, Reason.SECURE_MODE_OFF,
			Reason.CLIENT_CERTIFICATE_INVALID);

	/**
	 * Minimum number of users that fail in a row, if tokens were issued a moment ago.
	 */
	static final int MIN_USERS = 6;

	private static final int MAX_LINES = 100;

	private static final String LIMITED = "limited";

	private static final String ONE_USER = "one user: ";

	private static final Log logger = LogFactory.getLog(TokenOutageLog.class);

	private final Clock clock;

	private final LogThrottle throttle;

	private final Set<String> failedUsers = ConcurrentHashMap.newKeySet();

	private volatile String problem = "";

	private volatile Instant succeededAt = Instant.MIN;

	private volatile boolean limited;

	TokenOutageLog(Clock clock) {
		this.clock = clock;
		this.throttle = new LogThrottle(clock, REPEAT_AFTER, MAX_LINES);
	}

	void succeeded() {
		this.succeededAt = this.clock.instant();
		if (!this.failedUsers.isEmpty()) {
			this.failedUsers.clear();
		}
		if (!this.problem.isEmpty()) {
			recover();
		}
	}

	private synchronized void recover() {
		if (!this.problem.isEmpty()) {
			this.problem = "";
			logger.info("Social Plus auth tokens are issued again");
		}
	}

	void failed(SocialPlusUser user, Throwable failure) {
		logger.debug("Failed to issue a Social Plus auth token", failure);
		String what = describe(failure);
		if (isOfFewUsers(user, failure)) {
			logOneUser(what);
		}
		else {
			logProblem(what,
					failure instanceof SocialPlusException exception && ERRORS.contains(exception.getReason()));
		}
	}

	private boolean isOfFewUsers(SocialPlusUser user, Throwable failure) {
		if (failure instanceof SocialPlusException exception) {
			if (exception.isUserOnly()) {
				return true;
			}
			if (!exception.isOutage() || exception.getRetryAfter() != null) {
				return false;
			}
		}
		if (this.failedUsers.size() < MIN_USERS) {
			this.failedUsers.add(user.getId());
		}
		return this.failedUsers.size() < MIN_USERS
				&& this.clock.instant().isBefore(this.succeededAt.plus(REPEAT_AFTER));
	}

	/**
	 * Record that calls are delayed by the rate limit after an outage.
	 * @param rate the number of calls per second
	 */
	void limited(double rate) {
		if (!this.limited) {
			this.limited = true;
			logLimit(rate);
		}
	}

	private synchronized void logLimit(double rate) {
		if (this.throttle.tryAcquire(LIMITED)) {
			logger.info("Social Plus is available again. Calls are limited to " + Math.round(rate)
					+ " per second until sessions without a token have one");
		}
	}

	/**
	 * Record that calls are no longer limited.
	 */
	void unlimited() {
		if (this.limited) {
			this.limited = false;
			logger.info("Calls to Social Plus are no longer limited");
		}
	}

	private synchronized void logOneUser(String what) {
		if (!this.throttle.isRecent(what) && this.throttle.tryAcquire(ONE_USER + what)) {
			logger.warn("A user gets no Social Plus auth token; the login continues without it. " + what);
		}
	}

	private synchronized void logProblem(String what, boolean error) {
		if (what.equals(this.problem) || !this.throttle.tryAcquire(what)) {
			return;
		}
		this.problem = what;
		String line = "Social Plus auth tokens are not issued; logins continue without them. " + what;
		if (error) {
			logger.error(line);
		}
		else {
			logger.warn(line);
		}
	}

	// The message of a foreign exception may contain anything, including a secret.
	private static String describe(Throwable failure) {
		return (failure instanceof SocialPlusException exception)
				? exception.getMessage() + " [" + exception.getReason() + "]" : failure.getClass().getName();
	}

}
