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
 * Benchmark of a graceful shutdown, from the signal until the process has ended: of an
 * idle application without the starter and with it, and of one with a login that waits
 * for a token while Social Plus never responds.
 */
final class StopBenchmark implements Benchmark {

	private static final String WITHOUT = "idle, without";

	private static final String IDLE = "idle, with";

	private static final String LOGIN = "login under way";

	private static final List<String> CASES = List.of(WITHOUT, IDLE, LOGIN);

	/**
	 * A login waits for five seconds, a call would for a minute.
	 */
	private static final List<String> PATIENT = List.of("--socialplus.login.budget=5s",
			"--socialplus.http.attempt-timeout=1m", "--socialplus.http.call-timeout=1m");

	private static final Duration NEVER = Duration.ofHours(1);

	private static final double MAX_MILLIS = 500;

	@Override
	public void run(Options options, Report report) throws Exception {
		for (Stack stack : Stack.of(options.stack())) {
			Rounds<Stop> stops = new Rounds<>();
			for (int round = 0; round < options.rounds(); round++) {
				for (int i = 0; i < CASES.size(); i++) {
					String name = CASES.get((round + i) % CASES.size());
					stops.add(name, stop(stack, name));
				}
			}
			report.log("--- %s, milliseconds from the signal", stack);
			for (String name : CASES) {
				report.log("%-15s response to the login %s, end of the process %s", name,
						stops.values(name, Stop::loginMillis).describe("%.0f"),
						stops.values(name, Stop::endMillis).describe("%.0f"));
			}
			double added = stops.values(LOGIN, Stop::millisAfterLogin).median()
					- stops.values(WITHOUT, Stop::endMillis).median();
			report.verdict(added <= MAX_MILLIS,
					"%s: the process ends after the login %.0f ms later than without the starter, at most %.0f", stack,
					added, MAX_MILLIS);
		}
	}

	private static Stop stop(Stack stack, String name) throws Exception {
		Variant variant = WITHOUT.equals(name) ? Variant.WITHOUT : Variant.WITH;
		try (SocialPlusServer socialPlus = new SocialPlusServer();
				ApplicationProcess application = ApplicationProcess.start(variant, stack, socialPlus.getBaseUrl(),
						PATIENT.toArray(String[]::new))) {
			socialPlus.setDelay(NEVER);
			return LOGIN.equals(name) ? Stop.withLogin(application, socialPlus) : Stop.idle(application);
		}
	}

}
