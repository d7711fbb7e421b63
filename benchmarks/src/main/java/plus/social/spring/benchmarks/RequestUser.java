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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import plus.social.spring.benchmarks.Logins.LoggedIn;
import plus.social.spring.benchmarks.application.Usage;

/**
 * {@link VirtualUser} that keeps sending requests of one type, each with the next of the
 * sessions.
 */
final class RequestUser implements VirtualUser {

	private static final Duration LIMIT = Duration.ofMinutes(5);

	private final RequestType type;

	private final Variant variant;

	private final Sessions sessions;

	private final BooleanSupplier goOn;

	private LoggedIn session;

	private long succeeded;

	private RequestUser(RequestType type, Variant variant, Sessions sessions, BooleanSupplier goOn) {
		this.type = type;
		this.variant = variant;
		this.sessions = sessions;
		this.session = sessions.next();
		this.goOn = goOn;
	}

	static LoadRound send(RequestType type, ApplicationProcess application, Sessions sessions, int connections,
			long requests) {
		AtomicLong left = new AtomicLong(requests);
		return run(type, application, sessions, connections, () -> left.decrementAndGet() >= 0);
	}

	static LoadRound sendForOneSecond(RequestType type, ApplicationProcess application, Sessions sessions,
			int connections) {
		long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
		return run(type, application, sessions, connections, () -> System.nanoTime() < end);
	}

	private static LoadRound run(RequestType type, ApplicationProcess application, Sessions sessions, int connections,
			BooleanSupplier goOn) {
		List<RequestUser> users = Stream.generate(() -> new RequestUser(type, application.getVariant(), sessions, goOn))
			.limit(connections)
			.toList();
		Usage before = application.getUsage();
		long startedAt = System.nanoTime();
		new LoadGenerator(application).run(users, LIMIT);
		long nanos = System.nanoTime() - startedAt;
		long succeeded = users.stream().mapToLong((user) -> user.succeeded).sum();
		return LoadRound.of(succeeded, nanos, before, application.getUsage());
	}

	@Override
	public @Nullable String nextRequest() {
		if (!this.goOn.getAsBoolean()) {
			return null;
		}
		this.session = this.sessions.next();
		return this.type.create(this.variant, this.session);
	}

	@Override
	public void onResponse(Response response, long nanos) {
		if (!this.type.isExpected(this.variant, this.session, response)) {
			throw new IllegalStateException("Unexpected response to " + this.type + ": " + response);
		}
		this.succeeded++;
	}

}
