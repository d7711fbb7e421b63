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

import plus.social.spring.benchmarks.application.Usage;

/**
 * One round of logins to one application, with the calls for their tokens.
 *
 * @param logins the logins
 * @param load the rate of the logins, and what the application has used until their
 * tokens were issued
 * @param tokens the number of tokens that the server has issued
 */
record LoginRound(Logins logins, LoadRound load, long tokens) {

	/**
	 * Log in new users, and wait until the server has issued their tokens, or until no
	 * more are requested.
	 * @param application the application to log in to
	 * @param socialPlus the server
	 * @param count the number of users
	 * @param connections the number of connections
	 * @param tokens the number of tokens that the server issues for them
	 * @return the results
	 */
	static LoginRound make(ApplicationProcess application, NioSocialPlusServer socialPlus, int count, int connections,
			int tokens) throws InterruptedException {
		long issued = socialPlus.getTokens();
		Usage before = application.getUsage();
		long startedAt = System.nanoTime();
		Logins logins = Logins.make(application, count, connections);
		long nanos = System.nanoTime() - startedAt;
		socialPlus.awaitTokens(issued + tokens);
		return new LoginRound(logins, LoadRound.of(logins.getSucceeded(), nanos, before, application.getUsage()),
				socialPlus.getTokens() - issued);
	}

	double rate() {
		return this.load.rate();
	}

	double cpuMicros() {
		return this.load.cpuMicros();
	}

	double kilobytes() {
		return this.load.kilobytes();
	}

	double median() {
		return this.logins.getLatencies().median();
	}

	double slowest() {
		return this.logins.getLatencies().percentile(99);
	}

}
