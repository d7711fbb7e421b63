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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Sessions of the emulated network by access token, in order of creation.
 */
final class Sessions {

	/**
	 * Lifetime of an access token, according to the vendor's documentation.
	 */
	static final Duration TIME_TO_LIVE = Duration.ofDays(30);

	private final Clock clock;

	private final Map<String, EmulatedSession> sessions = new LinkedHashMap<>();

	Sessions(Clock clock) {
		this.clock = clock;
	}

	synchronized EmulatedSession create(String accessToken, NewSession login) {
		// Any previous session on the device ends, regardless of its user.
		Instant now = this.clock.instant();
		EmulatedSession session = new EmulatedSession(login.userId(), login.deviceId(), login.displayName(),
				login.profileHandle(), login.userType().toString(), now, now.plus(TIME_TO_LIVE));
		this.sessions.values().removeIf((other) -> other.deviceId().equals(login.deviceId()));
		this.sessions.put(accessToken, session);
		return session;
	}

	synchronized @Nullable EmulatedSession find(@Nullable String accessToken) {
		EmulatedSession session = this.sessions.get(accessToken);
		return (session != null && isLive(session)) ? session : null;
	}

	synchronized List<EmulatedSession> of(String userId) {
		return this.sessions.values()
			.stream()
			.filter((session) -> session.userId().equals(userId) && isLive(session))
			.toList();
	}

	synchronized boolean revoke(String accessToken) {
		EmulatedSession session = this.sessions.remove(accessToken);
		return session != null && isLive(session);
	}

	synchronized boolean revokeAll(String userId) {
		boolean any = !of(userId).isEmpty();
		this.sessions.values().removeIf((session) -> session.userId().equals(userId));
		return any;
	}

	synchronized void clear() {
		this.sessions.clear();
	}

	private boolean isLive(EmulatedSession session) {
		return this.clock.instant().isBefore(session.expiresAt());
	}

	/**
	 * A session to create.
	 *
	 * @param userType the type of the user
	 * @param userId the id of the user
	 * @param deviceId the id of the device
	 * @param displayName the name of the user
	 * @param profileHandle the unique name of the user, if any
	 */
	record NewSession(UserType userType, String userId, String deviceId, String displayName,
			@Nullable String profileHandle) {

	}

}
