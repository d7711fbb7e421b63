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

/**
 * Benchmark in which 60 users per second log in, from the start of the application and
 * through an outage of 18 seconds in which Social Plus does not respond.
 */
final class RecoveryBenchmark implements Benchmark {

	private static final int LOGINS = 60;

	private static final int WINDOWS_BEFORE = 6;

	private static final int WINDOWS_OF_OUTAGE = 4;

	private static final Duration OUTAGE = Duration.ofSeconds(18);

	private static final int WINDOWS_AFTER = 8;

	@Override
	public void run(Options options, Report report) throws Exception {
		for (Stack stack : Stack.of(options.stack())) {
			report.log("--- %s", stack);
			run(stack, report);
		}
	}

	private void run(Stack stack, Report report) throws InterruptedException {
		try (SocialPlusServer socialPlus = new SocialPlusServer();
				ApplicationProcess application = ApplicationProcess.start(Variant.WITH, stack,
						socialPlus.getBaseUrl())) {
			Browsers browsers = new Browsers(application);
			OpenLoad load = new OpenLoad(socialPlus, (window) -> logIn(browsers, window)).offer(LOGINS, WINDOWS_BEFORE);
			Thread end = new Thread(() -> endOutage(socialPlus), "end of the outage");
			socialPlus.setDown(true);
			end.start();
			List<OpenLoad.Window> windows = load.offer(LOGINS, WINDOWS_OF_OUTAGE + WINDOWS_AFTER).end();
			windows.forEach((window) -> report.log("%s", window));
			application.getOutput()
				.stream()
				.filter((line) -> line.contains("Social Plus"))
				.forEach((line) -> report.log("  %s", line));
			report.verdict(areInTime(windows.subList(2, WINDOWS_BEFORE)), "%s: tokens in time after the start", stack);
			report.verdict(areInTime(windows.subList(WINDOWS_BEFORE + WINDOWS_OF_OUTAGE + 1, windows.size())),
					"%s: tokens in time after the outage", stack);
		}
	}

	private static boolean areInTime(List<OpenLoad.Window> windows) {
		return windows.stream().allMatch((window) -> window.getGoodput() >= 0.95);
	}

	private static void logIn(Browsers browsers, OpenLoad.Window window) {
		long since = System.nanoTime();
		browsers.logIn().thenAccept((cookie) -> browsers.await(cookie, window, since));
	}

	private static void endOutage(SocialPlusServer socialPlus) {
		try {
			Pause.of(OUTAGE);
			socialPlus.setDown(false);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
