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

package plus.social.spring.samples.identityprovider;

import java.util.Map;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * OpenID provider with two users, on Spring's authorization server. It stands for the one
 * that an application has anyway.
 */
@SpringBootApplication
class IdentityProviderApplication {

	/**
	 * What it says about its users besides their user names. The subject is an id that
	 * nobody can guess anything from and that never changes.
	 */
	private static final Map<String, Map<String, String>> CLAIMS = Map.of("alice",
			Map.of(StandardClaimNames.SUB, "7d0c5f0e-3b1a-4f6e-9a51-0f4d2c7b8e13", StandardClaimNames.NAME,
					"Alice Archer"),
			"bob", Map.of(StandardClaimNames.SUB, "c2a94e71-58d6-4b0f-8e2d-6b1f9a3d7054", StandardClaimNames.NAME,
					"Bob Baker"));

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(user("alice"), user("bob"));
	}

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> idTokenClaims() {
		return (context) -> {
			if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
				String userName = context.getPrincipal().getName();
				context.getClaims().claim(StandardClaimNames.PREFERRED_USERNAME, userName);
				CLAIMS.get(userName).forEach(context.getClaims()::claim);
			}
		};
	}

	// The login page of the sample shows this password: it protects nothing.
	private static UserDetails user(String name) {
		return User.withUsername(name).password("{noop}demo").roles("USER").build();
	}

}
