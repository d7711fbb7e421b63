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
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Says whether a login is one that may have a token. While it is not, its session is
 * treated as if nobody were logged in.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LoginCondition {

	/**
	 * Return whether a login may have a token.
	 * @param authentication an authenticated login that is not anonymous
	 * @return whether it may
	 */
	boolean matches(Authentication authentication);

	/**
	 * Return a condition that holds if this one and another do.
	 * @param other the other condition
	 * @return both
	 */
	default LoginCondition and(LoginCondition other) {
		return (authentication) -> matches(authentication) && other.matches(authentication);
	}

	/**
	 * Return a condition that every login meets.
	 * @return no condition
	 */
	static LoginCondition none() {
		return (authentication) -> true;
	}

	/**
	 * Return a condition that holds for what is authorized: with multi-factor
	 * authentication, the application's own idea of being authenticated.
	 * @param authorizationManager asked with the login as the object, as there is no
	 * other to be protected
	 * @return a condition that holds unless the manager denies
	 */
	static LoginCondition authorizedBy(AuthorizationManager<Object> authorizationManager) {
		return (authentication) -> isAuthorized(authorizationManager, authentication, authentication);
	}

	/**
	 * Return a condition that holds for what is authorized for an object, for example the
	 * request that is being answered.
	 * @param <T> the type of the object
	 * @param authorizationManager asked for each login
	 * @param object gives the object, or {@code null} if there is none
	 * @return a condition that holds unless the manager denies
	 */
	static <T> LoginCondition authorizedBy(AuthorizationManager<T> authorizationManager,
			Supplier<? extends @Nullable T> object) {
		return (authentication) -> isAuthorized(authorizationManager, authentication, object.get());
	}

	@SuppressWarnings("NullAway") // A manager that needs the object fails, and denies.
	private static <T> boolean isAuthorized(AuthorizationManager<T> authorizationManager, Authentication authentication,
			@Nullable T object) {
		AuthorizationResult result = authorizationManager.authorize(() -> authentication, object);
		return result == null || result.isGranted();
	}

	/**
	 * Return a condition that holds for logins with all the given authorities.
	 * @param authorities the names of the authorities, for example of the factors of a
	 * multi-factor authentication
	 * @return a condition that holds if there is none that the login has not
	 */
	static LoginCondition hasAuthorities(Collection<String> authorities) {
		Set<String> required = Set.copyOf(authorities);
		return (authentication) -> authentication.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.collect(Collectors.toSet())
			.containsAll(required);
	}

}
