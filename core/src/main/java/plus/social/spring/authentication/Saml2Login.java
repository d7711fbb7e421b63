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
import org.springframework.security.saml2.provider.service.authentication.Saml2AssertionAuthentication;
import org.springframework.security.saml2.provider.service.authentication.Saml2AuthenticatedPrincipal;
import org.springframework.security.saml2.provider.service.authentication.Saml2Authentication;
import org.springframework.security.saml2.provider.service.authentication.Saml2ResponseAssertionAccessor;
import org.springframework.util.ClassUtils;

/**
 * Accessor for the relying party and the name of a SAML 2 login. Its types are loaded
 * only if they are present.
 */
final class Saml2Login {

	static final String SAML2_LOGIN_TYPE = "org.springframework.security.saml2.provider.service.authentication.Saml2AssertionAuthentication";

	private static final boolean PRESENT = ClassUtils.isPresent(SAML2_LOGIN_TYPE, Saml2Login.class.getClassLoader());

	private Saml2Login() {
	}

	/**
	 * Return the relying party registration of a login.
	 * @param authentication the login
	 * @return the id, empty if it is unknown, or {@code null} if it is not a SAML login
	 */
	static @Nullable String registrationOf(Authentication authentication) {
		return PRESENT ? Present.registrationOf(authentication) : null;
	}

	/**
	 * Return the name of a principal that is an assertion.
	 * @param principal the principal
	 * @return the name, or {@code null} if it is not an assertion
	 */
	static @Nullable String nameOf(Object principal) {
		return PRESENT ? Present.nameOf(principal) : null;
	}

	@SuppressWarnings("deprecation")
	private static final class Present {

		static @Nullable String registrationOf(Authentication authentication) {
			if (authentication instanceof Saml2AssertionAuthentication login) {
				return nonNull(login.getRelyingPartyRegistrationId());
			}
			if (authentication.getPrincipal() instanceof Saml2AuthenticatedPrincipal user) {
				return nonNull(user.getRelyingPartyRegistrationId());
			}
			return (authentication instanceof Saml2Authentication) ? "" : null;
		}

		private static String nonNull(@Nullable String id) {
			return (id != null) ? id : "";
		}

		static @Nullable String nameOf(Object principal) {
			return (principal instanceof Saml2ResponseAssertionAccessor assertion) ? assertion.getNameId() : null;
		}

	}

}
