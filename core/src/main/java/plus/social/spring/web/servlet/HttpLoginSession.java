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

package plus.social.spring.web.servlet;

import java.util.function.Supplier;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.ResolvedLogin;
import plus.social.spring.session.LoginSession;
import plus.social.spring.session.LoginSkip;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.core.Authentication;

/**
 * {@link LoginSession} of an {@link HttpSession}.
 */
final class HttpLoginSession implements LoginSession {

	private final HttpSession session;

	private final Supplier<@Nullable Authentication> authentication;

	private final @Nullable ResolvedLogin resolved;

	private final @Nullable SocialPlusUser user;

	/**
	 * Create a session.
	 * @param session the session
	 * @param authentication supplier of its login
	 * @param resolved resolves the user of its login
	 */
	HttpLoginSession(HttpSession session, Supplier<@Nullable Authentication> authentication, ResolvedLogin resolved) {
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
	HttpLoginSession(HttpSession session, Supplier<@Nullable Authentication> authentication, SocialPlusUser user) {
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
		ResolvedLogin resolved = this.resolved;
		return (resolved != null) ? resolved.getUser(this.authentication.get()) : this.user;
	}

	@Override
	public @Nullable LoginSkip getSkip() {
		ResolvedLogin resolved = this.resolved;
		return (resolved != null) ? LoginSkip.of(resolved) : null;
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
		this.session.setAttribute(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.session.removeAttribute(name);
	}

}
