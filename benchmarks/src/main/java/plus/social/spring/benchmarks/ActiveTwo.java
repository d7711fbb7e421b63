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
 * Credentials of which the newest and the one before it are accepted, as during a
 * rotation.
 *
 * @param <T> what they are
 */
final class ActiveTwo<T> {

	private volatile T newest;

	private volatile T previous;

	private final Set<T> seen = ConcurrentHashMap.newKeySet();

	ActiveTwo(T first) {
		this.newest = first;
		this.previous = first;
	}

	/**
	 * Accept another one from now on, and no longer the one before the last.
	 * @param next the other one
	 */
	void add(T next) {
		this.previous = this.newest;
		this.newest = next;
	}

	/**
	 * Accept the newest only.
	 */
	void retirePrevious() {
		this.previous = this.newest;
	}

	/**
	 * Return whether one is accepted, and remember that it came.
	 * @param presented what came
	 * @return whether it is one of the two
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
