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
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusClientStatus.Calls;
import plus.social.spring.client.SocialPlusClientStatus.Failure;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * Record of the outcomes of calls, for operators. It decides nothing.
 */
final class CallOutcomes {

	private final Clock clock;

	private final LongAdder issued = new LongAdder();

	private final LongAdder shortCircuited = new LongAdder();

	private final LongAdder[] failed = new LongAdder[Reason.values().length];

	private volatile @Nullable Instant lastSuccess;

	private volatile @Nullable Instant failingSince;

	private volatile @Nullable Failure lastFailure;

	private volatile @Nullable Failure lastUserFailure;

	CallOutcomes(Clock clock) {
		this.clock = clock;
		Arrays.setAll(this.failed, (i) -> new LongAdder());
	}

	void succeeded() {
		this.issued.increment();
		this.lastSuccess = this.clock.instant();
		if (this.failingSince != null) {
			this.failingSince = null;
		}
	}

	void failed(SocialPlusException failure) {
		this.failed[failure.getReason().ordinal()].increment();
		Failure last = new Failure(failure.getReason(), String.valueOf(failure.getMessage()), this.clock.instant());
		if (failure.isUserOnly()) {
			this.lastUserFailure = last;
			return;
		}
		this.lastFailure = last;
		if (this.failingSince == null) {
			this.failingSince = last.at();
		}
	}

	/**
	 * Record that no call was made because of earlier failures.
	 */
	void shortCircuited() {
		this.shortCircuited.increment();
	}

	@Nullable Instant getLastSuccess() {
		return this.lastSuccess;
	}

	@Nullable Instant getFailingSince() {
		return this.failingSince;
	}

	@Nullable Failure getLastFailure() {
		return this.lastFailure;
	}

	@Nullable Failure getLastUserFailure() {
		return this.lastUserFailure;
	}

	Calls getCalls() {
		Map<Reason, Long> failed = new EnumMap<>(Reason.class);
		for (Reason reason : Reason.values()) {
			long number = this.failed[reason.ordinal()].sum();
			if (number > 0) {
				failed.put(reason, number);
			}
		}
		return new Calls(this.issued.sum(), failed, this.shortCircuited.sum());
	}

}
