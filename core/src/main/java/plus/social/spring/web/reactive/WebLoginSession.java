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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.ResolvedLogin;
import plus.social.spring.session.LoginSession;
import plus.social.spring.session.LoginSkip;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;
import org.springframework.web.server.WebSession;

/**
 * {@link LoginSession} of a {@link WebSession}. An invalidated session has no login, even
 * if its attributes still contain one.
 */
final class WebLoginSession implements LoginSession {

	private final WebSession session;

	private final Supplier<@Nullable Authentication> authentication;

	private final @Nullable ResolvedLogin resolved;

	private final @Nullable SocialPlusUser user;

	private volatile boolean changed;

	/**
	 * Create a session.
	 * @param session the session
	 * @param authentication supplier of its login
	 * @param resolved resolves the user of its login
	 */
	WebLoginSession(WebSession session, Supplier<@Nullable Authentication> authentication, ResolvedLogin resolved) {
		this.session = session;
		this.authentication = authentication;
		this.resolved = resolved;
		this.user = null;
	}

	/**
	 * Create a session that remains that of a user, even after another login.
	 * @param session the session
	 * @param authentication supplier of its login, for operators
	 * @param user the user
	 */
	WebLoginSession(WebSession session, Supplier<@Nullable Authentication> authentication, SocialPlusUser user) {
		this.session = session;
		this.authentication = authentication;
		this.resolved = null;
		this.user = user;
	}

	@Override
	public String getId() {
		return this.session.getId();
	}

	@Override
	public @Nullable SocialPlusUser getLogin() {
		if (this.session.isExpired()) {
			return null;
		}
		ResolvedLogin resolved = this.resolved;
		return (resolved != null) ? resolved.getUser(this.authentication.get()) : this.user;
	}

	@Override
	public @Nullable LoginSkip getSkip() {
		ResolvedLogin resolved = this.resolved;
		return (resolved != null && !this.session.isExpired()) ? LoginSkip.of(resolved) : null;
	}

	@Override
	public @Nullable String getMechanism() {
		return LoginResolver.describeMechanism(this.authentication.get());
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return this.session.getAttribute(name);
	}

	@Override
	public void setAttribute(String name, String value) {
		this.changed = true;
		this.session.getAttributes().put(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.changed = true;
		this.session.getAttributes().remove(name);
	}

	/**
	 * Save the session if it was changed: the application may have saved it earlier. An
	 * invalidated session is not saved, since Spring Session would restore it with all
	 * its attributes.
	 * @return completes when it is saved
	 */
	Mono<Void> saveIfChanged() {
		return (this.changed && !this.session.isExpired()) ? this.session.save() : Mono.empty();
	}

}
