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

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

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

	/**
	 * The default of {@code HttpSessionSecurityContextRepository} and
	 * {@code WebSessionServerSecurityContextRepository}.
	 */
	private static final String SECURITY_CONTEXT = "SPRING_SECURITY_CONTEXT";

	private static final int MAX_WARNINGS = 100;

	private final AuthenticationTrustResolver trustResolver = new AuthenticationTrustResolverImpl();

	private final SocialPlusUserResolver userResolver;

	private final LoginCondition condition;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

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
	 * Return who is logged in to a session: the login in the attribute that Spring
	 * Security uses unless it is told otherwise, or else the only one in any other.
	 * @param attributes gives the value of a session attribute
	 * @param names gives the names of the session's attributes
	 * @return the user, or {@code null} if there is no login or only an anonymous one, or
	 * it may have no token or has no user that Social Plus takes
	 */
	public @Nullable SocialPlusUser resolveStored(Function<String, @Nullable Object> attributes,
			Supplier<? extends Collection<String>> names) {
		return resolve(findStored(attributes, names));
	}

	/**
	 * Return whether somebody is logged in to a session, whether or not they may have a
	 * token.
	 * @param attributes gives the value of a session attribute
	 * @param names gives the names of the session's attributes
	 * @return whether there is a login that is not an anonymous one
	 */
	public boolean isLoginStored(Function<String, @Nullable Object> attributes,
			Supplier<? extends Collection<String>> names) {
		return isLogin(findStored(attributes, names));
	}

	/**
	 * Return whether a session can be used for a login: it holds none, or one of the same
	 * user.
	 * @param authentication the login of a request, which may come from elsewhere, such
	 * as from a header
	 * @param attributes gives the value of a session attribute
	 * @param names gives the names of the session's attributes
	 * @return {@code false} if another user is logged in to the session
	 */
	public boolean isSessionOf(Authentication authentication, Function<String, @Nullable Object> attributes,
			Supplier<? extends Collection<String>> names) {
		Authentication stored = findStored(attributes, names);
		if (!isLogin(stored) || stored == authentication) {
			return true;
		}
		SocialPlusUser user = resolve(authentication);
		SocialPlusUser storedUser = resolve(stored);
		return user != null && storedUser != null && user.getId().equals(storedUser.getId());
	}

	/**
	 * Return the login of a session: the one in the attribute that Spring Security uses
	 * unless it is configured otherwise, or else the only one in any other attribute.
	 * @param attributes returns the value of a session attribute
	 * @param names returns the names of the session's attributes
	 * @return the login, which may be an anonymous one, or {@code null} if there is none
	 */
	public @Nullable Authentication findStored(Function<String, @Nullable Object> attributes,
			Supplier<? extends Collection<String>> names) {
		Object context = attributes.apply(SECURITY_CONTEXT);
		if (context == null) {
			List<SecurityContext> others = names.get()
				.stream()
				.map(attributes)
				.filter(SecurityContext.class::isInstance)
				.map(SecurityContext.class::cast)
				.toList();
			context = (others.size() == 1) ? others.get(0) : null;
		}
		return (context instanceof SecurityContext securityContext) ? securityContext.getAuthentication() : null;
	}

	/**
	 * Return whether somebody is logged in, whether or not they may have a token.
	 * @param authentication the login, or {@code null}
	 * @return whether it is a login and not an anonymous one
	 */
	public boolean isLogin(@Nullable Authentication authentication) {
		return this.trustResolver.isAuthenticated(authentication);
	}

	/**
	 * Return the user of a login.
	 * @param authentication the login
	 * @return the user, or {@code null} if it is none, an anonymous one, one that may
	 * have no token, or one without a user that Social Plus takes
	 */
	public @Nullable SocialPlusUser resolve(@Nullable Authentication authentication) {
		try {
			if (authentication == null || !isLogin(authentication) || !this.condition.matches(authentication)) {
				return null;
			}
			return this.userResolver.resolve(authentication);
		}
		catch (RefusedLoginException ex) {
			warn(String.valueOf(ex.getMessage()));
		}
		// A principal may print itself without an end.
		catch (RuntimeException | StackOverflowError ex) {
			// Its message may hold the id, which is personal data.
			warn("It could not be resolved [" + ex.getClass().getName() + "]");
		}
		return null;
	}

	// Once for each reason: every request of every such login would log the same.
	private void warn(String reason) {
		if (this.warned.size() < MAX_WARNINGS && this.warned.add(reason)) {
			logger.warn("A login has no Social Plus user, so it goes on without a token: " + reason
					+ ". Declare a SocialPlusUserResolver bean to choose another id. Further logins with this reason are"
					+ " not logged.");
		}
	}

}
