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
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

/**
 * Event published when no token is available for a login, at most once a minute for a
 * user and a reason. The application retries with later requests of the session.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenUnavailableEvent extends SocialPlusTokenEvent {

	private static final long serialVersionUID = 1L;

	/**
	 * Why no token is available.
	 */
	private final Reason reason;

	SocialPlusTokenUnavailableEvent(SocialPlusUser user, @Nullable String mechanism, Instant time, Reason reason) {
		super(user, mechanism, time);
		this.reason = reason;
	}

	/**
	 * Return why no token is available.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

}
