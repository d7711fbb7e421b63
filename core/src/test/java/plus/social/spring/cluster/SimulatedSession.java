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

package plus.social.spring.cluster;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import plus.social.spring.session.LoginSession;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusUser;

/**
 * A session in a store that all nodes share.
 */
final class SimulatedSession implements LoginSession {

	private final Waiting waiting;

	private final SocialPlusUser user;

	private String id;

	private @Nullable String tokenValue;

	private @Nullable String expiresAt;

	private long renewAt;

	/**
	 * When it ends, in microseconds since the start.
	 */
	long endsAt;

	/**
	 * Whether the time is measured until it has a token.
	 */
	boolean waits;

	SimulatedSession(int number, long endsAt, Waiting waiting) {
		this.waiting = waiting;
		this.user = SocialPlusUser.of("user" + number);
		this.id = this.user.getId() + "-0";
		this.endsAt = endsAt;
		waiting.lost();
	}

	/**
	 * Start again as another session: its user has logged out, and in.
	 */
	void logIn(long now, long endsAt) {
		this.id = this.user.getId() + "-" + now;
		this.endsAt = endsAt;
		this.waits = false;
		removeToken();
	}

	boolean hasToken() {
		return this.tokenValue != null;
	}

	/**
	 * Return whether the policy would not just keep what is there.
	 */
	boolean needsToken(long now) {
		return now >= this.renewAt;
	}

	@Override
	public String getId() {
		return this.id;
	}

	@Override
	public SocialPlusUser getLogin() {
		return this.user;
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return switch (name) {
			case SocialPlusTokenAttributes.AUTH_TOKEN -> this.tokenValue;
			case SocialPlusTokenAttributes.EXPIRES_AT -> this.expiresAt;
			default -> (this.tokenValue != null) ? this.user.getId() : null;
		};
	}

	@Override
	public void setAttribute(String name, String value) {
		switch (name) {
			case SocialPlusTokenAttributes.AUTH_TOKEN -> setToken(value);
			case SocialPlusTokenAttributes.EXPIRES_AT -> {
				this.expiresAt = value;
				Duration life = Duration.between(MutableClock.START, Instant.parse(value));
				this.renewAt = life.minus(Cluster.REFRESH_BEFORE).toNanos() / 1000;
			}
			default -> {
			}
		}
	}

	private void setToken(String value) {
		if (this.tokenValue == null) {
			this.waiting.got(this);
		}
		this.tokenValue = value;
	}

	@Override
	public void removeAttribute(String name) {
		removeToken();
	}

	private void removeToken() {
		if (this.tokenValue != null) {
			this.waiting.lost();
		}
		this.tokenValue = null;
		this.expiresAt = null;
		this.renewAt = 0;
	}

}
