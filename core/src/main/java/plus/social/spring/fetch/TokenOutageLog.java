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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * Tells operators when tokens stop being issued, why, and when they are issued again: one
 * line for each change, however many logins it concerns, and none twice in a minute,
 * however often it changes.
 */
final class TokenOutageLog {

	static final Duration REPEAT_AFTER = Duration.ofMinutes(1);

	/**
	 * What an operator has to put right: it does not pass by itself.
	 */
	private static final Set<Reason> ERRORS = EnumSet.of(Reason.SERVER_KEY_REFUSED, Reason.SECURE_MODE_OFF,
			Reason.CLIENT_CERTIFICATE_INVALID);

	/**
	 * What concerns one user and nobody else.
	 */
	private static final Set<Reason> OF_ONE_USER = EnumSet.of(Reason.USER_REFUSED, Reason.RATE_LIMITED);

	private static final Log logger = LogFactory.getLog(TokenOutageLog.class);

	private final Clock clock;

	private final Map<String, Instant> told = new HashMap<>();

	private volatile String problem = "";

	TokenOutageLog(Clock clock) {
		this.clock = clock;
	}

	void succeeded() {
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

	void failed(Throwable failure) {
		logger.debug("No Social Plus auth token", failure);
		String what = describe(failure);
		if (failure instanceof SocialPlusException exception && OF_ONE_USER.contains(exception.getReason())) {
			tellOfOneUser(what);
		}
		else {
			tell(what, failure instanceof SocialPlusException exception && ERRORS.contains(exception.getReason()));
		}
	}

	private synchronized void tellOfOneUser(String what) {
		if (isNews(what)) {
			logger.warn("A user gets no Social Plus auth token, their login goes on without it. " + what);
		}
	}

	private synchronized void tell(String what, boolean error) {
		if (what.equals(this.problem) || !isNews(what)) {
			return;
		}
		this.problem = what;
		String line = "Social Plus auth tokens are not issued, logins go on without them. " + what;
		if (error) {
			logger.error(line);
		}
		else {
			logger.warn(line);
		}
	}

	private boolean isNews(String what) {
		Instant now = this.clock.instant();
		this.told.values().removeIf((at) -> !now.isBefore(at.plus(REPEAT_AFTER)));
		return this.told.putIfAbsent(what, now) == null;
	}

	// The message of a foreign exception may hold anything, a secret included.
	private static String describe(Throwable failure) {
		return (failure instanceof SocialPlusException exception)
				? exception.getMessage() + " [" + exception.getReason() + "]" : failure.getClass().getName();
	}

}
