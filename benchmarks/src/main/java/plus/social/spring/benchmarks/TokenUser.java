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
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * {@link VirtualUser} that checks sessions and counts those with a token of their user.
 */
final class TokenUser implements VirtualUser {

	private static final int CONNECTIONS = 16;

	private final Queue<Logins.LoggedIn> sessions;

	private Logins.@Nullable LoggedIn session;

	private int holding;

	private TokenUser(Queue<Logins.LoggedIn> sessions) {
		this.sessions = sessions;
	}

	/**
	 * Check each session once.
	 * @param application the application
	 * @param sessions the sessions
	 * @return the number of sessions with a token of their user
	 */
	static int count(ApplicationProcess application, List<Logins.LoggedIn> sessions) {
		Queue<Logins.LoggedIn> queue = new ArrayDeque<>(sessions);
		List<TokenUser> users = Stream.generate(() -> new TokenUser(queue)).limit(CONNECTIONS).toList();
		new LoadGenerator(application).run(users, Duration.ofMinutes(1));
		return users.stream().mapToInt((user) -> user.holding).sum();
	}

	@Override
	public @Nullable String nextRequest() {
		this.session = this.sessions.poll();
		return (this.session != null) ? Requests.get("/token", this.session.cookie()) : null;
	}

	@Override
	public void onResponse(Response response, long nanos) {
		if (this.session != null && response.body().startsWith(SocialPlusServer.tokenPrefix(this.session.user()))) {
			this.holding++;
		}
	}

}
