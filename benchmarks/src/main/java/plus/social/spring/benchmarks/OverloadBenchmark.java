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
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Benchmark in which Social Plus takes two seconds, so that 64 connections provide 32
 * tokens per second. 64 users per second request one from the endpoint, followed by 16
 * per second.
 */
final class OverloadBenchmark implements Benchmark {

	private static final Duration UPSTREAM_DELAY = Duration.ofSeconds(2);

	private static final int OVERLOAD = 64;

	private static final int HALF_LOAD = 16;

	private static final int WINDOWS = 4;

	private static final int LOGINS_AT_ONCE = 16;

	private static final int SERVED_IN_WINDOW = 160;

	@Override
	public void run(Options options, Report report) throws Exception {
		for (Stack stack : Stack.of(options.stack())) {
			report.log("--- %s", stack);
			run(stack, report);
		}
	}

	private void run(Stack stack, Report report) throws InterruptedException {
		try (SocialPlusServer socialPlus = new SocialPlusServer();
				ApplicationProcess application = ApplicationProcess.start(Variant.WITH, stack, socialPlus.getBaseUrl(),
						"--socialplus.login.mode=lazy")) {
			Browsers browsers = new Browsers(application);
			Queue<String> cookies = logIn(browsers,
					WINDOWS * (int) OpenLoad.WINDOW.toSeconds() * (OVERLOAD + HALF_LOAD) + 1);
			browsers.obtain(cookies.remove()).join();
			socialPlus.setDelay(UPSTREAM_DELAY);
			List<OpenLoad.Window> windows = new OpenLoad(socialPlus,
					(window) -> ask(browsers, cookies.remove(), window))
				.offer(OVERLOAD, WINDOWS)
				.offer(HALF_LOAD, WINDOWS)
				.end();
			windows.forEach((window) -> report.log("%s", window));
			int inTime = windows.subList(0, WINDOWS).stream().mapToInt(OpenLoad.Window::getInTime).sum();
			report.verdict(inTime >= 0.8 * WINDOWS * SERVED_IN_WINDOW, "%s: in an overload, %d tokens in time", stack,
					inTime);
			report.verdict(
					windows.subList(WINDOWS, 2 * WINDOWS).stream().allMatch((window) -> window.getGoodput() >= 0.8),
					"%s: it ends with the overload", stack);
		}
	}

	private static void ask(Browsers browsers, String cookie, OpenLoad.Window window) {
		long since = System.nanoTime();
		browsers.obtain(cookie).thenAccept((found) -> {
			if (found) {
				window.hasToken(since);
			}
		});
	}

	private static Queue<String> logIn(Browsers browsers, int number) {
		Queue<String> cookies = new ConcurrentLinkedQueue<>();
		while (cookies.size() < number) {
			List<CompletableFuture<Boolean>> logins = new ArrayList<>();
			for (int i = 0; i < LOGINS_AT_ONCE; i++) {
				logins.add(browsers.logIn().thenApply(cookies::add));
			}
			logins.forEach(CompletableFuture::join);
		}
		return cookies;
	}

}
