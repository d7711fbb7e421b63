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

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Benchmark of one token call, next to what an application would write by hand. All
 * clients call the same server in another process, in turn, one second each.
 */
final class MintBenchmark implements Benchmark {

	private static final List<Integer> CALLERS = List.of(1, 16, 64);

	private static final List<Integer> DELAYS = List.of(0, 20, 50);

	private static final int WARM_UP_CALLS = 20_000;

	private static final double MAX_CPU_RATIO = 1.15;

	private static final double MIN_RATE_RATIO = 0.95;

	private static final double MAX_KILOBYTES = 10.9;

	@Override
	public void run(Options options, Report report) throws Exception {
		try (TokenServerProcess server = TokenServerProcess.start()) {
			Map<String, TokenCaller> callers = TokenCallers.create(server.getBaseUrl());
			for (TokenCaller caller : callers.values()) {
				CallRound.ofCalls(caller, 16, WARM_UP_CALLS);
			}
			for (int delay : DELAYS) {
				server.setDelay(delay);
				for (int threads : CALLERS) {
					measure(callers, threads, delay, options.rounds(), server, report);
				}
			}
			for (TokenCaller caller : callers.values()) {
				caller.close();
			}
		}
	}

	private static void measure(Map<String, TokenCaller> callers, int threads, int delay, int rounds,
			TokenServerProcess server, Report report) throws Exception {
		Map<String, List<CallRound>> results = new LinkedHashMap<>();
		long before = server.getCalls();
		for (int round = 0; round < rounds; round++) {
			List<Map.Entry<String, TokenCaller>> order = new ArrayList<>(callers.entrySet());
			Collections.rotate(order, round);
			for (Map.Entry<String, TokenCaller> caller : order) {
				results.computeIfAbsent(caller.getKey(), (key) -> new ArrayList<>())
					.add(CallRound.ofOneSecond(caller.getValue(), threads));
			}
		}
		long counted = results.values().stream().flatMap(List::stream).mapToLong(CallRound::calls).sum();
		report.log("--- %d callers, Social Plus takes %d ms; load average %.1f; %d calls counted, %d at the server",
				threads, delay, Machine.getLoad(), counted, server.getCalls() - before);
		callers.keySet().forEach((name) -> report.log("%-24s %s", name, describe(results, name)));
		if (delay == 0) {
			verdict(results, threads, report);
		}
	}

	private static String describe(Map<String, List<CallRound>> results, String name) {
		return String.format(Locale.ROOT, "cpu %s, rate %s, %.1f KB", ratios(results, name, CallRound::cpuMicros),
				ratios(results, name, CallRound::rate), kilobytes(results, name));
	}

	private static String ratios(Map<String, List<CallRound>> results, String name, ToDoubleFunction<CallRound> value) {
		return ratioValues(results, name, value).stream()
			.sorted()
			.map((ratio) -> String.format(Locale.ROOT, "%.2f", ratio))
			.collect(Collectors.collectingAndThen(Collectors.toList(), (sorted) -> sorted.get(sorted.size() / 2) + " ("
					+ sorted.get(sorted.size() / 4) + " to " + sorted.get(sorted.size() * 3 / 4) + ")"));
	}

	// Within a round, as the machine changes from round to round.
	private static List<Double> ratioValues(Map<String, List<CallRound>> results, String name,
			ToDoubleFunction<CallRound> value) {
		List<CallRound> own = rounds(results, name);
		List<CallRound> raw = rounds(results, TokenCallers.RAW);
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < own.size(); i++) {
			ratios.add(value.applyAsDouble(own.get(i)) / value.applyAsDouble(raw.get(i)));
		}
		return ratios;
	}

	private static List<CallRound> rounds(Map<String, List<CallRound>> results, String name) {
		return results.getOrDefault(name, List.of());
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

	private static double kilobytes(Map<String, List<CallRound>> results, String name) {
		return median(rounds(results, name).stream().map(CallRound::kilobytes).toList());
	}

	private static void verdict(Map<String, List<CallRound>> results, int threads, Report report) {
		double cpu = median(ratioValues(results, TokenCallers.OURS, CallRound::cpuMicros));
		report.verdict(cpu <= MAX_CPU_RATIO, "%d callers: processor time %.2f of Reactor Netty's, at most %.2f",
				threads, cpu, MAX_CPU_RATIO);
		if (threads > 1) {
			double rate = median(ratioValues(results, TokenCallers.OURS, CallRound::rate));
			report.verdict(rate >= MIN_RATE_RATIO, "%d callers: %.2f of Reactor Netty's rate, at least %.2f", threads,
					rate, MIN_RATE_RATIO);
			double kilobytes = kilobytes(results, TokenCallers.OURS);
			report.verdict(kilobytes <= MAX_KILOBYTES, "%d callers: %.1f KB for each call, at most %.1f", threads,
					kilobytes, MAX_KILOBYTES);
		}
	}

}
