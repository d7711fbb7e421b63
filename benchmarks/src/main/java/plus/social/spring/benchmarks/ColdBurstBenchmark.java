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
 * Benchmark in which 64 connections log in as fast as possible immediately after the
 * start of an application, while Social Plus responds immediately: there is no fault, so
 * nothing must be handled as an outage.
 */
final class ColdBurstBenchmark implements Benchmark {

	private static final int CONNECTIONS = 64;

	private static final int LOGINS = 20 * CONNECTIONS;

	private static final Duration LATER = Duration.ofSeconds(3);

	private static final List<String> MODES = List.of("eager", "prefetch");

	@Override
	public void run(Options options, Report report) throws Exception {
		for (Stack stack : Stack.of(options.stack())) {
			warmUpLoadGenerator(stack);
			for (int round = 1; round <= options.rounds(); round++) {
				for (String mode : MODES) {
					run(stack, mode, report);
				}
			}
		}
	}

	// The load generator replaces Social Plus as well. Only the application is to be
	// cold.
	private static void warmUpLoadGenerator(Stack stack) throws InterruptedException {
		try (SocialPlusServer socialPlus = new SocialPlusServer();
				ApplicationProcess application = ApplicationProcess.start(Variant.WITH, stack,
						socialPlus.getBaseUrl())) {
			Logins.make(application, LOGINS, CONNECTIONS);
			Pause.of(LATER);
		}
	}

	private static void run(Stack stack, String mode, Report report) throws InterruptedException {
		try (SocialPlusServer socialPlus = new SocialPlusServer();
				ApplicationProcess application = ApplicationProcess.start(Variant.WITH, stack, socialPlus.getBaseUrl(),
						"--socialplus.login.mode=" + mode)) {
			Logins logins = Logins.make(application, LOGINS, CONNECTIONS);
			Pause.of(LATER);
			int holding = TokenUser.count(application, logins.getSessions());
			report.log("--- %s, %s: %s", stack, mode, logins);
			report.logOutput(application);
			report.verdict(holding == LOGINS, "%d of %d hold their token %d s after the last login", holding, LOGINS,
					LATER.toSeconds());
		}
	}

}
