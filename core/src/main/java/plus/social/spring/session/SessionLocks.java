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

import java.util.Arrays;

/**
 * Striped locks for sessions. A token consists of three attributes, and two concurrent
 * requests of one session may log in two users: without a lock, one request could read or
 * leave one user's token under the other user's id.
 */
final class SessionLocks {

	private static final int LOCKS = 64;

	private final Object[] locks = new Object[LOCKS];

	SessionLocks() {
		Arrays.setAll(this.locks, (index) -> new Object());
	}

	/**
	 * Return the lock of a session, which may be shared with other sessions. Hold it only
	 * while the three attributes are read, written or removed.
	 * @param session the session
	 * @return the lock
	 */
	Object get(LoginSession session) {
		return this.locks[Math.floorMod(session.getId().hashCode(), LOCKS)];
	}

}
