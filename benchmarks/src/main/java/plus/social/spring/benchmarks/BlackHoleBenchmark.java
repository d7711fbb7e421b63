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

import java.io.IOException;
import java.time.Duration;

/**
 * Benchmark in which Social Plus becomes a port that never establishes a connection,
 * while 1,000 users log in from two connections, which two cores can serve concurrently.
 * With more connections, the duration of a login would reflect the load of the machine.
 * Both applications are measured alternately, 100 logins at a time.
 */
final class BlackHoleBenchmark implements Benchmark {

	private static final int BATCHES = 10;

	private static final int LOGINS = 100;

	private static final int CONNECTIONS = 2;

	private static final double BUDGET_MILLIS = 250;

	/**
	 * Duration between that of a normal login and one that waits for its budget.
	 */
	private static final double WAITED_MILLIS = BUDGET_MILLIS * 0.8;

	/**
	 * Time after which a circuit breaker has tried again.
	 */
	private static final Duration LATER = Duration.ofSeconds(35);

	@Override
	public void run(Options options, Report report) throws Exception {
		for (Stack stack : Stack.of(options.stack())) {
			for (int round = 1; round <= options.rounds(); round++) {
				report.log("--- %s, round %d of %d", stack, round, options.rounds());
				run(stack, report);
			}
		}
	}

	private void run(Stack stack, Report report) throws IOException, InterruptedException {
		SocialPlusServer socialPlus = new SocialPlusServer();
		try (socialPlus; ComparedApplications applications = new ComparedApplications(stack, socialPlus)) {
			int port = socialPlus.getPort();
			socialPlus.close();
			try (BlackHole blackHole = new BlackHole(port)) {
				Compared<Long> before = applications.getCpuMillis();
				report(report, logIn(applications, BATCHES));
				Compared<Long> after = applications.getCpuMillis();
				report.log("processor time for a login: %.2f ms without, %.2f ms with",
						(after.without() - before.without()) / (double) (BATCHES * LOGINS),
						(after.with() - before.with()) / (double) (BATCHES * LOGINS));
				Pause.of(LATER);
				report.log("%d s later:", LATER.toSeconds());
				report.log(logIn(applications, 1));
			}
			report.logOutput(applications.with());
		}
	}

	private Compared<Logins> logIn(ComparedApplications applications, int batches) {
		Compared<Logins> logins = new Compared<>(new Logins(), new Logins());
		for (int batch = 0; batch < batches; batch++) {
			Compared<Logins> made = applications
				.measure((application) -> Logins.make(application, LOGINS, CONNECTIONS));
			logins.without().addAll(made.without());
			logins.with().addAll(made.with());
		}
		return logins;
	}

	private void report(Report report, Compared<Logins> logins) {
		report.log(logins);
		Latencies without = logins.without().getLatencies();
		Latencies with = logins.with().getLatencies();
		int last = with.lastOver(WAITED_MILLIS);
		Latencies rest = with.from(last);
		report.log("with    %d logins waited, the last was number %d; the %d after it: %s",
				with.countOver(WAITED_MILLIS), last, rest.count(), rest);
		report.verdict(logins.with().getFailed() == 0, "%d of %d logins succeed", logins.with().getSucceeded(),
				BATCHES * LOGINS);
		report.verdict(with.maxDelay(without) <= BUDGET_MILLIS * 1.1, "the maximum delay was %.0f ms of %.0f ms",
				with.maxDelay(without), BUDGET_MILLIS);
		report.verdict(rest.count() > with.count() / 2 && rest.median() < without.percentile(75),
				"most logins do not wait: median %.2f ms with, %.2f ms (75 %%: %.2f ms) without", rest.median(),
				without.median(), without.percentile(75));
	}

}
