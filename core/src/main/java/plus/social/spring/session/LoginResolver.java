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

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.util.Assert;

/**
 * Tells who is logged in: the user of a real login, or nobody.
 *
 * @since 0.1.0
 */
public final class LoginResolver {

	private static final Log logger = LogFactory.getLog(LoginResolver.class);

	private final AuthenticationTrustResolver trustResolver = new AuthenticationTrustResolverImpl();

	private final SocialPlusUserResolver userResolver;

	private final LoginCondition condition;

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Create a resolver.
	 * @param userResolver asked for the user of a login
	 * @param condition says which logins may have a token
	 */
	public LoginResolver(SocialPlusUserResolver userResolver, LoginCondition condition) {
		Assert.notNull(userResolver, "'userResolver' must not be null");
		Assert.notNull(condition, "'condition' must not be null");
		this.userResolver = userResolver;
		this.condition = condition;
	}

	/**
	 * Return who is logged in.
	 * @param context what a session holds as its security context
	 * @return the user, or {@code null} if it is no context, holds no login or only an
	 * anonymous one, or the login may have no token or has no user that Social Plus takes
	 */
	public @Nullable SocialPlusUser resolveContext(@Nullable Object context) {
		return (context instanceof SecurityContext securityContext) ? resolve(securityContext.getAuthentication())
				: null;
	}

	/**
	 * Return the user of a login.
	 * @param authentication the login
	 * @return the user, or {@code null} if it is none, an anonymous one, one that may
	 * have no token, or one without a user that Social Plus takes
	 */
	public @Nullable SocialPlusUser resolve(@Nullable Authentication authentication) {
		if (!this.trustResolver.isAuthenticated(authentication)) {
			return null;
		}
		try {
			return this.condition.matches(authentication) ? this.userResolver.resolve(authentication) : null;
		}
		catch (RuntimeException ex) {
			warn(ex);
			return null;
		}
	}

	// Once: every request of every such login would say the same. The exception may hold
	// the id, which is personal data, so only its type is told.
	private void warn(RuntimeException ex) {
		if (this.warned.compareAndSet(false, true)) {
			logger.warn("A login has no id that Social Plus takes as a user id (1 to " + SocialPlusUser.MAX_ID_LENGTH
					+ " characters, no control or bidirectional formatting characters), so it goes on without"
					+ " a token. Declare a SocialPlusUserResolver bean to choose another id [" + ex.getClass().getName()
					+ "]. Further ones are not logged.");
		}
	}

}
