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
 * Looks into session after session, and counts those that hold a token of their user.
 */
final class TokenVisitor implements Visitor {

	private static final int CONNECTIONS = 16;

	private final Queue<Logins.LoggedIn> sessions;

	private Logins.@Nullable LoggedIn session;

	private int holding;

	private TokenVisitor(Queue<Logins.LoggedIn> sessions) {
		this.sessions = sessions;
	}

	/**
	 * Ask each session once.
	 * @param application where the sessions are
	 * @param sessions the sessions
	 * @return how many hold a token of their user
	 */
	static int count(ApplicationProcess application, List<Logins.LoggedIn> sessions) {
		Queue<Logins.LoggedIn> queue = new ArrayDeque<>(sessions);
		List<TokenVisitor> visitors = Stream.generate(() -> new TokenVisitor(queue)).limit(CONNECTIONS).toList();
		new LoadGenerator(application).run(visitors, Duration.ofMinutes(1));
		return visitors.stream().mapToInt((visitor) -> visitor.holding).sum();
	}

	@Override
	public @Nullable String nextRequest() {
		this.session = this.sessions.poll();
		return (this.session != null) ? Requests.get("/token", this.session.cookie()) : null;
	}

	@Override
	public void answered(Answer answer, long nanos) {
		if (this.session != null && answer.body().startsWith(SocialPlusServer.tokenPrefix(this.session.user()))) {
			this.holding++;
		}
	}

}
