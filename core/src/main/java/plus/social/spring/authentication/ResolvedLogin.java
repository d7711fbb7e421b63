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

package plus.social.spring.authentication;

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver.Resolution;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.core.Authentication;
import org.springframework.util.Assert;

/**
 * Caches the user of a request's login, so that the resolver is called once per request
 * rather than on each access. A different login is resolved again.
 *
 * @since 0.1.0
 */
public final class ResolvedLogin {

	private final LoginResolver loginResolver;

	private volatile Resolution last = Resolution.NO_LOGIN;

	/**
	 * Create an instance for one request.
	 * @param loginResolver the resolver of a login's user
	 */
	public ResolvedLogin(LoginResolver loginResolver) {
		Assert.notNull(loginResolver, "'loginResolver' must not be null");
		this.loginResolver = loginResolver;
	}

	/**
	 * Return the user of a login.
	 * @param authentication the login
	 * @return the user, or {@code null} as returned by {@link LoginResolver#resolve}
	 */
	public @Nullable SocialPlusUser getUser(@Nullable Authentication authentication) {
		Resolution resolution = this.last;
		if (resolution.login() != authentication) {
			resolution = this.loginResolver.examine(authentication);
			this.last = resolution;
		}
		return resolution.user();
	}

	/**
	 * Return whether the login that was resolved last does not match a condition for
	 * receiving a token.
	 * @return {@code false} if there is no login, or it matches all conditions
	 */
	public boolean isDenied() {
		Resolution resolution = this.last;
		return resolution.login() != null && !resolution.permitted();
	}

	/**
	 * Return whether the login that was resolved last matches all conditions, but has no
	 * user.
	 * @return {@code true} if it has no user id that Social Plus accepts
	 */
	public boolean isWithoutUser() {
		Resolution resolution = this.last;
		return resolution.permitted() && resolution.user() == null;
	}

}
