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
import java.util.concurrent.CompletableFuture;

/**
 * End of an application.
 *
 * @param loginMillis the time from the signal until the response to the login that was
 * under way, or 0
 * @param endMillis the time from the signal until the process had ended
 */
record Stop(double loginMillis, double endMillis) {

	private static final Duration BETWEEN_CHECKS = Duration.ofMillis(5);

	static Stop idle(ApplicationProcess application) throws InterruptedException {
		long start = System.nanoTime();
		application.terminate();
		application.awaitEnd();
		return new Stop(0, millisSince(start));
	}

	static Stop withLogin(ApplicationProcess application, SocialPlusServer socialPlus) throws Exception {
		CompletableFuture<Long> login = CompletableFuture.supplyAsync(() -> {
			Logins logins = Logins.make(application, 1, 1);
			if (logins.getSucceeded() != 1) {
				throw new IllegalStateException("The login failed: " + logins + ", " + application.getOutput());
			}
			return System.nanoTime();
		});
		while (socialPlus.getRequests() == 0 && !login.isDone()) {
			Pause.of(BETWEEN_CHECKS);
		}
		long start = System.nanoTime();
		application.terminate();
		application.awaitEnd();
		double endMillis = millisSince(start);
		return new Stop((login.get() - start) / 1e6, endMillis);
	}

	private static double millisSince(long start) {
		return (System.nanoTime() - start) / 1e6;
	}

	double millisAfterLogin() {
		return this.endMillis - Math.max(0, this.loginMillis);
	}

}
