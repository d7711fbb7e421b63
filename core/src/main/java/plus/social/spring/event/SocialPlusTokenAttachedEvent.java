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

package plus.social.spring.event;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;

/**
 * Event published when a token was attached to the session of a login.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenAttachedEvent extends SocialPlusTokenEvent {

	private static final long serialVersionUID = 1L;

	/**
	 * Whether a later request than the one that fetched the token attached it.
	 */
	private final boolean late;

	SocialPlusTokenAttachedEvent(SocialPlusUser user, @Nullable String mechanism, Instant time, boolean late) {
		super(user, mechanism, time);
		this.late = late;
	}

	/**
	 * Return whether the token was attached by a later request than the one that fetched
	 * it.
	 * @return {@code true} if the response to that request was sent without the token
	 */
	public boolean isLate() {
		return this.late;
	}

}
