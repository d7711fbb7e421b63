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

/**
 * Where the name of a login comes from: within one source, a name is one person.
 *
 * @param name what the application's configuration calls the source
 * @param qualifier what qualified ids begin with; never the same for two sources
 */
record LoginSource(String name, String qualifier) {

	private static final boolean OAUTH2_LOGIN = ClassUtils.isPresent(
			"org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken",
			LoginSource.class.getClassLoader());

	/**
	 * The application's own users, however they log in.
	 */
	static final LoginSource LOCAL = new LoginSource("local", "local/");

	private static final String SAML2_PREFIX = "saml2/";

	private static final String ISSUER_PREFIX = "iss/";

	/**
	 * Return the source of the name of a login.
	 * @param authentication the login
	 * @param claims its claims, or {@code null} if it has none
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
	 * Return whether the application has found a user of its own for a token.
	 * @param authentication the login
	 * @return whether the principal is a user of the application's
	 */
	static boolean isOwnUser(Authentication authentication) {
		return authentication.getPrincipal() instanceof UserDetails && !isOAuth2Login(authentication);
	}

	/**
	 * Return whether somebody has logged in at a provider, so that it is no token of a
	 * machine.
	 * @param authentication the login
	 * @return whether it is such a login
	 */
	static boolean isOAuth2Login(Authentication authentication) {
		return OAUTH2_LOGIN && OAuth2Login.registrationOf(authentication) != null;
	}

	/**
	 * Return whether a name could be taken for one with the qualifier of a source that
	 * need not be known when the application starts.
	 * @param name the name
	 * @return whether it begins like one
	 */
	static boolean isReserved(String name) {
		return name.indexOf(':') >= 0 && (name.startsWith(LOCAL.qualifier) || name.startsWith(SAML2_PREFIX)
				|| name.startsWith(ISSUER_PREFIX));
	}

	// Colons are what issuers have, and slashes what other qualifiers have.
	private static LoginSource registration(String id) {
		boolean ambiguous = id.indexOf('/') >= 0 || id.indexOf(':') >= 0 || id.equals(LOCAL.name);
		String qualifier = ambiguous ? "reg:" + id : id;
		return new LoginSource(qualifier, qualifier);
	}

	private static LoginSource issuer(String issuer) {
		if (issuer.isEmpty()) {
			return new LoginSource(ISSUER_PREFIX, ISSUER_PREFIX);
		}
		// People can read it where nothing else can be meant by it.
		boolean readable = issuer.matches("https://[A-Za-z0-9][A-Za-z0-9._/-]*");
		String qualifier = readable ? issuer.substring("https://".length()) : "uri:" + issuer;
		return new LoginSource(issuer.matches("https?://.*") ? issuer : ISSUER_PREFIX + issuer,
				ISSUER_PREFIX + qualifier);
	}

	/**
	 * Loaded only where its types are there.
	 */
	private static final class OAuth2Login {

		static @Nullable String registrationOf(Authentication authentication) {
			return (authentication instanceof OAuth2AuthenticationToken login)
					? login.getAuthorizedClientRegistrationId() : null;
		}

	}

}
