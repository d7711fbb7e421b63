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

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.context.ApplicationEvent;

/**
 * Application event about the token of a login. It contains no token. Its source is the
 * {@link SocialPlusUser}.
 * <p>
 * Listeners are called in the background, one event after the other, on one thread for
 * all events: a listener neither delays nor fails a login.
 *
 * @since 0.1.0
 */
public abstract class SocialPlusTokenEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	/**
	 * The Social Plus user id.
	 */
	private final String userId;

	/**
	 * The mechanism of the login, if it is known.
	 */
	private final @Nullable String mechanism;

	SocialPlusTokenEvent(SocialPlusUser user, @Nullable String mechanism, Instant time) {
		super(user, Clock.fixed(time, ZoneOffset.UTC));
		this.userId = user.getId();
		this.mechanism = mechanism;
	}

	/**
	 * Return the Social Plus user id.
	 * @return the id
	 */
	public String getUserId() {
		return this.userId;
	}

	/**
	 * Return when it happened, which is before listeners are called.
	 * @return the time in milliseconds
	 */
	public Instant getTime() {
		return Instant.ofEpochMilli(getTimestamp());
	}

	/**
	 * Return how the user has logged in.
	 * @return the simple type of the authentication, with the id of its registration in
	 * parentheses if it has one, for example {@code OAuth2AuthenticationToken (github)};
	 * {@code null} if it is not known
	 */
	public @Nullable String getMechanism() {
		return this.mechanism;
	}

	/**
	 * Return a description without the id, which is personal data and may be an email
	 * address.
	 */
	@Override
	public String toString() {
		return getClass().getSimpleName() + "[userId=***, mechanism=" + this.mechanism + ", time=" + getTime() + "]";
	}

}
