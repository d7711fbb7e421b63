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

import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;

/**
 * Tells operators when tokens stop being issued, why, and when they are issued again: one
 * line for each change, however many logins it concerns.
 */
final class IssueLog {

	private static final Log logger = LogFactory.getLog(IssueLog.class);

	private final AtomicReference<@Nullable String> problem = new AtomicReference<>();

	void succeeded() {
		if (this.problem.get() != null && this.problem.getAndSet(null) != null) {
			logger.info("Social Plus auth tokens are issued again");
		}
	}

	void failed(Throwable failure) {
		String what = describe(failure);
		if (!what.equals(this.problem.getAndSet(what))) {
			logger.warn("Social Plus auth tokens are not issued, logins go on without them. " + what);
		}
		logger.debug("No Social Plus auth token", failure);
	}

	// The message of a foreign exception may hold anything, a secret included.
	private static String describe(Throwable failure) {
		return (failure instanceof SocialPlusException exception)
				? exception.getMessage() + " [" + exception.getReason() + "]" : failure.getClass().getName();
	}

}
