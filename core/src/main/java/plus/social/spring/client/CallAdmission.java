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

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusClientStatus.CircuitState;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;

/**
 * Admission control for calls, based on the outcomes of earlier ones. Makes no calls
 * itself and depends on nothing but the clock.
 */
final class CallAdmission {

	private final UserBackOff userBackOff;

	private final CredentialBackOff credentialBackOff;

	private final UpstreamCircuitBreaker breaker;

	CallAdmission(Clock clock) {
		this.userBackOff = new UserBackOff(clock);
		this.credentialBackOff = new CredentialBackOff(clock);
		this.breaker = new UpstreamCircuitBreaker(clock);
	}

	/**
	 * Admit a call.
	 * @param user the user
	 * @param keys the server keys for the call
	 * @return the admitted call, on which to record the outcome
	 * @throws SocialPlusException the last failure, if the call is short-circuited
	 */
	AdmittedCall admit(SocialPlusUser user, List<ServerKey> keys) {
		SocialPlusException failure = this.userBackOff.find(user);
		if (failure != null) {
			throw failure;
		}
		int failures = this.userBackOff.getFailureCount(user);
		boolean probe = this.breaker.acquire(failures);
		try {
			boolean credentialProbe = this.credentialBackOff.check(user, keys);
			return new AdmittedCall(user, keys, probe, credentialProbe, failures == 0);
		}
		catch (SocialPlusException ex) {
			this.breaker.cancelled(probe);
			throw ex;
		}
	}

	CircuitState getCircuitState() {
		return this.breaker.getState();
	}

	/**
	 * Return the refusal of the credentials for which calls are short-circuited.
	 * @param keys the server keys for the next call
	 * @return the failure, or {@code null} if there is none or there are other keys now
	 */
	@Nullable SocialPlusException findRefusal(List<ServerKey> keys) {
		return this.credentialBackOff.find(keys);
	}

	/**
	 * An admitted call.
	 */
	final class AdmittedCall {

		private final SocialPlusUser user;

		private final List<ServerKey> keys;

		private final boolean probe;

		private final boolean credentialProbe;

		private final boolean retryable;

		private AdmittedCall(SocialPlusUser user, List<ServerKey> keys, boolean probe, boolean credentialProbe,
				boolean retryable) {
			this.user = user;
			this.keys = keys;
			this.probe = probe;
			this.credentialProbe = credentialProbe;
			this.retryable = retryable;
		}

		/**
		 * Return whether a second attempt may be made.
		 * @return {@code false} if the user's last call has failed: the few second
		 * attempts are kept for users whom they help
		 */
		boolean isRetryable() {
			return this.retryable;
		}

		void succeeded() {
			CallAdmission.this.breaker.succeeded(this.user, this.probe);
			CallAdmission.this.userBackOff.remove(this.user);
			CallAdmission.this.credentialBackOff.end();
		}

		/**
		 * Record that the call has failed.
		 * @param failure the failure
		 * @return the exception for the caller, marked if only this user is affected
		 */
		SocialPlusException failed(SocialPlusException failure) {
			if (failure.getCause() instanceof NoFreeConnectionException) {
				// The call waited for a connection and never reached Social Plus.
				cancelled();
				return failure;
			}
			if (failure.isOutage()) {
				return failedAsInOutage(failure);
			}
			CallAdmission.this.breaker.succeeded(this.user, this.probe);
			return refused(failure);
		}

		private SocialPlusException failedAsInOutage(SocialPlusException failure) {
			UpstreamCircuitBreaker breaker = CallAdmission.this.breaker;
			boolean pausing = !this.probe && breaker.isClosed();
			boolean userOnly = CallAdmission.this.userBackOff.addFailure(this.user, failure, pausing);
			breaker.failed(this.user, this.probe, failure, userOnly);
			endCredentialProbe();
			return userOnly ? failure.forUserOnly() : failure;
		}

		private SocialPlusException refused(SocialPlusException failure) {
			CredentialBackOff credentials = CallAdmission.this.credentialBackOff;
			Duration retryAfter = failure.getRetryAfter();
			switch (failure.getReason()) {
				case SERVER_KEY_REFUSED, SECURE_MODE_OFF -> {
					if (!credentials.begin(this.user, failure, this.keys)) {
						CallAdmission.this.userBackOff.add(this.user, failure, UserBackOff.SUSPECT_USER_PAUSE);
						return failure.forUserOnly();
					}
				}
				case USER_REFUSED, USER_BANNED -> pause(failure, UserBackOff.REFUSED_USER_PAUSE);
				case RATE_LIMITED -> pause(failure, (retryAfter != null) ? retryAfter : Duration.ZERO);
				default -> {
				}
			}
			return failure;
		}

		private void pause(SocialPlusException failure, Duration pause) {
			CallAdmission.this.userBackOff.add(this.user, failure, pause);
			endCredentialProbe();
		}

		void cancelled() {
			CallAdmission.this.breaker.cancelled(this.probe);
			endCredentialProbe();
		}

		private void endCredentialProbe() {
			if (this.credentialProbe) {
				CallAdmission.this.credentialBackOff.inconclusive();
			}
		}

	}

}
