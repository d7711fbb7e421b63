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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import plus.social.spring.benchmarks.application.Usage;

/**
 * Benchmark of what a start pays, from the start of the process until the application is
 * ready. Each start is a new process, alternating between the application without the
 * starter's libraries, with them but without its code, with the starter switched off, and
 * with the starter.
 */
final class StartBenchmark implements Benchmark {

	private static final String JARS = "jars";

	private static final String STARTER = "starter";

	private static final List<Setup> SETUPS = List.of(
			new Setup("base", Variant.WITHOUT, Jars.BASE, List.of(), List.of()),
			new Setup(JARS, Variant.WITHOUT, Jars.STACK, List.of(), List.of()),
			Setup.with("disabled").withJars(Jars.STACK).withArguments("--socialplus.enabled=false"),
			Setup.with(STARTER).withJars(Jars.STACK));

	private static final double MAX_CPU_RATIO = 1;

	private static final int MAX_CLASSES = 150;

	private static final int MAX_BEANS = 25;

	private static final String NETTY_CLASS = " io.netty.";

	@Override
	public void run(Options options, Report report) throws Exception {
		for (Stack stack : Stack.of(options.stack())) {
			try (NioSocialPlusServer socialPlus = new NioSocialPlusServer()) {
				String baseUrl = socialPlus.getBaseUrl();
				// The first starts read the files from the disk.
				SETUPS.forEach((setup) -> Start.of(setup, stack, baseUrl));
				double loadBefore = Machine.getLoad();
				Rounds<Start> starts = new Rounds<>();
				for (int round = 0; round < options.rounds(); round++) {
					for (int i = 0; i < SETUPS.size(); i++) {
						Setup setup = SETUPS.get((round + i) % SETUPS.size());
						starts.add(setup.name(), Start.of(setup, stack, baseUrl));
					}
				}
				report.log("--- %s, from the start of the process until ready; load average %.1f before, %.1f after",
						stack, loadBefore, Machine.getLoad());
				SETUPS.forEach((setup) -> report(setup.name(), starts, report));
				verify(starts, stack, report);
				if (stack == Stack.SERVLET) {
					verifyNetty(baseUrl, report);
				}
			}
		}
	}

	private static void report(String name, Rounds<Start> starts, Report report) {
		report.log("%-9s wall %s ms (ratio %s), cpu %s ms (ratio %s)", name,
				starts.values(name, Start::wallMillis).describe("%.0f"),
				starts.ratios(name, JARS, Start::wallMillis).describe("%.2f"),
				starts.values(name, Start::cpuMillis).describe("%.0f"),
				starts.ratios(name, JARS, Start::cpuMillis).describe("%.2f"));
		report.log("%-9s %.0f classes, %.0f beans, %s MB resident", "", starts.values(name, Start::classes).median(),
				starts.values(name, Start::beans).median(),
				starts.values(name, Start::residentMegabytes).describe("%.0f"));
	}

	private static void verify(Rounds<Start> starts, Stack stack, Report report) {
		Values cpu = starts.ratios(STARTER, JARS, Start::cpuMillis);
		// Half of the rounds are above 1 if nothing is added at all.
		report.verdict(cpu.lowerQuartile() <= MAX_CPU_RATIO,
				"%s: processor time %s of that with the libraries alone, at most %.2f", stack, cpu.describe("%.2f"),
				MAX_CPU_RATIO);
		double classes = starts.differences(STARTER, JARS, Start::classes).median();
		report.verdict(classes <= MAX_CLASSES, "%s: %.0f more classes, at most %d", stack, classes, MAX_CLASSES);
		double beans = starts.differences(STARTER, JARS, Start::beans).median();
		report.verdict(beans <= MAX_BEANS, "%s: %.0f more beans, at most %d", stack, beans, MAX_BEANS);
	}

	// In a start of its own, as the log takes time.
	private static void verifyNetty(String baseUrl, Report report) throws IOException {
		Path file = Files.createTempFile("socialplus-classes", ".log");
		Setup setup = Setup.with(STARTER).withJars(Jars.STACK).withOptions("-Xlog:class+load:file=" + file);
		try (ApplicationProcess application = setup.start(Stack.SERVLET, baseUrl)) {
			long count = Files.readAllLines(file).stream().filter((line) -> line.contains(NETTY_CLASS)).count();
			report.verdict(count == 0, "%s: %d classes of Netty are loaded", application, count);
		}
		finally {
			Files.delete(file);
		}
	}

	/**
	 * Start of an application.
	 *
	 * @param wallMillis the time until it was ready
	 * @param cpuMillis the processor time until it was ready
	 * @param usage what it had used by then
	 */
	private record Start(double wallMillis, double cpuMillis, Usage usage) {

		static Start of(Setup setup, Stack stack, String baseUrl) {
			try (ApplicationProcess application = setup.start(stack, baseUrl)) {
				return new Start(application.getStartTime().toMillis(), application.getStartCpuTime().toMillis(),
						application.getUsage());
			}
		}

		double classes() {
			return this.usage.loadedClasses();
		}

		double beans() {
			return this.usage.beans();
		}

		double residentMegabytes() {
			return this.usage.residentBytes() / 1024.0 / 1024;
		}

	}

}
