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

package plus.social.spring.client;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Snapshot of the admin token for operators, without the token.
 *
 * @param fingerprint the first eight digits of its SHA-256 in hexadecimal notation, or
 * {@code null} if there is none
 * @param expiresAt when it expires, or {@code null} if unknown
 * @param accepted whether Social Plus has accepted it last
 * @param problem what an operator has to fix, such as a renewal that fails, or
 * {@code null}
 * @since 0.1.0
 */
public record SocialPlusAdminTokenStatus(@Nullable String fingerprint, @Nullable Instant expiresAt, boolean accepted,
		@Nullable String problem) {

}
