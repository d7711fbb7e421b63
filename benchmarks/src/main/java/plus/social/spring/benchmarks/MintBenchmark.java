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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import org.springframework.util.FileSystemUtils;

/**
 * Benchmark of one token call, next to what an application would write by hand. All
 * clients call the same server in another process, in turn, one second each, first
 * without TLS and then over mTLS.
 */
final class MintBenchmark implements Benchmark {

	private static final List<Integer> CALLERS = List.of(1, 16, 64);

	private static final List<Integer> DELAYS = List.of(0, 20, 50);

	private static final int MUTUAL_TLS_CALLERS = 16;

	private static final int WARM_UP_CALLS = 20_000;

	private static final int MUTUAL_TLS_WARM_UP_CALLS = 8_000;

	private static final double MAX_CPU_RATIO = 1.15;

	private static final double MIN_RATE_RATIO = 0.95;

	private static final double MAX_KILOBYTES = 10.9;

	private static final long MAX_HANDSHAKES = 64;

	@Override
	public void run(Options options, Report report) throws Exception {
		try (TokenServerProcess server = TokenServerProcess.start(null)) {
			Map<String, TokenCaller> callers = TokenCallers.create(server.getBaseUrl(), null);
			warmUp(callers, WARM_UP_CALLS, server);
			for (int delay : DELAYS) {
				server.setDelay(delay);
				for (int threads : CALLERS) {
					Rounds<CallRound> results = measure(callers, threads, options.rounds(), server,
							threads + " callers, Social Plus takes " + delay + " ms", report);
					if (delay == 0) {
						draw(results, threads + " callers", report);
						verify(results, threads, report);
					}
				}
			}
			callers.values().forEach(TokenCaller::close);
		}
		Path directory = Files.createTempDirectory("socialplus-benchmark");
		try {
			MutualTls.create(directory, "server", "client");
			runWithMutualTls(directory, options.rounds(), report);
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private static void runWithMutualTls(Path directory, int rounds, Report report) throws Exception {
		try (TokenServerProcess server = TokenServerProcess.start(directory)) {
			Map<String, TokenCaller> callers = TokenCallers.create(server.getBaseUrl(),
					MutualTls.read(directory, "client"));
			Map<String, Long> handshakes = warmUp(callers, MUTUAL_TLS_WARM_UP_CALLS, server);
			Rounds<CallRound> results = measure(callers, MUTUAL_TLS_CALLERS, rounds, server,
					MUTUAL_TLS_CALLERS + " callers over mTLS", report);
			results.names()
				.forEach((name) -> handshakes.merge(name,
						results.of(name).stream().mapToLong(CallRound::handshakes).sum(), Long::sum));
			draw(results, MUTUAL_TLS_CALLERS + " callers, mTLS", report);
			report.log("handshakes at the server, with the warm-up: %s", handshakes);
			double cpu = results.ratios(TokenCallers.OURS, TokenCallers.RAW, CallRound::cpuMicros).median();
			report.verdict(cpu <= MAX_CPU_RATIO, "mTLS: processor time %.2f of Reactor Netty's, at most %.2f", cpu,
					MAX_CPU_RATIO);
			long own = handshakes.getOrDefault(TokenCallers.OURS, 0L);
			report.verdict(own <= MAX_HANDSHAKES, "mTLS: %d handshakes, at most %d", own, MAX_HANDSHAKES);
			callers.values().forEach(TokenCaller::close);
		}
	}

	private static Map<String, Long> warmUp(Map<String, TokenCaller> callers, int calls, TokenServerProcess server)
			throws Exception {
		Map<String, Long> handshakes = new LinkedHashMap<>();
		for (Entry<String, TokenCaller> caller : callers.entrySet()) {
			long before = server.getCounts().handshakes();
			CallRound.ofCalls(caller.getValue(), 16, calls);
			handshakes.put(caller.getKey(), server.getCounts().handshakes() - before);
		}
		return handshakes;
	}

	private static Rounds<CallRound> measure(Map<String, TokenCaller> callers, int threads, int rounds,
			TokenServerProcess server, String title, Report report) throws Exception {
		Rounds<CallRound> results = new Rounds<>();
		double loadBefore = Machine.getLoad();
		long before = server.getCounts().calls();
		for (int round = 0; round < rounds; round++) {
			List<Entry<String, TokenCaller>> order = new ArrayList<>(callers.entrySet());
			Collections.rotate(order, round);
			for (Entry<String, TokenCaller> caller : order) {
				long handshakes = server.getCounts().handshakes();
				CallRound result = CallRound.ofOneSecond(caller.getValue(), threads);
				results.add(caller.getKey(), result.withHandshakes(server.getCounts().handshakes() - handshakes));
			}
		}
		long counted = results.stream().mapToLong(CallRound::calls).sum();
		report.log("--- %s; load average %.1f before, %.1f after; %d calls counted, %d at the server", title,
				loadBefore, Machine.getLoad(), counted, server.getCounts().calls() - before);
		callers.keySet()
			.forEach((name) -> report.log("%-24s cpu %s, rate %s, %s KB", name,
					results.ratios(name, TokenCallers.RAW, CallRound::cpuMicros).describe("%.2f"),
					results.ratios(name, TokenCallers.RAW, CallRound::rate).describe("%.2f"),
					results.values(name, CallRound::kilobytes).describe("%.1f")));
		return results;
	}

	private static void draw(Rounds<CallRound> results, String group, Report report) {
		results.names()
			.forEach((name) -> report.bar(group, name,
					results.ratios(name, TokenCallers.RAW, CallRound::cpuMicros).median()));
	}

	private static void verify(Rounds<CallRound> results, int threads, Report report) {
		double cpu = results.ratios(TokenCallers.OURS, TokenCallers.RAW, CallRound::cpuMicros).median();
		report.verdict(cpu <= MAX_CPU_RATIO, "%d callers: processor time %.2f of Reactor Netty's, at most %.2f",
				threads, cpu, MAX_CPU_RATIO);
		if (threads > 1) {
			double rate = results.ratios(TokenCallers.OURS, TokenCallers.RAW, CallRound::rate).median();
			report.verdict(rate >= MIN_RATE_RATIO, "%d callers: %.2f of Reactor Netty's rate, at least %.2f", threads,
					rate, MIN_RATE_RATIO);
			double kilobytes = results.values(TokenCallers.OURS, CallRound::kilobytes).median();
			report.verdict(kilobytes <= MAX_KILOBYTES, "%d callers: %.1f KB for each call, at most %.1f", threads,
					kilobytes, MAX_KILOBYTES);
		}
	}

}
