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

import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Source of the name of a login. Within one source, a name identifies one person.
 *
 * @param name the name of the source in the application's configuration
 * @param qualifier the prefix of qualified user ids, unique to the source
 */
record LoginSource(String name, String qualifier) {

	static final String OAUTH2_LOGIN_TYPE = "org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken";

	private static final boolean OAUTH2_LOGIN = ClassUtils.isPresent(OAUTH2_LOGIN_TYPE,
			LoginSource.class.getClassLoader());

	/**
	 * Source of the application's own users, regardless of how they log in.
	 */
	static final LoginSource LOCAL = new LoginSource("local", "local/");

	private static final String SAML2_PREFIX = "saml2/";

	private static final String ISSUER_PREFIX = "iss/";

	/**
	 * Return the source of a login's name.
	 * @param authentication the login
	 * @param claims the claims of the login, or {@code null} if it has none
	 * @return the source
	 */
	static LoginSource of(Authentication authentication, @Nullable LoginClaims claims) {
		String registration = OAUTH2_LOGIN ? OAuth2Login.registrationOf(authentication) : null;
		if (registration != null) {
			return registration(registration);
		}
		String saml = Saml2Login.registrationOf(authentication);
		if (saml != null) {
			return new LoginSource(SAML2_PREFIX + saml, SAML2_PREFIX + saml);
		}
		return (claims != null && !isOwnUser(authentication)) ? issuer(claims.issuer()) : LOCAL;
	}

	/**
	 * Return the id of the registration that a user has logged in with.
	 * @param authentication the login
	 * @return the id, or {@code null} if there is none or it is unknown
	 */
	static @Nullable String registrationOf(Authentication authentication) {
		String registration = OAUTH2_LOGIN ? OAuth2Login.registrationOf(authentication) : null;
		if (registration == null) {
			registration = Saml2Login.registrationOf(authentication);
		}
		return StringUtils.hasText(registration) ? registration : null;
	}

	/**
	 * Return whether the application has resolved a token to one of its own users.
	 * @param authentication the login
	 * @return {@code true} if the principal is one of the application's users
	 */
	static boolean isOwnUser(Authentication authentication) {
		return authentication.getPrincipal() instanceof UserDetails && !isOAuth2Login(authentication);
	}

	/**
	 * Return whether a user has logged in at a provider, which rules out a machine's
	 * token.
	 * @param authentication the login
	 * @return {@code true} if it is a login at a provider
	 */
	static boolean isOAuth2Login(Authentication authentication) {
		return OAUTH2_LOGIN && OAuth2Login.registrationOf(authentication) != null;
	}

	/**
	 * Return whether a name could be mistaken for one with the qualifier of a source that
	 * may be unknown when the application starts.
	 * @param name the name
	 * @return {@code true} if the name starts with such a qualifier
	 */
	static boolean isReserved(String name) {
		return name.indexOf(':') >= 0 && (name.startsWith(LOCAL.qualifier) || name.startsWith(SAML2_PREFIX)
				|| name.startsWith(ISSUER_PREFIX));
	}

	// Issuers contain colons, and other qualifiers contain slashes.
	private static LoginSource registration(String id) {
		boolean ambiguous = id.indexOf('/') >= 0 || id.indexOf(':') >= 0 || id.equals(LOCAL.name);
		String qualifier = ambiguous ? "reg:" + id : id;
		return new LoginSource(qualifier, qualifier);
	}

	private static LoginSource issuer(String issuer) {
		if (issuer.isEmpty()) {
			return new LoginSource(ISSUER_PREFIX, ISSUER_PREFIX);
		}
		// The short form is readable, and is used where it is unambiguous.
		boolean readable = issuer.matches("https://[A-Za-z0-9][A-Za-z0-9._/-]*");
		String qualifier = readable ? issuer.substring("https://".length()) : "uri:" + issuer;
		return new LoginSource(issuer.matches("https?://.*") ? issuer : ISSUER_PREFIX + issuer,
				ISSUER_PREFIX + qualifier);
	}

	/**
	 * Inner class to avoid a hard dependency on Spring Security's OAuth2 client at
	 * runtime.
	 */
	private static final class OAuth2Login {

		static @Nullable String registrationOf(Authentication authentication) {
			return (authentication instanceof OAuth2AuthenticationToken login)
					? login.getAuthorizedClientRegistrationId() : null;
		}

	}

}
