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

package plus.social.spring.web.reactive;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import plus.social.spring.web.LogoutDetector;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebSession;

/**
 * Exchange that records the login of the session at its first access.
 */
final class LoginTrackingExchange extends ServerWebExchangeDecorator {

	private final LogoutDetector detector;

	private final AtomicReference<@Nullable Tracked> tracked = new AtomicReference<>();

	LoginTrackingExchange(ServerWebExchange delegate, LogoutDetector detector) {
		super(delegate);
		this.detector = detector;
	}

	@Override
	public Mono<WebSession> getSession() {
		return super.getSession().map(this::track);
	}

	private WebSession track(WebSession session) {
		Tracked known = this.tracked.get();
		if (known != null) {
			return known.session;
		}
		InvalidationTrackingSession tracking = new InvalidationTrackingSession(session);
		Map<String, Object> attributes = session.getAttributes();
		LogoutDetector.SessionLogin login = this.detector.begin(session.getId(), attributes::get, attributes::keySet);
		this.tracked.compareAndSet(null, new Tracked(tracking, login));
		return tracking;
	}

	/**
	 * Compare the current login of the session with the recorded one. An invalid session
	 * counts as a logout only of the request that has invalidated it: a session may also
	 * expire during a long request, or end because the user has too many.
	 */
	void end() {
		Tracked known = this.tracked.get();
		if (known == null) {
			return;
		}
		InvalidationTrackingSession session = known.session;
		if (session.isInvalidated()) {
			this.detector.end(known.login, null);
		}
		else if (!session.isExpired()) {
			Map<String, Object> attributes = session.getAttributes();
			this.detector.end(known.login, this.detector.find(session.getId(), attributes::get, attributes::keySet));
		}
	}

	/**
	 * The session, and the login at the beginning of the request.
	 */
	private record Tracked(InvalidationTrackingSession session, LogoutDetector.@Nullable SessionLogin login) {

	}

}
