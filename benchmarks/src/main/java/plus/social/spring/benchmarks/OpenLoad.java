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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Open load of users that arrive at a constant rate, regardless of how many have been
 * served, in windows of five seconds.
 */
final class OpenLoad {

	static final Duration WINDOW = Duration.ofSeconds(5);

	/**
	 * Maximum time to wait for a token.
	 */
	static final Duration IN_TIME = Duration.ofSeconds(3);

	private final SocialPlusServer socialPlus;

	private final Consumer<Window> user;

	private final List<Window> windows = new ArrayList<>();

	OpenLoad(SocialPlusServer socialPlus, Consumer<Window> user) {
		this.socialPlus = socialPlus;
		this.user = user;
	}

	/**
	 * Apply the load.
	 * @param perSecond the number of users per second
	 * @param number the number of windows
	 * @return this load
	 */
	OpenLoad offer(int perSecond, int number) throws InterruptedException {
		ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
		for (int i = 0; i < number; i++) {
			Window window = new Window(perSecond * (int) WINDOW.toSeconds());
			this.windows.add(window);
			int before = this.socialPlus.getRequests();
			for (int j = 0; j < window.offered; j++) {
				scheduler.schedule(() -> this.user.accept(window), j * 1000L / perSecond, TimeUnit.MILLISECONDS);
			}
			Pause.of(WINDOW);
			window.served = this.socialPlus.getRequests() - before;
		}
		scheduler.shutdown();
		return this;
	}

	/**
	 * Wait for the last users.
	 * @return the results of all windows
	 */
	List<Window> end() throws InterruptedException {
		Pause.of(IN_TIME);
		return this.windows;
	}

	/**
	 * Users of a window of five seconds.
	 */
	static final class Window {

		private final int offered;

		private final AtomicInteger inTime = new AtomicInteger();

		private int served;

		Window(int offered) {
			this.offered = offered;
		}

		/**
		 * Record that a user has a token.
		 * @param since when the user arrived, in nanoseconds
		 */
		void hasToken(long since) {
			if (System.nanoTime() - since <= IN_TIME.toNanos()) {
				this.inTime.incrementAndGet();
			}
		}

		double getGoodput() {
			return this.inTime.get() / (double) this.offered;
		}

		int getInTime() {
			return this.inTime.get();
		}

		@Override
		public String toString() {
			return "offered " + this.offered + ", calls " + this.served + ", in time " + this.inTime;
		}

	}

}
