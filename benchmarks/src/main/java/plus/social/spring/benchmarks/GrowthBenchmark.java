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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Benchmark of the heap that a session takes, and of the processor time of a login, while
 * the number of sessions grows to 100,000. Social Plus either responds immediately or
 * does not respond at all. Each application is a new process.
 */
final class GrowthBenchmark implements Benchmark {

	private static final List<Integer> SESSIONS = List.of(1_000, 10_000, 100_000);

	private static final int CONNECTIONS = 64;

	private static final int WARM_UP_LOGINS = 10_000;

	private static final String WELL = "with, well";

	private static final String DEAD = "with, dead";

	private static final List<Setup> SETUPS = List.of(Setup.without(), Setup.with(WELL), Setup.with(DEAD));

	/**
	 * Most that a session may take at a number of sessions, compared with what it takes
	 * at a tenth of it. Nothing but its own attributes remains of a session.
	 */
	private static final double MAX_GROWTH = 1.1;

	@Override
	public void run(Options options, Report report) throws Exception {
		for (Stack stack : Stack.of(options.stack())) {
			Map<Integer, Rounds<Step>> results = new TreeMap<>();
			double loadBefore = Machine.getLoad();
			for (int round = 0; round < options.rounds(); round++) {
				for (int i = 0; i < SETUPS.size(); i++) {
					grow(SETUPS.get((round + i) % SETUPS.size()), stack, results);
				}
			}
			report.log("--- %s; load average %.1f before, %.1f after", stack, loadBefore, Machine.getLoad());
			results.forEach((sessions, rounds) -> report(sessions, rounds, report));
			verify(stack, results, report);
		}
	}

	private static void grow(Setup setup, Stack stack, Map<Integer, Rounds<Step>> results)
			throws IOException, InterruptedException {
		try (NioSocialPlusServer socialPlus = new NioSocialPlusServer();
				ApplicationProcess application = setup.withLongSessions()
					.withOptions("-Xms2g", "-Xmx2g")
					.start(stack, socialPlus.getBaseUrl())) {
			boolean minting = setup.variant() == Variant.WITH;
			LoginRound.make(application, socialPlus, WARM_UP_LOGINS, CONNECTIONS, minting ? WARM_UP_LOGINS : 0);
			long empty = application.getUsageAfterCollection().heapBytes();
			boolean down = DEAD.equals(setup.name());
			socialPlus.setDown(down);
			int before = 0;
			for (int sessions : SESSIONS) {
				int count = sessions - before;
				LoginRound logins = LoginRound.make(application, socialPlus, count, CONNECTIONS,
						(minting && !down) ? count : 0);
				long heap = application.getUsageAfterCollection().heapBytes() - empty;
				results.computeIfAbsent(sessions, (key) -> new Rounds<>())
					.add(setup.name(), new Step(heap / (double) sessions, logins));
				before = sessions;
			}
		}
	}

	private static void report(int sessions, Rounds<Step> rounds, Report report) {
		report.log("%,d sessions", sessions);
		report.log("  %-11s heap %s bytes a session, cpu %s us a login, rate %s /s", Setup.WITHOUT,
				rounds.values(Setup.WITHOUT, Step::bytes).describe("%.0f"),
				rounds.values(Setup.WITHOUT, Step::cpuMicros).describe("%.0f"),
				rounds.values(Setup.WITHOUT, Step::rate).describe("%.0f"));
		for (String name : List.of(WELL, DEAD)) {
			report.log("  %-11s heap %s bytes a session, cpu %s, rate %s", name,
					rounds.differences(name, Setup.WITHOUT, Step::bytes).describe("%+.0f"),
					rounds.ratios(name, Setup.WITHOUT, Step::cpuMicros).describe("%.2f"),
					rounds.ratios(name, Setup.WITHOUT, Step::rate).describe("%.2f"));
		}
	}

	private static void verify(Stack stack, Map<Integer, Rounds<Step>> results, Report report) {
		int failed = results.values().stream().flatMap(Rounds::stream).mapToInt(Step::failed).sum();
		report.verdict(failed == 0, "%s: %d logins failed", stack, failed);
		long minted = results.values()
			.stream()
			.flatMap((rounds) -> rounds.of(WELL).stream())
			.mapToLong(Step::tokens)
			.sum();
		long logins = results.values()
			.stream()
			.flatMap((rounds) -> rounds.of(WELL).stream())
			.mapToLong(Step::succeeded)
			.sum();
		// When logins are faster than calls, those queued for longest get theirs later.
		report.log("%s: %d logins with Social Plus well, %d tokens minted at the server", stack, logins, minted);
		List<Double> added = new ArrayList<>();
		for (String name : List.of(WELL, DEAD)) {
			results.values()
				.forEach((rounds) -> added.add(rounds.differences(name, Setup.WITHOUT, Step::bytes).median()));
			double last = added.get(added.size() - 1);
			double previous = added.get(added.size() - 2);
			report.verdict(last <= previous * MAX_GROWTH, "%s, %s: %.0f bytes more a session, at most %.0f", stack,
					name, last, previous * MAX_GROWTH);
		}
	}

	/**
	 * Results at a number of sessions.
	 *
	 * @param bytes the heap that a session takes
	 * @param logins the last logins
	 */
	private record Step(double bytes, LoginRound logins) {

		double cpuMicros() {
			return this.logins.cpuMicros();
		}

		double rate() {
			return this.logins.rate();
		}

		long tokens() {
			return this.logins.tokens();
		}

		int succeeded() {
			return this.logins.logins().getSucceeded();
		}

		int failed() {
			return this.logins.logins().getFailed();
		}

	}

}
