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

package plus.social.spring.benchmarks;

import java.time.Duration;
import java.util.List;

import plus.social.spring.benchmarks.Logins.LoggedIn;

/**
 * Sessions of one application, each with the token of its user if the starter is there,
 * which are used in turn.
 */
final class Sessions {

	private static final int CONNECTIONS = 16;

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private final List<LoggedIn> all;

	private int next;

	Sessions(List<LoggedIn> all) {
		this.all = all;
	}

	/**
	 * Log in new users, and request a page for each until it has its token.
	 * @param application the application
	 * @param count the number of users
	 * @return their sessions
	 */
	static Sessions logIn(ApplicationProcess application, int count) {
		Logins logins = Logins.make(application, count, CONNECTIONS);
		if (logins.getSucceeded() != count) {
			throw new IllegalStateException("Logins failed without a fault: " + logins);
		}
		if (application.getVariant() == Variant.WITH) {
			awaitTokens(application, logins.getSessions());
		}
		return new Sessions(logins.getSessions());
	}

	private static void awaitTokens(ApplicationProcess application, List<LoggedIn> sessions) {
		long startedAt = System.nanoTime();
		while (TokenUser.count(application, sessions) < sessions.size()) {
			if (System.nanoTime() - startedAt > LIMIT.toNanos()) {
				throw new IllegalStateException("Sessions without a token: " + application.getOutput());
			}
		}
	}

	LoggedIn next() {
		LoggedIn session = this.all.get(this.next);
		this.next = (this.next + 1) % this.all.size();
		return session;
	}

}
