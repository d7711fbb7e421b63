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

import java.nio.file.Path;
import java.util.Map;

import plus.social.spring.benchmarks.Benchmark.Options;

import org.springframework.util.StringUtils;

/**
 * Runs one of the measurements. The arguments are its name, the stack, the number of
 * rounds and the number of minutes.
 */
public final class Benchmarks {

	private static final Map<String, Benchmark> BENCHMARKS = Map.ofEntries(
			Map.entry("black-hole", new BlackHoleBenchmark()), Map.entry("slow-upstream", new SlowUpstreamBenchmark()),
			Map.entry("login-storm", new LoginStormBenchmark()), Map.entry("swaps", new SwapsBenchmark()),
			Map.entry("first-login", new FirstLoginBenchmark()), Map.entry("cold-burst", new ColdBurstBenchmark()),
			Map.entry("mtls-burst", new MutualTlsBurstBenchmark()), Map.entry("overload", new OverloadBenchmark()),
			Map.entry("recovery", new RecoveryBenchmark()), Map.entry("mint", new MintBenchmark()),
			Map.entry("micro", new MicroBenchmarks()), Map.entry("page", new PageBenchmark()),
			Map.entry("login", new LoginBenchmark()), Map.entry("start", new StartBenchmark()),
			Map.entry("growth", new GrowthBenchmark()), Map.entry("observability", new ObservabilityBenchmark()),
			Map.entry("stop", new StopBenchmark()));

	private Benchmarks() {
	}

	public static void main(String[] args) throws Exception {
		Report report = new Report();
		Benchmark benchmark = BENCHMARKS.get(args[0]);
		if (benchmark == null) {
			report.log("Choose one with -Dbenchmark=... of %s", BENCHMARKS.keySet());
			return;
		}
		Machine.describe(report);
		benchmark.run(new Options(args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3])), report);
		String picture = System.getProperty("benchmark.picture");
		if (StringUtils.hasText(picture)) {
			report.draw(Path.of(picture));
		}
		System.exit(report.isHolding() ? 0 : 1);
	}

}
