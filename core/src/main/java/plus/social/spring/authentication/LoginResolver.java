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

import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.log.LogThrottle;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.util.Assert;

/**
 * Resolves the Social Plus user of a login. Anonymous logins have none.
 *
 * @since 0.1.0
 */
public final class LoginResolver {

	private static final Log logger = LogFactory.getLog(LoginResolver.class);

	/**
	 * The default of {@code HttpSessionSecurityContextRepository} and {@code
	 * WebSessionServerSecurityContextRepository}.
	 */
	private static final String SECURITY_CONTEXT = "SPRING_SECURITY_CONTEXT";

	private static final int MAX_WARNINGS = 100;

	private final AuthenticationTrustResolver trustResolver = new AuthenticationTrustResolverImpl();

	private final SocialPlusUserResolver userResolver;

	private final LoginCondition condition;

	private final LogThrottle warnings = LogThrottle.once(MAX_WARNINGS);

	/**
	 * Create a resolver.
	 * @param userResolver the resolver of a login's user
	 * @param condition the condition that a login must match to receive a token
	 */
	public LoginResolver(SocialPlusUserResolver userResolver, LoginCondition condition) {
		Assert.notNull(userResolver, "'userResolver' must not be null");
		Assert.notNull(condition, "'condition' must not be null");
		this.userResolver = userResolver;
		this.condition = condition;
	}

	/**
	 * Return the user of a session's login, which is the login in Spring Security's
	 * default attribute or else the only one in any other attribute.
	 * @param attributes function that returns the value of a session attribute
	 * @param names supplier of the names of the session's attributes
	 * @return the user, or {@code null} if there is no login or only an anonymous one, or
	 * if the login may not receive a token or has no user that Social Plus accepts
	 */
	public @Nullable SocialPlusUser resolveStored(Function<String, @Nullable Object> attributes,
			Supplier<? extends Iterable<String>> names) {
		return resolve(findStored(attributes, names));
	}

	/**
	 * Return whether a session has a login, even one that may not receive a token.
	 * @param attributes function that returns the value of a session attribute
	 * @param names supplier of the names of the session's attributes
	 * @return {@code true} if there is a login that is not anonymous
	 */
	public boolean isLoginStored(Function<String, @Nullable Object> attributes,
			Supplier<? extends Iterable<String>> names) {
		return isLogin(findStored(attributes, names));
	}

	/**
	 * Return whether a session can be used for a login: it has no login, or one of the
	 * same user.
	 * @param authentication the login of a request, which may originate elsewhere, such
	 * as in a header
	 * @param attributes function that returns the value of a session attribute
	 * @param names supplier of the names of the session's attributes
	 * @return {@code false} if another user is logged in to the session
	 */
	public boolean isSessionOf(Authentication authentication, Function<String, @Nullable Object> attributes,
			Supplier<? extends Iterable<String>> names) {
		Authentication stored = findStored(attributes, names);
		if (!isLogin(stored) || stored == authentication) {
			return true;
		}
		SocialPlusUser user = resolve(authentication);
		SocialPlusUser storedUser = resolve(stored);
		return user != null && storedUser != null && user.getId().equals(storedUser.getId());
	}

	/**
	 * Return the login of a session: the one in Spring Security's default attribute, or
	 * else the only one in any other attribute.
	 * @param attributes function that returns the value of a session attribute
	 * @param names supplier of the names of the session's attributes
	 * @return the login, which may be an anonymous one, or {@code null} if there is none
	 */
	public @Nullable Authentication findStored(Function<String, @Nullable Object> attributes,
			Supplier<? extends Iterable<String>> names) {
		Object context = attributes.apply(SECURITY_CONTEXT);
		if (context == null) {
			context = findOnlyContext(attributes, names.get());
		}
		return (context instanceof SecurityContext securityContext) ? securityContext.getAuthentication() : null;
	}

	private static @Nullable SecurityContext findOnlyContext(Function<String, @Nullable Object> attributes,
			Iterable<String> names) {
		SecurityContext found = null;
		for (String name : names) {
			if (attributes.apply(name) instanceof SecurityContext context) {
				if (found != null) {
					return null;
				}
				found = context;
			}
		}
		return found;
	}

	/**
	 * Return whether an authentication is a login, even one that may not receive a token.
	 * @param authentication the authentication, or {@code null}
	 * @return {@code true} if it is authenticated and not anonymous
	 */
	public boolean isLogin(@Nullable Authentication authentication) {
		return this.trustResolver.isAuthenticated(authentication);
	}

	/**
	 * Return the user of a login.
	 * @param authentication the login
	 * @return the user, or {@code null} if there is no login or only an anonymous one, or
	 * if the login may not receive a token or has no user that Social Plus accepts
	 */
	public @Nullable SocialPlusUser resolve(@Nullable Authentication authentication) {
		return examine(authentication).user();
	}

	/**
	 * Describe how a user has logged in, for operators.
	 * @param authentication the login, or {@code null}
	 * @return the simple type of the authentication, with the id of its registration in
	 * parentheses if it has one, for example {@code OAuth2AuthenticationToken (github)};
	 * {@code null} if there is no login
	 */
	public static @Nullable String describeMechanism(@Nullable Authentication authentication) {
		if (authentication == null) {
			return null;
		}
		String registration = LoginSource.registrationOf(authentication);
		String type = simpleName(authentication.getClass());
		return (registration != null) ? type + " (" + registration + ")" : type;
	}

	// An anonymous class has an empty simple name.
	private static String simpleName(Class<?> type) {
		return type.getSimpleName().isEmpty() ? type.getName().substring(type.getName().lastIndexOf('.') + 1)
				: type.getSimpleName();
	}

	Resolution examine(@Nullable Authentication authentication) {
		try {
			if (authentication == null || !isLogin(authentication)) {
				return Resolution.NO_LOGIN;
			}
			if (!this.condition.matches(authentication)) {
				return new Resolution(authentication, false, null);
			}
			return new Resolution(authentication, true, this.userResolver.resolve(authentication));
		}
		catch (RefusedLoginException ex) {
			warn(String.valueOf(ex.getMessage()));
		}
		// The toString() of a principal may recurse without end.
		catch (RuntimeException | StackOverflowError ex) {
			// The message may contain the id, which is personal data.
			warn("The login could not be resolved [" + ex.getClass().getName() + "]");
		}
		return new Resolution(authentication, true, null);
	}

	private void warn(String reason) {
		if (this.warnings.tryAcquire(reason)) {
			logger.warn("A login has no Social Plus user and proceeds without a token: " + reason
					+ ". Declare a SocialPlusUserResolver bean to choose another user id. Further logins with this"
					+ " reason are not logged.");
		}
	}

	/**
	 * Result of resolving the user of a login.
	 *
	 * @param login the login, or {@code null} if there is none
	 * @param permitted whether the login matches all conditions
	 * @param user the user, or {@code null} if there is none
	 */
	record Resolution(@Nullable Authentication login, boolean permitted, @Nullable SocialPlusUser user) {

		static final Resolution NO_LOGIN = new Resolution(null, false, null);

	}

}
