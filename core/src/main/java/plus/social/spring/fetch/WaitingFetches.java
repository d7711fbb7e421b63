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

package plus.social.spring.fetch;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Fetches that wait for their turn. The newest is next, as its caller is the one most
 * likely to be still there; the eldest is the first to be given up. A user with many
 * sessions can be passed over as a whole. Not thread-safe.
 */
final class WaitingFetches {

	/**
	 * Maximum number of users that are passed over.
	 */
	private static final int MAX_AVOIDED = 128;

	private final Map<TokenFetch, Long> eldestFirst = new LinkedHashMap<>();

	private final Map<String, NavigableMap<Long, TokenFetch>> ofUsers = new HashMap<>();

	/**
	 * The users by the position of their newest fetch.
	 */
	private final NavigableMap<Long, String> users = new TreeMap<>();

	private long lastPosition;

	boolean isEmpty() {
		return this.eldestFirst.isEmpty();
	}

	int size() {
		return this.eldestFirst.size();
	}

	/**
	 * Add a fetch, as the newest.
	 * @param fetch a fetch that does not wait yet
	 */
	void add(TokenFetch fetch) {
		long position = ++this.lastPosition;
		String user = fetch.getUserId();
		NavigableMap<Long, TokenFetch> ofUser = this.ofUsers.computeIfAbsent(user, (id) -> new TreeMap<>());
		if (!ofUser.isEmpty()) {
			this.users.remove(ofUser.lastKey());
		}
		ofUser.put(position, fetch);
		this.users.put(position, user);
		this.eldestFirst.put(fetch, position);
	}

	/**
	 * Remove a fetch.
	 * @param fetch a fetch
	 * @return whether it waited
	 */
	boolean remove(TokenFetch fetch) {
		Long position = this.eldestFirst.remove(fetch);
		if (position == null) {
			return false;
		}
		String user = fetch.getUserId();
		boolean wasNewest = this.users.remove(position) != null;
		NavigableMap<Long, TokenFetch> left = this.ofUsers.computeIfPresent(user, (id, ofUser) -> {
			ofUser.remove(position);
			return ofUser.isEmpty() ? null : ofUser;
		});
		if (left != null && wasNewest) {
			this.users.put(left.lastKey(), user);
		}
		return true;
	}

	@Nullable TokenFetch peekEldest() {
		Iterator<TokenFetch> iterator = this.eldestFirst.keySet().iterator();
		return iterator.hasNext() ? iterator.next() : null;
	}

	@Nullable TokenFetch peekNewest() {
		NavigableMap<Long, TokenFetch> ofUser = this.users.isEmpty() ? null
				: this.ofUsers.get(this.users.lastEntry().getValue());
		return (ofUser != null) ? ofUser.lastEntry().getValue() : null;
	}

	/**
	 * Remove the newest fetch of a user who is not to be passed over, or of any user if
	 * there is no other.
	 * @param avoided whether a user id is passed over for now
	 * @return the fetch, or {@code null} if none waits
	 */
	@Nullable TokenFetch pollNewest(Predicate<String> avoided) {
		if (this.users.isEmpty()) {
			return null;
		}
		String user = this.users.descendingMap()
			.values()
			.stream()
			.limit(MAX_AVOIDED)
			.filter((id) -> !avoided.test(id))
			.findFirst()
			.orElseGet(() -> this.users.lastEntry().getValue());
		NavigableMap<Long, TokenFetch> ofUser = this.ofUsers.get(user);
		TokenFetch newest = (ofUser != null) ? ofUser.lastEntry().getValue() : null;
		if (newest != null) {
			remove(newest);
		}
		return newest;
	}

}
