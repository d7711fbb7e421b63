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

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Bounded cache of fetches by session id, from which the eldest is evicted first. Every
 * request of every session reads it, so reading takes no lock.
 */
final class TokenFetchCache {

	private final int maxSize;

	private final Map<String, TokenFetch> entries = new ConcurrentHashMap<>();

	private final Map<String, TokenFetch> eldestFirst = new LinkedHashMap<>();

	TokenFetchCache(int maxSize) {
		this.maxSize = maxSize;
	}

	@Nullable TokenFetch get(String sessionId) {
		return this.entries.get(sessionId);
	}

	/**
	 * Put a fetch, unless the existing one is usable.
	 * @param sessionId the id of the session
	 * @param entry the fetch
	 * @param isUsable whether to keep an existing fetch
	 * @return the fetch in the cache
	 */
	synchronized TokenFetch putUnless(String sessionId, TokenFetch entry, Predicate<TokenFetch> isUsable) {
		TokenFetch existing = this.entries.get(sessionId);
		if (existing != null && isUsable.test(existing)) {
			return existing;
		}
		this.eldestFirst.remove(sessionId);
		this.eldestFirst.put(sessionId, entry);
		this.entries.put(sessionId, entry);
		return entry;
	}

	/**
	 * Evict the eldest fetches while they are obsolete or too many.
	 * @param isObsolete whether a fetch is obsolete
	 * @return the evicted fetches
	 */
	synchronized List<TokenFetch> trim(Predicate<TokenFetch> isObsolete) {
		List<TokenFetch> forgotten = new ArrayList<>(1);
		Iterator<Map.Entry<String, TokenFetch>> iterator = this.eldestFirst.entrySet().iterator();
		while (iterator.hasNext()) {
			Map.Entry<String, TokenFetch> eldest = iterator.next();
			if (this.eldestFirst.size() <= this.maxSize && !isObsolete.test(eldest.getValue())) {
				break;
			}
			iterator.remove();
			this.entries.remove(eldest.getKey());
			forgotten.add(eldest.getValue());
		}
		return forgotten;
	}

	@Nullable TokenFetch remove(String sessionId) {
		return this.entries.containsKey(sessionId) ? removeEntry(sessionId) : null;
	}

	private synchronized @Nullable TokenFetch removeEntry(String sessionId) {
		this.eldestFirst.remove(sessionId);
		return this.entries.remove(sessionId);
	}

}
