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

package plus.social.spring.boot.test;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import plus.social.spring.boot.test.Sessions.NewSession;
import plus.social.spring.testsupport.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sessions}.
 */
class SessionsTests {

	private final MutableClock clock = new MutableClock();

	private final Sessions sessions = new Sessions(this.clock);

	@Test
	void findsSessionForThirtyDays() {
		EmulatedSession session = create("t1", "alice", "phone", "Alice");
		assertThat(session.issuedAt()).isEqualTo(this.clock.instant());
		assertThat(session.expiresAt()).isEqualTo(this.clock.instant().plus(Duration.ofDays(30)));
		this.clock.advance(Duration.ofDays(30).minusNanos(1));
		assertThat(this.sessions.find("t1")).isEqualTo(session);
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.sessions.find("t1")).isNull();
		assertThat(this.sessions.of("alice")).isEmpty();
		assertThat(this.sessions.revoke("t1")).isFalse();
	}

	@Test
	void findsNothingForUnknownOrMissingToken() {
		assertThat(this.sessions.find("t1")).isNull();
		assertThat(this.sessions.find(null)).isNull();
	}

	@Test
	void endsOlderSessionOfTheSameDevice() {
		create("t1", "alice", "phone", "Alice");
		create("t2", "alice", "tablet", "Alice");
		create("t3", "bob", "phone", "Bob");
		assertThat(this.sessions.find("t1")).isNull();
		assertThat(this.sessions.of("alice")).extracting(EmulatedSession::deviceId).containsExactly("tablet");
		assertThat(this.sessions.of("bob")).extracting(EmulatedSession::deviceId).containsExactly("phone");
	}

	@Test
	void revokesOneSessionOnce() {
		create("t1", "alice", "phone", "Alice");
		assertThat(this.sessions.revoke("t1")).isTrue();
		assertThat(this.sessions.revoke("t1")).isFalse();
		assertThat(this.sessions.of("alice")).isEmpty();
	}

	@Test
	void revokesAllSessionsOfOneUser() {
		create("t1", "alice", "phone", "Alice");
		create("t2", "alice", "tablet", "Alice");
		create("t3", "bob", "desk", "Bob");
		assertThat(this.sessions.revokeAll("alice")).isTrue();
		assertThat(this.sessions.revokeAll("alice")).isFalse();
		assertThat(this.sessions.find("t3")).isNotNull();
	}

	private EmulatedSession create(String accessToken, String userId, String deviceId, String displayName) {
		return this.sessions.create(accessToken,
				new NewSession(UserType.SIGNED_IN, userId, deviceId, displayName, null));
	}

}
