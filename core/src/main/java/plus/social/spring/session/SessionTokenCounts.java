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

package plus.social.spring.session;

import java.util.concurrent.atomic.LongAdder;

/**
 * Numbers of tokens for sessions since the start, for operators.
 *
 * @since 0.1.0
 */
public final class SessionTokenCounts {

	private final LongAdder attached = new LongAdder();

	private final LongAdder late = new LongAdder();

	private final LongAdder failed = new LongAdder();

	SessionTokenCounts() {
	}

	void addAttached(boolean late) {
		(late ? this.late : this.attached).increment();
	}

	void addFailed() {
		this.failed.increment();
	}

	/**
	 * Return how many tokens were attached to the session by the request that fetched
	 * them.
	 * @return the number
	 */
	public long getAttached() {
		return this.attached.sum();
	}

	/**
	 * Return how many tokens were attached to the session by a later request.
	 * @return the number
	 */
	public long getLate() {
		return this.late.sum();
	}

	/**
	 * Return how many fetches for sessions have failed.
	 * @return the number
	 */
	public long getFailed() {
		return this.failed.sum();
	}

}
