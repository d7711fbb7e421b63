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
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import plus.social.spring.benchmarks.application.AuditRepository;
import plus.social.spring.benchmarks.application.EventCounter;
import plus.social.spring.benchmarks.application.NoOpObservations;

/**
 * Renewals of a token, each with a call, and pages after the login: without Actuator and
 * Micrometer's metrics, with registries that record nothing, and with everything. An
 * application pays for its own observability, so each is compared with an application
 * without the starter as well, and the one with registries that record nothing also with
 * one that has the same classes and registries and leaves the starter's part out.
 */
final class ObservabilityBenchmark implements Benchmark {

	private static final int CONNECTIONS = 16;

	private static final int SESSIONS = 4096;

	private static final String ABSENT = "without the classes";

	private static final String NO_OP = "no-op registries";

	private static final String EVERYTHING = "everything";

	private static final String UNOBSERVED = "no-op registries, the starter unobserved";

	private static final List<String> LEVELS = List.of(ABSENT, NO_OP, EVERYTHING);

	/**
	 * What the starter adds to Actuator and Micrometer.
	 */
	private static final String EXCLUDED = Stream
		.of("SocialPlusActuatorAutoConfiguration", "actuate.SocialPlusActuatorEndpointAutoConfiguration",
				"actuate.SocialPlusAuditAutoConfiguration", "actuate.SocialPlusHealthContributorAutoConfiguration",
				"actuate.SocialPlusInfoContributorAutoConfiguration", "actuate.SocialPlusMetricsAutoConfiguration")
		.map("plus.social.spring.boot.autoconfigure."::concat)
		.collect(Collectors.joining(",", "--spring.autoconfigure.exclude=", ""));

	private static final List<RequestType> TYPES = List.of(RequestType.PAGE, RequestType.RENEWAL);

	/**
	 * The promise is that nothing is measurable. The processor time of equal applications
	 * differs by some percent.
	 */
	private static final double MAX_NO_OP_CPU = 1.1;

	private static final double MAX_NO_OP_KILOBYTES = 1.05;

	@Override
	public void run(Options options, Report report) throws Exception {
		for (Stack stack : Stack.of(options.stack())) {
			List<Setup> setups = Stream
				.concat(LEVELS.stream().flatMap(ObservabilityBenchmark::setups),
						Stream.of(noOp(Setup.with(UNOBSERVED).withLongSessions()).withArguments(EXCLUDED)))
				.toList();
			try (NioSocialPlusServer socialPlus = new NioSocialPlusServer();
					RunningApplications applications = new RunningApplications(stack, setups,
							socialPlus.getBaseUrl())) {
				report.log("--- %s, %d connections", stack, CONNECTIONS);
				RequestRounds measured = new RequestRounds(applications, SESSIONS, CONNECTIONS);
				measured.warmUp(TYPES);
				double loadBefore = Machine.getLoad();
				Map<RequestType, Rounds<LoadRound>> results = measured.measure(TYPES, options.rounds());
				report.log("load average %.1f before, %.1f after", loadBefore, Machine.getLoad());
				results.forEach((type, all) -> report(type, all, report));
				verdict(results.getOrDefault(RequestType.RENEWAL, new Rounds<>()), report);
				applications.all().values().forEach(report::logOutput);
			}
		}
	}

	private static Stream<Setup> setups(String level) {
		Setup with = Setup.with(with(level)).withLongSessions();
		Setup without = new Setup(without(level), Variant.WITHOUT, Jars.ALL, List.of(), List.of()).withLongSessions();
		return Stream.of(without, with).map((setup) -> switch (level) {
			case NO_OP -> noOp(setup);
			case EVERYTHING -> setup.withJars(Jars.OBSERVED)
				.withArguments("--management.endpoints.web.exposure.include=*",
						sources(AuditRepository.class, EventCounter.class));
			default -> setup;
		});
	}

	private static Setup noOp(Setup setup) {
		return setup.withJars(Jars.OBSERVED)
			.withArguments("--management.defaults.metrics.export.enabled=false",
					"--management.auditevents.enabled=false", sources(NoOpObservations.class));
	}

	private static String sources(Class<?>... classes) {
		return "--spring.main.sources=" + String.join(",", Stream.of(classes).map(Class::getName).toList());
	}

	private static String with(String level) {
		return level + ", with";
	}

	private static String without(String level) {
		return level + ", without";
	}

	private static void report(RequestType type, Rounds<LoadRound> all, Report report) {
		for (String level : LEVELS) {
			report.log("%-18s %-20s cpu %s us, allocation %s KB", type, level,
					all.values(with(level), LoadRound::cpuMicros).describe("%.0f"),
					all.values(with(level), LoadRound::kilobytes).describe("%.1f"));
			log("without the classes", with(level), with(ABSENT), all, report);
			log("without the starter", with(level), without(level), all, report);
		}
		log("with the starter unobserved", with(NO_OP), UNOBSERVED, all, report);
	}

	private static void log(String baseline, String name, String other, Rounds<LoadRound> all, Report report) {
		report.log("  next to the same %s: cpu %s, allocation %s", baseline,
				ratios(all, name, other, LoadRound::cpuMicros), ratios(all, name, other, LoadRound::kilobytes));
	}

	private static String ratios(Rounds<LoadRound> all, String name, String other, ToDoubleFunction<LoadRound> value) {
		return all.ratios(name, other, value).describe("%.2f");
	}

	private static void verdict(Rounds<LoadRound> renewals, Report report) {
		double cpu = renewals.ratios(with(NO_OP), UNOBSERVED, LoadRound::cpuMicros).lowerQuartile();
		report.verdict(cpu <= MAX_NO_OP_CPU,
				"no-op registries: processor time of a renewal, of the starter's part, " + "%.2f, at most %.2f", cpu,
				MAX_NO_OP_CPU);
		double kilobytes = renewals.ratios(with(NO_OP), with(ABSENT), LoadRound::kilobytes).median();
		report.verdict(kilobytes <= MAX_NO_OP_KILOBYTES, "no-op registries: allocation of a renewal %.2f, at most %.2f",
				kilobytes, MAX_NO_OP_KILOBYTES);
	}

}
