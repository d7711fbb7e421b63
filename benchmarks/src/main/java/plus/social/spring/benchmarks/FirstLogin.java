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

/**
 * First login of an application that has just become ready.
 *
 * @param startMillis the time from the start of the process until the application was
 * ready
 * @param startCpuMillis the processor time until the application was ready
 * @param loginMillis the duration of the login
 * @param tokenMillis the time from the response to the login until a request finds the
 * token, or {@code NaN} if no request does
 * @param tokenRequest the number of the request after the login that finds the token,
 * starting at 1
 * @param cpuMillis the processor time from the start of the process until two seconds
 * after the login
 */
record FirstLogin(double startMillis, double startCpuMillis, double loginMillis, double tokenMillis, int tokenRequest,
		double cpuMillis) {

	private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(10);

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Duration REST = Duration.ofSeconds(2);

	/**
	 * Log in to an application.
	 * @param application the application
	 * @param delay the time between its start and the login
	 * @return the results
	 */
	static FirstLogin of(ApplicationProcess application, Duration delay) throws InterruptedException {
		Pause.of(delay);
		Logins logins = Logins.make(application, 1, 1);
		long respondedAt = System.nanoTime();
		int requests = 0;
		boolean found = false;
		while (!found && application.getVariant() == Variant.WITH
				&& System.nanoTime() - respondedAt < LIMIT.toNanos()) {
			if (requests > 0) {
				Pause.of(BETWEEN_REQUESTS);
			}
			requests++;
			found = TokenUser.count(application, logins.getSessions()) > 0;
		}
		double tokenMillis = found ? (System.nanoTime() - respondedAt) / 1e6 : Double.NaN;
		Pause.of(REST);
		return new FirstLogin(application.getStartTime().toMillis(), application.getStartCpuTime().toMillis(),
				logins.getLatencies().max(), tokenMillis, requests, application.getCpuTime().toMillis());
	}

}
