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
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.util.ClassUtils;

/**
 * Claims or attributes of an OAuth2 or OpenID Connect user, or of a bearer token.
 */
final class LoginClaims {

	static final String CLAIMS_TYPE = "org.springframework.security.oauth2.core.ClaimAccessor";

	private static final boolean PRESENT = ClassUtils.isPresent(CLAIMS_TYPE, LoginClaims.class.getClassLoader());

	/**
	 * Claims that a user can set to another user's address unless the provider verifies
	 * them.
	 */
	private static final List<String> ADDRESSES = List.of("email", "phone_number");

	private static final List<String> CLIENT_IDS = List.of("client_id", "azp", "cid", "appid", "clientId");

	private final Map<String, Object> claims;

	private LoginClaims(Map<String, Object> claims) {
		this.claims = claims;
	}

	/**
	 * Return the claims of a login.
	 * @param authentication the login
	 * @return the claims, or {@code null} if it has none
	 */
	static @Nullable LoginClaims of(Authentication authentication) {
		if (!PRESENT) {
			return null;
		}
		Map<String, Object> claims = OAuth2.claimsOf(authentication.getPrincipal());
		claims = (claims != null) ? claims : OAuth2.claimsOf(authentication.getCredentials());
		return (claims != null) ? new LoginClaims(claims) : null;
	}

	/**
	 * Return the value of a claim that is a string, a number or a UUID.
	 * @param claim the name of the claim
	 * @return the value, or {@code null} if the claim is missing or of another type
	 */
	@Nullable String text(String claim) {
		Object value = this.claims.get(claim);
		return isText(value) ? String.valueOf(value) : null;
	}

	String issuer() {
		Object issuer = this.claims.get("iss");
		return (issuer != null) ? issuer.toString() : "";
	}

	/**
	 * Return whether a claim may contain another user's address because the provider has
	 * not verified it.
	 * @param claim the name of the claim
	 * @return {@code true} if the claim is not verified
	 */
	boolean isUnverified(String claim) {
		Object verified = this.claims.get(claim + "_verified");
		return (verified != null) ? !(Boolean.TRUE.equals(verified) || "true".equals(verified))
				: ADDRESSES.contains(claim);
	}

	/**
	 * Return the address claim whose value is the name of a login. The subject is not an
	 * address but the provider's own id, even if it looks like one.
	 * @param name the name of the login
	 * @return the name of the claim, or {@code null} if the name is not an address
	 */
	@Nullable String addressOf(String name) {
		return name.equals(text("sub")) ? null
				: ADDRESSES.stream().filter((claim) -> name.equals(text(claim))).findFirst().orElse(null);
	}

	/**
	 * Return whether a name is the {@code toString()} of a structured claim, such as a
	 * map.
	 * @param name the name of the login
	 * @return {@code true} if the name is the string form of a structured claim
	 */
	boolean isStructure(String name) {
		return this.claims.values().stream().noneMatch((value) -> isText(value) && name.equals(value.toString()))
				&& this.claims.values()
					.stream()
					.anyMatch((value) -> value != null && !isText(value) && name.equals(value.toString()));
	}

	/**
	 * Return whether a token was issued to a client on its own behalf: its subject is the
	 * client, or it has a claim by which a well-known provider marks such tokens.
	 * @return {@code true} if the token has no user
	 */
	boolean isMachine() {
		String subject = text("sub");
		boolean named = subject != null && (clients().anyMatch(subject::equals) || isAudience(subject));
		return named || "client-credentials".equals(this.claims.get("gty"))
				|| "client_credentials".equals(this.claims.get("grant_type")) || "app".equals(this.claims.get("idtyp"))
				|| clients().anyMatch((client) -> ("service-account-" + client).equals(text("preferred_username")));
	}

	private Stream<String> clients() {
		return CLIENT_IDS.stream().flatMap((claim) -> Stream.ofNullable(text(claim)));
	}

	// Spring Authorization Server names the client in no other claim.
	private boolean isAudience(String subject) {
		Object audience = this.claims.get("aud");
		return (audience instanceof Collection<?> all) ? all.contains(subject) : subject.equals(audience);
	}

	private static boolean isText(@Nullable Object value) {
		return value instanceof CharSequence || value instanceof Number || value instanceof UUID;
	}

	/**
	 * Inner class to avoid a hard dependency on Spring Security's OAuth2 support at
	 * runtime.
	 */
	private static final class OAuth2 {

		static @Nullable Map<String, Object> claimsOf(@Nullable Object source) {
			if (source instanceof OAuth2AuthenticatedPrincipal user) {
				return user.getAttributes();
			}
			return (source instanceof ClaimAccessor token) ? token.getClaims() : null;
		}

	}

}
