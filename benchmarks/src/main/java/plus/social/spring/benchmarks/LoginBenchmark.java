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
import java.util.Map.Entry;
import java.util.stream.Stream;

/**
 * Benchmark of what a login pays, by mode. Passwords are not hashed, so that nothing
 * hides what the starter adds. The processor time includes that of the calls for the
 * tokens, whether a login waits for them or not.
 */
final class LoginBenchmark implements Benchmark {

	private static final int CONNECTIONS = 64;

	/**
	 * Number of logins in a round, about a second.
	 */
	private static final int LOGINS = 5000;

	/**
	 * After fewer, the compiler of the virtual machine takes a third of the processor
	 * time.
	 */
	private static final int WARM_UP_ROUNDS = 12;

	private static final List<Integer> DELAYS = List.of(0, 50);

	private static final String LAZY = "lazy";

	private static final List<String> MODES = List.of("eager", "prefetch", LAZY);

	private static final double MAX_CPU_RATIO = 1.15;

	private static final double MIN_RATE_RATIO = 0.9;

	@Override
	public void run(Options options, Report report) throws Exception {
		for (Stack stack : Stack.of(options.stack())) {
			try (NioSocialPlusServer socialPlus = new NioSocialPlusServer();
					RunningApplications applications = new RunningApplications(stack, setups(),
							socialPlus.getBaseUrl())) {
				measure(applications, socialPlus, WARM_UP_ROUNDS);
				for (int delay : DELAYS) {
					socialPlus.setDelay(Duration.ofMillis(delay));
					run(applications, socialPlus, stack, delay, options.rounds(), report);
				}
				applications.all().values().forEach(report::logOutput);
			}
		}
	}

	private static List<Setup> setups() {
		return Stream.concat(Stream.of(Setup.without()), MODES.stream().map(LoginBenchmark::mode))
			.map((setup) -> setup.withOptions("-Xms2g", "-Xmx2g"))
			.toList();
	}

	private static Setup mode(String mode) {
		return Setup.with(mode).withArguments("--socialplus.login.mode=" + mode);
	}

	private static void run(RunningApplications applications, NioSocialPlusServer socialPlus, Stack stack, int delay,
			int rounds, Report report) throws InterruptedException {
		double loadBefore = Machine.getLoad();
		Rounds<LoginRound> results = measure(applications, socialPlus, rounds);
		report.log("--- %s, %d connections, Social Plus takes %d ms; load average %.1f before, %.1f after", stack,
				CONNECTIONS, delay, loadBefore, Machine.getLoad());
		report.log("%-9s cpu %s us, rate %s /s, p50 %s ms, p99 %s ms", Setup.WITHOUT,
				results.values(Setup.WITHOUT, LoginRound::cpuMicros).describe("%.0f"),
				results.values(Setup.WITHOUT, LoginRound::rate).describe("%.0f"),
				results.values(Setup.WITHOUT, LoginRound::median).describe("%.1f"),
				results.values(Setup.WITHOUT, LoginRound::slowest).describe("%.1f"));
		for (String mode : MODES) {
			report(mode, results, stack + ", " + mode, delay == 0, report);
		}
		verifyTokens(applications, results, stack, report);
	}

	private static Rounds<LoginRound> measure(RunningApplications applications, NioSocialPlusServer socialPlus,
			int rounds) throws InterruptedException {
		Rounds<LoginRound> results = new Rounds<>();
		for (int round = 0; round < rounds; round++) {
			for (Entry<String, ApplicationProcess> application : applications.inOrderOf(round)) {
				int tokens = mintsTokens(application.getKey()) ? LOGINS : 0;
				results.add(application.getKey(),
						LoginRound.make(application.getValue(), socialPlus, LOGINS, CONNECTIONS, tokens));
			}
		}
		return results;
	}

	private static boolean mintsTokens(String setup) {
		return !Setup.WITHOUT.equals(setup) && !LAZY.equals(setup);
	}

	private static void report(String mode, Rounds<LoginRound> results, String name, boolean verifying, Report report) {
		Values cpu = results.ratios(mode, Setup.WITHOUT, LoginRound::cpuMicros);
		Values rate = results.ratios(mode, Setup.WITHOUT, LoginRound::rate);
		report.log("%-9s cpu %s, rate %s, added p50 %s ms, added p99 %s ms, allocation %s KB", mode,
				cpu.describe("%.2f"), rate.describe("%.2f"),
				results.differences(mode, Setup.WITHOUT, LoginRound::median).describe("%+.1f"),
				results.differences(mode, Setup.WITHOUT, LoginRound::slowest).describe("%+.1f"),
				results.differences(mode, Setup.WITHOUT, LoginRound::kilobytes).describe("%+.1f"));
		if (verifying) {
			report.verdict(cpu.median() <= MAX_CPU_RATIO, "%s: processor time %.2f of that without, at most %.2f", name,
					cpu.median(), MAX_CPU_RATIO);
			report.verdict(rate.median() >= MIN_RATE_RATIO, "%s: %.2f of the rate without, at least %.2f", name,
					rate.median(), MIN_RATE_RATIO);
		}
	}

	private static void verifyTokens(RunningApplications applications, Rounds<LoginRound> results, Stack stack,
			Report report) {
		int failed = results.stream().mapToInt((round) -> round.logins().getFailed()).sum();
		report.verdict(failed == 0, "%s: %d logins failed", stack, failed);
		applications.all().forEach((name, application) -> {
			List<LoginRound> rounds = results.of(name);
			long minted = rounds.stream().mapToLong(LoginRound::tokens).sum();
			if (mintsTokens(name)) {
				List<Logins.LoggedIn> last = rounds.get(rounds.size() - 1).logins().getSessions();
				int held = TokenUser.count(application, last);
				report.verdict(minted >= rounds.size() * LOGINS && held == LOGINS,
						"%s, %s: %d tokens minted at the server for %d logins; %d of the last %d hold theirs", stack,
						name, minted, rounds.size() * LOGINS, held, LOGINS);
			}
			else {
				report.verdict(minted == 0, "%s, %s: %d tokens minted at the server", stack, name, minted);
			}
		});
	}

}
