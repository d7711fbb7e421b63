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

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.util.Assert;

/**
 * A {@link SocialPlusUserResolver} that takes user id and display name from the
 * attributes of an OAuth2 or OpenID Connect user. Whoever logs in otherwise is known by
 * the principal's name.
 *
 * @since 0.1.0
 */
public final class OAuth2UserResolver implements SocialPlusUserResolver {

	private static final String SEPARATOR = ":";

	private final @Nullable String idClaim;

	private final @Nullable String displayNameClaim;

	private final boolean qualified;

	/**
	 * Create a resolver.
	 * @param idClaim the attribute that is the user id, or {@code null} for the
	 * principal's name
	 * @param displayNameClaim the attribute that is the display name, or {@code null} for
	 * none
	 * @param qualified whether ids of OAuth2 logins carry the id of the client
	 * registration, as in {@code github:4711}: different providers may give the same id
	 * to different people
	 */
	public OAuth2UserResolver(@Nullable String idClaim, @Nullable String displayNameClaim, boolean qualified) {
		this.idClaim = idClaim;
		this.displayNameClaim = displayNameClaim;
		this.qualified = qualified;
	}

	@Override
	public SocialPlusUser resolve(Authentication authentication) {
		Function<String, @Nullable Object> attributes = attributesOf(authentication.getPrincipal());
		if (attributes == null) {
			return SocialPlusUser.of(authentication.getName());
		}
		String id = (this.idClaim != null) ? text(attributes.apply(this.idClaim)) : authentication.getName();
		Assert.isTrue(id != null, "The login has no such attribute as the one for the user id");
		SocialPlusUser user = SocialPlusUser.of(qualify(authentication, id));
		return (this.displayNameClaim != null) ? withDisplayName(user, text(attributes.apply(this.displayNameClaim)))
				: user;
	}

	private static @Nullable Function<String, @Nullable Object> attributesOf(@Nullable Object principal) {
		if (principal instanceof OAuth2AuthenticatedPrincipal user) {
			return user::getAttribute;
		}
		return (principal instanceof ClaimAccessor claims) ? claims.getClaims()::get : null;
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value instanceof String || value instanceof Number) ? value.toString() : null;
	}

	private String qualify(Authentication authentication, String id) {
		if (this.qualified && authentication instanceof OAuth2AuthenticationToken login) {
			String registrationId = login.getAuthorizedClientRegistrationId();
			Assert.isTrue(!registrationId.contains(SEPARATOR), "The client registration's id must not contain a colon");
			return registrationId + SEPARATOR + id;
		}
		return id;
	}

	// Others see a name, but nothing depends on it: one that cannot be sent is left out.
	private static SocialPlusUser withDisplayName(SocialPlusUser user, @Nullable String displayName) {
		try {
			return user.withDisplayName(displayName);
		}
		catch (IllegalArgumentException ex) {
			return user;
		}
	}

}
