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
 * Queued fetches, last in, first out: the caller of the newest is the most likely to be
 * still waiting, and the eldest is the first to be dropped. A user with many sessions can
 * be skipped as a whole. Not thread-safe.
 */
final class WaitingFetches {

	/**
	 * Maximum number of users that are skipped.
	 */
	private static final int MAX_SKIPPED = 128;

	private final Map<TokenFetch, Long> eldestFirst = new LinkedHashMap<>();

	private final Map<String, NavigableMap<Long, TokenFetch>> fetchesByUser = new HashMap<>();

	/**
	 * Users by the position of their newest fetch.
	 */
	private final NavigableMap<Long, String> usersByNewest = new TreeMap<>();

	private long lastPosition;

	boolean isEmpty() {
		return this.eldestFirst.isEmpty();
	}

	int size() {
		return this.eldestFirst.size();
	}

	/**
	 * Add a fetch as the newest.
	 * @param fetch a fetch that is not queued yet
	 */
	void add(TokenFetch fetch) {
		long position = ++this.lastPosition;
		String user = fetch.getUserId();
		NavigableMap<Long, TokenFetch> ofUser = this.fetchesByUser.computeIfAbsent(user, (id) -> new TreeMap<>());
		if (!ofUser.isEmpty()) {
			this.usersByNewest.remove(ofUser.lastKey());
		}
		ofUser.put(position, fetch);
		this.usersByNewest.put(position, user);
		this.eldestFirst.put(fetch, position);
	}

	/**
	 * Remove a fetch.
	 * @param fetch the fetch
	 * @return whether it was queued
	 */
	boolean remove(TokenFetch fetch) {
		Long position = this.eldestFirst.remove(fetch);
		if (position == null) {
			return false;
		}
		String user = fetch.getUserId();
		boolean wasNewest = this.usersByNewest.remove(position) != null;
		NavigableMap<Long, TokenFetch> left = this.fetchesByUser.computeIfPresent(user, (id, ofUser) -> {
			ofUser.remove(position);
			return ofUser.isEmpty() ? null : ofUser;
		});
		if (left != null && wasNewest) {
			this.usersByNewest.put(left.lastKey(), user);
		}
		return true;
	}

	@Nullable TokenFetch peekEldest() {
		Iterator<TokenFetch> iterator = this.eldestFirst.keySet().iterator();
		return iterator.hasNext() ? iterator.next() : null;
	}

	@Nullable TokenFetch peekNewest() {
		NavigableMap<Long, TokenFetch> ofUser = this.usersByNewest.isEmpty() ? null
				: this.fetchesByUser.get(this.usersByNewest.lastEntry().getValue());
		return (ofUser != null) ? ofUser.lastEntry().getValue() : null;
	}

	/**
	 * Remove the newest fetch of a user who is not skipped, or of any user if there is no
	 * other.
	 * @param skipped whether to skip a user id for now
	 * @return the fetch, or {@code null} if there is none
	 */
	@Nullable TokenFetch pollNewest(Predicate<String> skipped) {
		if (this.usersByNewest.isEmpty()) {
			return null;
		}
		String user = this.usersByNewest.descendingMap()
			.values()
			.stream()
			.limit(MAX_SKIPPED)
			.filter((id) -> !skipped.test(id))
			.findFirst()
			.orElseGet(() -> this.usersByNewest.lastEntry().getValue());
		NavigableMap<Long, TokenFetch> ofUser = this.fetchesByUser.get(user);
		TokenFetch newest = (ofUser != null) ? ofUser.lastEntry().getValue() : null;
		if (newest != null) {
			remove(newest);
		}
		return newest;
	}

}
