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
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * Condition that a login must match to receive a token. While it does not match, its
 * session is treated as unauthenticated.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LoginCondition {

	/**
	 * Return whether a login may receive a token.
	 * @param authentication an authenticated login that is not anonymous
	 * @return {@code true} if the login may receive a token
	 */
	boolean matches(Authentication authentication);

	/**
	 * Return a condition that matches if both this and another condition match.
	 * @param other the other condition
	 * @return the combined condition
	 */
	default LoginCondition and(LoginCondition other) {
		return (authentication) -> matches(authentication) && other.matches(authentication);
	}

	/**
	 * Return a condition that matches every login.
	 * @return the condition
	 */
	static LoginCondition none() {
		return (authentication) -> true;
	}

	/**
	 * Return a condition that matches authorized logins. With multi-factor
	 * authentication, this is the application's own definition of being authenticated.
	 * @param authorizationManager the manager to ask, with the login as the secured
	 * object since there is no other
	 * @return a condition that matches unless the manager denies access
	 */
	static LoginCondition authorizedBy(AuthorizationManager<Object> authorizationManager) {
		return (authentication) -> isAuthorized(authorizationManager, authentication, authentication);
	}

	/**
	 * Return a condition that matches logins authorized for an object, for example the
	 * current request.
	 * @param <T> the type of the object
	 * @param authorizationManager the manager to ask for each login
	 * @param object supplier of the object, or of {@code null} if there is none
	 * @return a condition that matches unless the manager denies access
	 */
	static <T> LoginCondition authorizedBy(AuthorizationManager<T> authorizationManager,
			Supplier<? extends @Nullable T> object) {
		return (authentication) -> isAuthorized(authorizationManager, authentication, object.get());
	}

	@SuppressWarnings("NullAway") // A manager that requires the object fails, which
									// denies access.
	private static <T> boolean isAuthorized(AuthorizationManager<T> authorizationManager, Authentication authentication,
			@Nullable T object) {
		AuthorizationResult result = authorizationManager.authorize(() -> authentication, object);
		return result == null || result.isGranted();
	}

	/**
	 * Return a condition that matches logins with all the given authorities.
	 * @param authorities the names of the authorities, for example the factors of
	 * multi-factor authentication
	 * @return a condition that matches unless the login lacks one of the authorities
	 */
	static LoginCondition hasAuthorities(Collection<String> authorities) {
		Set<String> required = Set.copyOf(authorities);
		return (authentication) -> required.isEmpty()
				|| AuthorityUtils.authorityListToSet(authentication.getAuthorities()).containsAll(required);
	}

}
