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

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;

/**
 * Says whether a call is to be made at all, and learns from how calls end. It makes none
 * itself and depends on nothing but the clock.
 */
final class CallAdmission {

	/**
	 * How long a user id that Social Plus refuses is not asked for again.
	 */
	static final Duration REFUSED_USER_PAUSE = Duration.ofMinutes(1);

	private final UserBackOff userBackOff;

	private final CredentialBackOff credentialBackOff;

	private final UpstreamCircuitBreaker breaker;

	CallAdmission(Clock clock) {
		this.userBackOff = new UserBackOff(clock);
		this.credentialBackOff = new CredentialBackOff(clock);
		this.breaker = new UpstreamCircuitBreaker(clock);
	}

	/**
	 * Ask for a call. If it may be made, tell how it ends.
	 * @param user who it is for
	 * @param keys the server keys it can be made with
	 * @throws SocialPlusException if it could only end as an earlier one has
	 */
	void admit(SocialPlusUser user, List<ServerKey> keys) {
		SocialPlusException refusal = this.userBackOff.find(user);
		if (refusal != null) {
			throw refusal;
		}
		this.breaker.acquire();
		try {
			this.credentialBackOff.check(keys);
		}
		catch (SocialPlusException ex) {
			this.breaker.cancelled();
			throw ex;
		}
	}

	void succeeded() {
		this.breaker.succeeded();
		this.credentialBackOff.end();
	}

	void failed(SocialPlusUser user, List<ServerKey> keys, SocialPlusException failure) {
		this.breaker.failed(failure);
		switch (failure.getReason()) {
			case SERVER_KEY_REFUSED, SECURE_MODE_OFF -> this.credentialBackOff.begin(failure, keys);
			case USER_REFUSED -> this.userBackOff.add(user, failure, REFUSED_USER_PAUSE);
			case RATE_LIMITED -> pause(user, failure);
			default -> {
			}
		}
	}

	private void pause(SocialPlusUser user, SocialPlusException failure) {
		Duration retryAfter = failure.getRetryAfter();
		if (retryAfter != null) {
			this.userBackOff.add(user, failure, retryAfter);
		}
	}

	void cancelled() {
		this.breaker.cancelled();
	}

}
