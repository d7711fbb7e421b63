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

package plus.social.spring.tests.reactive;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import plus.social.spring.tests.ServerSessions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionManager;
import org.springframework.web.server.session.WebSessionStore;

/**
 * The sessions in an application's store.
 */
class WebSessions implements ServerSessions {

	private final WebSessionStore store;

	private final ObjectProvider<SerializingSessionRepository> repository;

	// The store removes those that have ended, at a time of its own.
	private final Set<String> seen = ConcurrentHashMap.newKeySet();

	WebSessions(WebSessionManager manager, ObjectProvider<SerializingSessionRepository> repository) {
		this.store = ((DefaultWebSessionManager) manager).getSessionStore();
		this.repository = repository;
	}

	@Override
	public Map<String, Object> getAttributes(String id) {
		return this.store.retrieveSession(id)
			.map(WebSession::getAttributes)
			.<Map<String, Object>>map(Map::copyOf)
			.blockOptional()
			.orElse(Map.of());
	}

	@Override
	public void setAttribute(String id, String name, Object value) {
		this.store.retrieveSession(id).flatMap((session) -> {
			session.getAttributes().put(name, value);
			return session.save();
		}).block();
	}

	@Override
	public Set<String> getIds() {
		return Set.copyOf(((InMemoryWebSessionStore) this.store).getSessions().keySet());
	}

	@Override
	public void expire(String id) {
		this.store.retrieveSession(id).flatMap(WebSession::invalidate).block();
	}

	@Override
	public long getCreated() {
		if (!(this.store instanceof InMemoryWebSessionStore inMemory)) {
			return this.repository.getObject().getCreated();
		}
		this.seen.addAll(inMemory.getSessions().keySet());
		return this.seen.size();
	}

}
