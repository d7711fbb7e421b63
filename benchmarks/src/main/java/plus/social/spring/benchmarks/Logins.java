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
 * Logins that were made, in the order of their answers.
 */
final class Logins {

	private final Latencies latencies = new Latencies();

	private final List<LoggedIn> sessions = new ArrayList<>();

	private int failed;

	/**
	 * Make logins, as many as are asked for.
	 * @param application where
	 * @param count how many logins
	 * @param connections from how many connections
	 * @return the logins
	 */
	static Logins make(ApplicationProcess application, int count, int connections) {
		Logins logins = new Logins();
		AtomicInteger left = new AtomicInteger(count);
		List<LoginVisitor> visitors = visitors(connections, () -> left.getAndDecrement() > 0, logins);
		new LoadGenerator(application).run(visitors, Duration.ofMinutes(5));
		return logins;
	}

	/**
	 * Return visitors who keep logging in.
	 * @param connections how many
	 * @param goOn whether they go on
	 * @param logins takes their logins
	 * @return the visitors
	 */
	static List<LoginVisitor> visitors(int connections, BooleanSupplier goOn, Logins logins) {
		return Stream.generate(() -> new LoginVisitor(goOn, logins)).limit(connections).toList();
	}

	void add(String user, Answer answer, long nanos) {
		String cookie = answer.cookie();
		if (answer.isLogin() && cookie != null) {
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
	 * A user who is logged in.
	 *
	 * @param user who
	 * @param cookie the cookie of the session
	 */
	record LoggedIn(String user, String cookie) {

	}

}
