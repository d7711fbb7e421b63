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

import java.security.Principal;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Name of a login. The {@code toString()} of an arbitrary principal is not accepted as
 * its name: it may be the same for all users, differ between requests, or contain a
 * password.
 */
final class PrincipalName {

	private static final int MAX_DEPTH = 4;

	private PrincipalName() {
	}

	/**
	 * Return the user whose id is the name of a login.
	 * @param authentication the login
	 * @return the user
	 * @throws RefusedLoginException if the login has no usable name
	 */
	static SocialPlusUser toUser(Authentication authentication) {
		try {
			return SocialPlusUser.of(of(authentication));
		}
		catch (IllegalArgumentException ex) {
			throw RefusedLoginException.of(ex);
		}
	}

	/**
	 * Return the name of a login.
	 * @param authentication the login
	 * @return the name
	 * @throws RefusedLoginException if the login has no usable name
	 */
	static String of(Authentication authentication) {
		String name = find(authentication, MAX_DEPTH);
		if (name == null) {
			throw new RefusedLoginException("A principal of type [" + typeOf(authentication.getPrincipal())
					+ "] has no name other than its toString(), which is not a user id. Make the type implement"
					+ " UserDetails, Principal or AuthenticatedPrincipal");
		}
		return name;
	}

	private static @Nullable String find(Authentication authentication, int depth) {
		Object principal = authentication.getPrincipal();
		if (principal == null) {
			return authentication.getName();
		}
		String known = nameOf(principal, depth);
		if (known != null && known.equals(authentication.getName())) {
			return known;
		}
		// toString() is called twice: a value that changes in between is not a name
		// either.
		String before = principal.toString();
		String name = authentication.getName();
		String after = principal.toString();
		boolean own = name != null && before != null && before.equals(after) && !name.equals(before);
		return (own && !name.equals(rawNameOf(principal))) ? name : known;
	}

	private static @Nullable String rawNameOf(Object principal) {
		if (principal instanceof AuthenticatedPrincipal named) {
			return named.getName();
		}
		return (principal instanceof Principal named) ? named.getName() : null;
	}

	private static @Nullable String nameOf(Object principal, int depth) {
		if (principal instanceof UserDetails user) {
			return user.getUsername();
		}
		if (principal instanceof AuthenticatedPrincipal named) {
			return ownName(named, named.getName());
		}
		if (principal instanceof Authentication nested) {
			return (depth > 0) ? find(nested, depth - 1) : null;
		}
		if (principal instanceof Principal named) {
			return ownName(named, named.getName());
		}
		String assertion = Saml2Login.nameOf(principal);
		if (assertion != null) {
			return assertion;
		}
		boolean text = principal instanceof CharSequence || principal instanceof Number || principal instanceof UUID;
		return text ? principal.toString() : null;
	}

	// The default name of some principals is that of the object.
	private static @Nullable String ownName(Object principal, @Nullable String name) {
		return (name != null && name.startsWith(principal.getClass().getName() + "@")) ? null : name;
	}

	private static String typeOf(@Nullable Object principal) {
		return (principal != null) ? principal.getClass().getName() : "null";
	}

}
