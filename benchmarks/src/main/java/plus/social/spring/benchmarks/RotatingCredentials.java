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

package plus.social.spring.benchmarks;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Credentials of which the newest and the previous one are accepted, as during a
 * rotation.
 *
 * @param <T> the type of the credentials
 */
final class RotatingCredentials<T> {

	private volatile T newest;

	private volatile T previous;

	private final Set<T> seen = ConcurrentHashMap.newKeySet();

	RotatingCredentials(T first) {
		this.newest = first;
		this.previous = first;
	}

	/**
	 * Add a new credential, and accept only the previous one besides it.
	 * @param next the new credential
	 */
	void add(T next) {
		this.previous = this.newest;
		this.newest = next;
	}

	/**
	 * Accept the newest credential only.
	 */
	void retirePrevious() {
		this.previous = this.newest;
	}

	/**
	 * Return whether a credential is accepted, and record its use.
	 * @param presented the credential
	 * @return {@code true} if it is accepted
	 */
	boolean accept(T presented) {
		boolean accepted = presented.equals(this.newest) || presented.equals(this.previous);
		if (accepted) {
			this.seen.add(presented);
		}
		return accepted;
	}

	int countSeen() {
		return this.seen.size();
	}

}
