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
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;

/**
 * Holds calls back while none can succeed, since Social Plus refuses every server key or
 * the network's secure mode is off. Only an operator can change that, so one call in
 * {@linkplain #PROBE_INTERVAL 30 seconds} looks whether they have.
 */
final class CredentialBackOff {

	static final Duration PROBE_INTERVAL = Duration.ofSeconds(30);

	private final Clock clock;

	private @Nullable SocialPlusException failure;

	private List<ServerKey> keys = List.of();

	private Instant nextProbe = Instant.MIN;

	CredentialBackOff(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Check whether a call may be made. One that may is the probe of this interval.
	 * @param keys the keys it would be made with: other ones end the pause
	 * @throws SocialPlusException what the last call failed with, if it may not
	 */
	synchronized void check(List<ServerKey> keys) {
		if (this.failure == null) {
			return;
		}
		Instant now = this.clock.instant();
		if (now.isBefore(this.nextProbe) && this.keys.containsAll(keys)) {
			throw RepeatedFailure.of(this.failure, Duration.between(now, this.nextProbe));
		}
		this.nextProbe = now.plus(PROBE_INTERVAL);
	}

	/**
	 * Begin a pause, or go on with it.
	 * @param failure what the call failed with
	 * @param keys the keys it was made with
	 */
	synchronized void begin(SocialPlusException failure, List<ServerKey> keys) {
		this.failure = failure;
		this.keys = List.copyOf(keys);
		this.nextProbe = this.clock.instant().plus(PROBE_INTERVAL);
	}

	/**
	 * End the pause: a call has succeeded.
	 */
	synchronized void end() {
		this.failure = null;
	}

}
