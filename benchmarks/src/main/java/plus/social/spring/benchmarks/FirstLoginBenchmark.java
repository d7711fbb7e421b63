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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Benchmark in which one user logs in immediately after the start of an application and
 * requests a page repeatedly until there is a token. Each start is a new process,
 * alternating between the application without the starter and with it in the modes that
 * act on logins.
 */
final class FirstLoginBenchmark implements Benchmark {

	private static final String WITHOUT = "without";

	private static final List<String> CASES = List.of(WITHOUT, "eager", "prefetch");

	/**
	 * Times between the start and the login. The client warms up in between.
	 */
	private static final List<Duration> DELAYS = List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(3));

	private static final double BUDGET_MILLIS = 250;

	/**
	 * Maximum delay of a login that does not wait, on a machine whose two cores are busy
	 * with the startup.
	 */
	private static final double NOTHING_MILLIS = 50;

	@Override
	public void run(Options options, Report report) throws Exception {
		for (Stack stack : Stack.of(options.stack())) {
			try (SocialPlusServer socialPlus = new SocialPlusServer()) {
				// Warms up the load generator.
				CASES.forEach((mode) -> start(stack, mode, Duration.ZERO, socialPlus));
				for (Duration delay : DELAYS) {
					Map<String, List<FirstLogin>> logins = new TreeMap<>();
					for (int round = 0; round < options.rounds(); round++) {
						for (int i = 0; i < CASES.size(); i++) {
							String mode = CASES.get((round + i) % CASES.size());
							logins.computeIfAbsent(mode, (key) -> new ArrayList<>())
								.add(start(stack, mode, delay, socialPlus));
						}
					}
					report(stack, delay, logins, report);
				}
			}
		}
	}

	private static FirstLogin start(Stack stack, String mode, Duration delay, SocialPlusServer socialPlus) {
		boolean without = WITHOUT.equals(mode);
		Variant variant = without ? Variant.WITHOUT : Variant.WITH;
		try (ApplicationProcess application = ApplicationProcess.start(variant, stack, socialPlus.getBaseUrl(),
				"--socialplus.login.mode=" + (without ? "off" : mode))) {
			return FirstLogin.of(application, delay);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void report(Stack stack, Duration delay, Map<String, List<FirstLogin>> logins, Report report) {
		report.log("--- %s, %d s after the start, milliseconds", stack, delay.toSeconds());
		logins.forEach((mode, all) -> {
			report.log("%s", mode);
			report.log("  to ready: %s", values(all, FirstLogin::startMillis));
			report.log("  processor time to ready: %s", values(all, FirstLogin::startCpuMillis));
			report.log("  processor time until two seconds after the login: %s", values(all, FirstLogin::cpuMillis));
			report.log("  first login: %s", values(all, FirstLogin::loginMillis));
			if (!WITHOUT.equals(mode)) {
				report.log("  token after the response: %s", values(all, FirstLogin::tokenMillis));
				report.log("  found by request: %s", values(all, FirstLogin::tokenRequest));
			}
		});
		verdict(logins, "eager", BUDGET_MILLIS, report);
		verdict(logins, "prefetch", NOTHING_MILLIS, report);
	}

	private static void verdict(Map<String, List<FirstLogin>> logins, String mode, double limit, Report report) {
		List<FirstLogin> with = logins.getOrDefault(mode, List.of());
		List<FirstLogin> without = logins.getOrDefault(WITHOUT, List.of());
		double added = values(with, FirstLogin::loginMillis).median()
				- values(without, FirstLogin::loginMillis).median();
		double request = values(with, FirstLogin::tokenRequest).median();
		report.verdict(added <= limit, "%s adds %.0f ms to the first login, at most %.0f", mode, added, limit);
		report.verdict(request <= 1, "%s: the token is there at request %.0f after the login", mode, request);
	}

	private static Values values(List<FirstLogin> logins, ToDoubleFunction<FirstLogin> value) {
		Values values = new Values();
		logins.stream().mapToDouble(value).forEach(values::add);
		return values;
	}

}
