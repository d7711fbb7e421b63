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

import java.util.Collection;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Benchmarks of what has no I/O, with JMH.
 */
final class MicroBenchmarks implements Benchmark {

	private static final String ALLOCATION = "gc.alloc.rate.norm";

	@Override
	public void run(Options options, Report report) throws RunnerException {
		Collection<RunResult> results = new Runner(new OptionsBuilder().include(".*MicroBenchmark")
			.forks(options.rounds())
			.warmupIterations(5)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(5)
			.measurementTime(TimeValue.seconds(1))
			.addProfiler(GCProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.build()).run();
		results.forEach((result) -> log(result, report));
	}

	private static void log(RunResult run, Report report) {
		Result<?> time = run.getPrimaryResult();
		Result<?> allocation = run.getSecondaryResults().get(ALLOCATION);
		report.log("%-16s %.0f ± %.0f ns, %.0f B", time.getLabel(), time.getScore(), time.getScoreError(),
				(allocation != null) ? allocation.getScore() : Double.NaN);
	}

}
