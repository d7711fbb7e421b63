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

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Session that a client SDK created with the emulator. It contains no token.
 *
 * @param userId the id of the user that the session belongs to
 * @param deviceId the id of the device on which the session was created
 * @param displayName the name that the client sent, or the user id if it sent none
 * @param profileHandle the unique name that the client sent, or {@code null}
 * @param userType the type of the user: {@code signed-in} or {@code visitor}
 * @param issuedAt when the session was created
 * @param expiresAt when its access token expires, 30 days later
 * @since 0.1.0
 * @see SocialPlusEmulator#getSessions(String)
 */
public record EmulatedSession(String userId, String deviceId, String displayName, @Nullable String profileHandle,
		String userType, Instant issuedAt, Instant expiresAt) {

}
