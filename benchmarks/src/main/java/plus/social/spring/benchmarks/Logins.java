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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Completed logins, in the order of their responses.
 */
final class Logins {

	private final Latencies latencies = new Latencies();

	private final List<LoggedIn> sessions = new ArrayList<>();

	private int failed;

	/**
	 * Perform a number of logins.
	 * @param application the application to log in to
	 * @param count the number of logins
	 * @param connections the number of connections
	 * @return the logins
	 */
	static Logins make(ApplicationProcess application, int count, int connections) {
		Logins logins = new Logins();
		AtomicInteger left = new AtomicInteger(count);
		List<LoginUser> users = users(connections, () -> left.getAndDecrement() > 0, logins);
		new LoadGenerator(application).run(users, Duration.ofMinutes(5));
		return logins;
	}

	/**
	 * Return virtual users that keep logging in.
	 * @param connections the number of users
	 * @param goOn whether to continue
	 * @param logins the collector of their logins
	 * @return the users
	 */
	static List<LoginUser> users(int connections, BooleanSupplier goOn, Logins logins) {
		return Stream.generate(() -> new LoginUser(goOn, logins)).limit(connections).toList();
	}

	void add(String user, Response response, long nanos) {
		String cookie = response.cookie();
		if (response.isLogin() && cookie != null) {
			this.latencies.add(nanos);
			this.sessions.add(new LoggedIn(user, cookie));
		}
		else {
			this.failed++;
		}
	}

	void addAll(Logins others) {
		this.latencies.addAll(others.latencies);
		this.sessions.addAll(others.sessions);
		this.failed += others.failed;
	}

	Latencies getLatencies() {
		return this.latencies;
	}

	List<LoggedIn> getSessions() {
		return this.sessions;
	}

	int getSucceeded() {
		return this.sessions.size();
	}

	int getFailed() {
		return this.failed;
	}

	@Override
	public String toString() {
		return "%d logins, %d failed: %s".formatted(getSucceeded(), this.failed, this.latencies);
	}

	/**
	 * Login of a user.
	 *
	 * @param user the name of the user
	 * @param cookie the cookie of the session
	 */
	record LoggedIn(String user, String cookie) {

	}

}
