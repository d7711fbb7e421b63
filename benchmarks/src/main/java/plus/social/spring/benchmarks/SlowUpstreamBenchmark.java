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

/**
 * Benchmark in which Social Plus takes a second for every response, while 256 connections
 * keep logging in and 32 others request a page behind the login. It measures the number
 * of pages.
 */
final class SlowUpstreamBenchmark implements Benchmark {

	private static final int PAGE_CONNECTIONS = 32;

	private static final Duration UPSTREAM_DELAY = Duration.ofSeconds(1);

	private static final double MIN_RATIO = 0.8;

	@Override
	public void run(Options options, Report report) throws InterruptedException {
		for (Stack stack : Stack.of(options.stack())) {
			report.log("--- %s", stack);
			run(stack, options.rounds(), report);
		}
	}

	private void run(Stack stack, int rounds, Report report) throws InterruptedException {
		try (SocialPlusServer socialPlus = new SocialPlusServer();
				ComparedApplications applications = new ComparedApplications(stack, socialPlus)) {
			Compared<List<Logins.LoggedIn>> readers = applications
				.measure((application) -> Logins.make(application, PAGE_CONNECTIONS, 1).getSessions());
			load(applications, readers);
			applications.settle();
			socialPlus.setDelay(UPSTREAM_DELAY);
			Values ratios = new Values();
			for (int round = 1; round <= rounds; round++) {
				Compared<MixedLoad> loads = load(applications, readers);
				report.log("round %d without %s", round, loads.without());
				report.log("round %d with    %s", round, loads.with());
				ratios.add(loads.with().getPagesPerSecond() / loads.without().getPagesPerSecond());
			}
			report.verdict(ratios.median() >= MIN_RATIO, "%s: pages a second with / without: %s", stack, ratios);
			report.logOutput(applications.with());
		}
	}

	private Compared<MixedLoad> load(ComparedApplications applications, Compared<List<Logins.LoggedIn>> readers) {
		return applications.measure((application) -> MixedLoad.on(application, readers.of(application.getVariant())));
	}

}
