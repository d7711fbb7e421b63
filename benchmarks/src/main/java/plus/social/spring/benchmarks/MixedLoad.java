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
import java.util.Locale;

/**
 * Mixed load of connections that keep logging in and others that keep requesting a page.
 */
final class MixedLoad {

	private static final int LOGIN_CONNECTIONS = 256;

	private static final Duration SETTLING = Duration.ofSeconds(1);

	private static final Duration MEASURED = Duration.ofSeconds(4);

	/**
	 * Maximum time to wait for pending responses at the end.
	 */
	private static final Duration GRACE = Duration.ofSeconds(30);

	private final Window window = new Window(SETTLING, MEASURED);

	private final Logins logins = new Logins();

	private final Latencies pages = new Latencies();

	private Duration cpuTime = Duration.ZERO;

	private MixedLoad() {
	}

	/**
	 * Apply the load to an application.
	 * @param application the application
	 * @param readers the users that request pages, each from a connection of their own
	 * @return the load with its results
	 */
	static MixedLoad on(ApplicationProcess application, List<Logins.LoggedIn> readers) {
		MixedLoad load = new MixedLoad();
		List<VirtualUser> users = new ArrayList<>(Logins.users(LOGIN_CONNECTIONS, load.window::isNotOver, load.logins));
		readers.forEach((reader) -> users.add(new PageUser(reader, load.window, load.pages)));
		Duration cpuBefore = application.getCpuTime();
		new LoadGenerator(application).run(users, load.window.getTotal().plus(GRACE));
		load.cpuTime = application.getCpuTime().minus(cpuBefore);
		return load;
	}

	double getPagesPerSecond() {
		return this.window.perSecond(this.pages.count());
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%.0f pages/s (%s); in %d s %s; processor time %.2f ms for a login",
				getPagesPerSecond(), this.pages, this.window.getTotal().toSeconds(), this.logins,
				this.cpuTime.toMillis() / (double) this.logins.getSucceeded());
	}

}
