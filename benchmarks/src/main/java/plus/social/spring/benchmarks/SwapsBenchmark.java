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
import java.time.Duration;

import plus.social.spring.token.ReactiveSocialPlusTokenService;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Benchmark in which the files of the server key and the client certificate are each
 * replaced ten times per minute, at 100 calls per second. A server key is refused three
 * seconds after the next one has been written, and a certificate once the second next one
 * has been written.
 */
final class SwapsBenchmark implements Benchmark {

	private static final int SWAPS_PER_MINUTE = 10;

	private static final Duration HALF_INTERVAL = Duration.ofMinutes(1).dividedBy(2 * SWAPS_PER_MINUTE);

	private static final int CALLS_PER_SECOND = 100;

	private static final Duration WARM_UP = Duration.ofSeconds(20);

	@Override
	public void run(Options options, Report report) throws Exception {
		Path directory = Files.createTempDirectory("socialplus-benchmark");
		try {
			run(directory, options.minutes() * SWAPS_PER_MINUTE, report);
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private void run(Path directory, int swaps, Report report) throws Exception {
		Rotation rotation = new Rotation(directory);
		try (MutualTlsServer socialPlus = rotation.startServer();
				ConfigurableApplicationContext context = start(rotation, socialPlus.getBaseUrl())) {
			ReactiveSocialPlusTokenService tokenService = context.getBean(ReactiveSocialPlusTokenService.class);
			warmUp(tokenService, report);
			SteadyCalls calls = new SteadyCalls(tokenService, CALLS_PER_SECOND);
			try (calls) {
				for (int i = 0; i < swaps; i++) {
					Pause.of(HALF_INTERVAL);
					rotation.replaceServerKey();
					Pause.of(HALF_INTERVAL);
					rotation.revokePreviousServerKey();
					rotation.replaceCertificate();
				}
				Pause.of(HALF_INTERVAL);
			}
			report.log("%s; %d calls used a key that was no longer accepted", rotation, socialPlus.getRefusedKeys());
			report(report, rotation, swaps, calls);
		}
	}

	// Warms up the Java virtual machine.
	private static void warmUp(ReactiveSocialPlusTokenService tokenService, Report report) throws Exception {
		SteadyCalls calls = new SteadyCalls(tokenService, CALLS_PER_SECOND / 2);
		try (calls) {
			Pause.of(WARM_UP);
		}
		report.log("warm-up: %s", calls);
	}

	private static ConfigurableApplicationContext start(Rotation rotation, String baseUrl) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(rotation.getProperties())
			.properties("spring.main.banner-mode=off", "management.defaults.metrics.export.enabled=false",
					"socialplus.base-url=" + baseUrl)
			.run();
	}

	private static void report(Report report, Rotation rotation, int swaps, SteadyCalls calls) {
		report.log("%s", calls);
		report.verdict(rotation.countUsed() == swaps + 1, "all of %d server keys and %d certificates were used",
				swaps + 1, swaps + 1);
		report.verdict(calls.getSucceeded() == calls.getStarted(), "%d of %d calls succeed", calls.getSucceeded(),
				calls.getStarted());
	}

	/**
	 * Application with only the starter.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
