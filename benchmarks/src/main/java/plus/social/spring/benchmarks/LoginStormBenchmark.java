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
 * Benchmark in which Social Plus takes two seconds for every response, and 1,000 users
 * log in concurrently.
 */
final class LoginStormBenchmark implements Benchmark {

	private static final int LOGINS = 1000;

	private static final Duration UPSTREAM_DELAY = Duration.ofSeconds(2);

	private static final Duration LATER = Duration.ofMinutes(1);

	private static final double MAX_DELAY_MILLIS = 300;

	private static final int MAX_SOCKETS = 64;

	@Override
	public void run(Options options, Report report) throws Exception {
		for (Stack stack : Stack.of(options.stack())) {
			report.log("--- %s", stack);
			try (SocialPlusServer socialPlus = new SocialPlusServer();
					ComparedApplications applications = new ComparedApplications(stack, socialPlus)) {
				applications.measure(LoginStormBenchmark::storm);
				run(applications, socialPlus, options.rounds(), report);
				report.logOutput(applications.with());
			}
		}
	}

	private void run(ComparedApplications applications, SocialPlusServer socialPlus, int rounds, Report report)
			throws InterruptedException {
		Values delays = new Values();
		int failed = 0;
		int sockets = 0;
		int holding = 0;
		for (int round = 1; round <= rounds; round++) {
			applications.settle();
			socialPlus.setDelay(UPSTREAM_DELAY);
			socialPlus.takeMaxSockets();
			Compared<Logins> logins = applications.measure(LoginStormBenchmark::storm);
			Pause.of(LATER);
			int held = TokenUser.count(applications.with(), logins.with().getSessions());
			double delay = logins.with().getLatencies().maxDelay(logins.without().getLatencies());
			report.log(logins);
			report.log("round %d: delayed by at most %.0f ms, %d tokens a minute later", round, delay, held);
			delays.add(delay);
			failed += logins.with().getFailed();
			sockets = Math.max(sockets, socialPlus.takeMaxSockets());
			holding += held;
			socialPlus.setDelay(Duration.ZERO);
		}
		report.verdict(failed == 0, "%d of %d logins failed", failed, rounds * LOGINS);
		report.verdict(delays.median() <= MAX_DELAY_MILLIS, "the maximum delay in milliseconds: %s", delays);
		report.verdict(sockets <= MAX_SOCKETS, "at most %d sockets were open", sockets);
		report.verdict(holding == rounds * LOGINS, "%d of %d hold a token a minute later", holding, rounds * LOGINS);
	}

	private static Logins storm(ApplicationProcess application) {
		return Logins.make(application, LOGINS, LOGINS);
	}

}
