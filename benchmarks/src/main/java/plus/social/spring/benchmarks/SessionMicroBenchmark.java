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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.LoginSession;
import plus.social.spring.session.LoginSettings;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.session.SocialPlusTokenPolicy;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

/**
 * What a page does to the session of a login: the attributes are read and the decision
 * about the token is made.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SessionMicroBenchmark {

	private final SocialPlusAuthToken token = new SocialPlusAuthToken("alice",
			"0123456789abcdef0123456789abcdef0123456789abcdef", Instant.parse("2999-12-31T23:59:59.123456Z"));

	private final MapSession session = new MapSession();

	private final SessionTokens sessionTokens;

	public SessionMicroBenchmark() {
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), Clock.systemUTC());
		TokenFetcher fetcher = new TokenFetcher((user) -> Mono.never(), policy::isFresh, Clock.systemUTC(), 1,
				Duration.ofSeconds(1));
		this.sessionTokens = new SessionTokens(policy, fetcher,
				new LoginSettings(LoginMode.EAGER, Duration.ofMillis(250), Duration.ofSeconds(3)));
		SocialPlusTokenAttributes.write(this.token, this.session::setAttribute);
	}

	@Benchmark
	public @Nullable Object readAttributes() {
		return SocialPlusTokenAttributes.read(this.session::getAttribute);
	}

	@Benchmark
	public Object writeAttributes() {
		SocialPlusTokenAttributes.write(this.token, this.session::setAttribute);
		return this.session;
	}

	@Benchmark
	public @Nullable Object keepTheToken() {
		return this.sessionTokens.attach(this.session);
	}

	/**
	 * Session in memory.
	 */
	private static final class MapSession implements LoginSession {

		private final Map<String, Object> attributes = new ConcurrentHashMap<>();

		private final SocialPlusUser login = SocialPlusUser.of("alice");

		@Override
		public String getId() {
			return "4711";
		}

		@Override
		public SocialPlusUser getLogin() {
			return this.login;
		}

		@Override
		public @Nullable Object getAttribute(String name) {
			return this.attributes.get(name);
		}

		@Override
		public void setAttribute(String name, String value) {
			this.attributes.put(name, value);
		}

		@Override
		public void removeAttribute(String name) {
			this.attributes.remove(name);
		}

	}

}
