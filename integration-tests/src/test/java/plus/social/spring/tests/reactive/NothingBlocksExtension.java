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

package plus.social.spring.tests.reactive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails tests in which something blocks an event loop. What blocks is recorded rather
 * than stopped: an exception could be taken for a failure of something else, and handled.
 */
class NothingBlocksExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {

	private static final Queue<String> blocked = new ConcurrentLinkedQueue<>();

	@Override
	public void beforeAll(ExtensionContext context) {
		Installation.install();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		take();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		assertThat(take()).as("calls that block an event loop").isEmpty();
	}

	/**
	 * Return what has blocked since the last time, and forget it.
	 */
	static List<String> take() {
		List<String> taken = new ArrayList<>();
		String next = blocked.poll();
		while (next != null) {
			taken.add(next);
			next = blocked.poll();
		}
		return taken;
	}

	private static final class Installation {

		static {
			BlockHound.install((builder) -> builder
				// Random numbers for ids and CSRF tokens come from /dev/urandom, which is
				// a file that nobody ever waits for.
				.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
				.blockingMethodCallback(Installation::record));
		}

		static void install() {
		}

		// A thread that has waited for work since before the installation is still in
		// methods as they were.
		private static void record(BlockingMethod method) {
			String description = describe(method);
			if (!description.contains("ThreadPoolExecutor.getTask")) {
				blocked.add(description);
			}
		}

		private static String describe(BlockingMethod method) {
			return Arrays.stream(Thread.currentThread().getStackTrace())
				.map((frame) -> frame.getClassName() + "." + frame.getMethodName())
				.filter((frame) -> !frame.startsWith("reactor.core.") && !frame.startsWith("reactor.blockhound."))
				.skip(4)
				.limit(12)
				.collect(Collectors.joining(" < ", Thread.currentThread().getName() + ": " + method + " < ", ""));
		}

	}

}
