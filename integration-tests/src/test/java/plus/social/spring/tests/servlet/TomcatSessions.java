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

package plus.social.spring.tests.servlet;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import plus.social.spring.tests.ServerSessions;

/**
 * The sessions of a Tomcat or a Jetty, which adds its name to their ids in cookies.
 */
class TomcatSessions implements ServerSessions, HttpSessionListener, HttpSessionIdListener {

	private final Map<String, HttpSession> sessions = new ConcurrentHashMap<>();

	private final AtomicLong created = new AtomicLong();

	@Override
	public void sessionCreated(HttpSessionEvent event) {
		this.created.incrementAndGet();
		this.sessions.put(event.getSession().getId(), event.getSession());
	}

	@Override
	public void sessionDestroyed(HttpSessionEvent event) {
		this.sessions.remove(event.getSession().getId());
	}

	@Override
	public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
		this.sessions.remove(oldSessionId);
		this.sessions.put(event.getSession().getId(), event.getSession());
	}

	@Override
	public Map<String, Object> getAttributes(String id) {
		HttpSession session = this.sessions.get(id.split("\\.")[0]);
		return (session != null) ? Collections.list(session.getAttributeNames())
			.stream()
			.collect(Collectors.toMap((name) -> name, session::getAttribute)) : Map.of();
	}

	HttpSession get(String id) {
		return this.sessions.get(id);
	}

	@Override
	public void setAttribute(String id, String name, Object value) {
		this.sessions.get(id).setAttribute(name, value);
	}

	@Override
	public Set<String> getIds() {
		return Set.copyOf(this.sessions.keySet());
	}

	@Override
	public void expire(String id) {
		this.sessions.get(id).invalidate();
	}

	@Override
	public long getCreated() {
		return this.created.get();
	}

}
