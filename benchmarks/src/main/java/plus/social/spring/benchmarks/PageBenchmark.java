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

import java.util.List;
import java.util.Map;

/**
 * Benchmark of what each request pays after the login: pages, files, an API, the token
 * endpoint and renewals. The applications without the starter, with it and with
 * revocation on logout are measured in turn, one second for each type of request.
 */
final class PageBenchmark implements Benchmark {

	private static final int CONNECTIONS = 16;

	/**
	 * Number of sessions. A user gets five new tokens in five seconds, so that renewals
	 * need as many.
	 */
	private static final int SESSIONS = 4096;

	private static final String REVOKING = "with, revoke";

	private static final List<Setup> SETUPS = List.of(Setup.without().withLongSessions(),
			Setup.with("with").withLongSessions(),
			Setup.with(REVOKING)
				.withLongSessions()
				.withArguments("--socialplus.logout.revoke=true", "--socialplus.admin-token=benchmark-admin-token"));

	@Override
	public void run(Options options, Report report) throws Exception {
		for (Stack stack : Stack.of(options.stack())) {
			try (NioSocialPlusServer socialPlus = new NioSocialPlusServer();
					RunningApplications applications = new RunningApplications(stack, SETUPS,
							socialPlus.getBaseUrl())) {
				report.log("--- %s, %d connections", stack, CONNECTIONS);
				run(applications, socialPlus, options.rounds(), stack, report);
			}
		}
	}

	private static void run(RunningApplications applications, NioSocialPlusServer socialPlus, int rounds, Stack stack,
			Report report) {
		RequestRounds measured = new RequestRounds(applications, SESSIONS, CONNECTIONS);
		measured.warmUp(List.of(RequestType.values()));
		double loadBefore = Machine.getLoad();
		long before = socialPlus.getTokens();
		Map<RequestType, Rounds<LoadRound>> results = measured.measure(List.of(RequestType.values()), rounds);
		report.log("load average %.1f before, %.1f after", loadBefore, Machine.getLoad());
		results.forEach((type, all) -> report(type, all, stack, report));
		verifyRenewals(results.getOrDefault(RequestType.RENEWAL, new Rounds<>()), socialPlus.getTokens() - before,
				stack, report);
		applications.all().values().forEach(report::logOutput);
	}

	private static void report(RequestType type, Rounds<LoadRound> all, Stack stack, Report report) {
		report.log("%-22s %-12s cpu %s us, rate %s /s, allocation %s KB", type, Setup.WITHOUT,
				all.values(Setup.WITHOUT, LoadRound::cpuMicros).describe("%.0f"),
				all.values(Setup.WITHOUT, LoadRound::rate).describe("%.0f"),
				all.values(Setup.WITHOUT, LoadRound::kilobytes).describe("%.1f"));
		for (Setup setup : SETUPS.subList(1, SETUPS.size())) {
			String name = setup.name();
			Values cpu = all.ratios(name, Setup.WITHOUT, LoadRound::cpuMicros);
			Values rate = all.ratios(name, Setup.WITHOUT, LoadRound::rate);
			Values kilobytes = all.differences(name, Setup.WITHOUT, LoadRound::kilobytes);
			report.log("%-22s %-12s cpu %s, rate %s, allocation %s KB", type, name, cpu.describe("%.2f"),
					rate.describe("%.2f"), kilobytes.describe("%+.2f"));
			report.bar(stack + ", " + type, REVOKING.equals(name) ? "the starter, logout.revoke" : "the starter",
					cpu.median());
			PageGoal goal = PageGoal.of(type, REVOKING.equals(name));
			if (goal != null) {
				goal.verify(stack + ", " + type + ", " + name, cpu, rate, kilobytes, report);
			}
		}
	}

	// A call may be joined by a second attempt, and a token be renewed before it expires.
	private static void verifyRenewals(Rounds<LoadRound> renewals, long tokens, Stack stack, Report report) {
		long counted = SETUPS.stream()
			.filter((setup) -> setup.variant() == Variant.WITH)
			.flatMap((setup) -> renewals.of(setup.name()).stream())
			.mapToLong(LoadRound::requests)
			.sum();
		report.verdict(tokens >= counted, "%s: %d renewals counted, %d tokens minted at the server", stack, counted,
				tokens);
	}

}
