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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.core.Authentication;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

/**
 * Default {@link SocialPlusUserResolver} that uses the principal's name or a claim as the
 * user id, and qualifies it with its source if an application has more than one.
 *
 * @since 0.1.0
 */
public final class PrincipalUserResolver implements SocialPlusUserResolver {

	private final Supplier<PlainSources> plainSources;

	private final @Nullable String idClaim;

	private final @Nullable String displayNameClaim;

	private final boolean unverifiedClaims;

	private final boolean machineLogins;

	private PrincipalUserResolver(Builder builder) {
		this.plainSources = SingletonSupplier.of(builder.plainSources);
		this.idClaim = builder.idClaim;
		this.displayNameClaim = builder.displayNameClaim;
		this.unverifiedClaims = builder.unverifiedClaims;
		this.machineLogins = builder.machineLogins;
	}

	/**
	 * Return a builder for a resolver.
	 * @param plainSources supplier of the sources whose names are not qualified, called
	 * once when the first user is resolved
	 * @return the builder
	 */
	public static Builder withPlainSources(Supplier<PlainSources> plainSources) {
		Assert.notNull(plainSources, "'plainSources' must not be null");
		return new Builder(plainSources);
	}

	@Override
	public SocialPlusUser resolve(Authentication authentication) {
		LoginClaims claims = LoginClaims.of(authentication);
		if (claims == null) {
			return user(LoginSource.of(authentication, null), PrincipalName.of(authentication));
		}
		if (!this.machineLogins && !LoginSource.isOAuth2Login(authentication) && claims.isMachine()) {
			throw new RefusedLoginException("A bearer token was issued to a client on its own behalf and has no"
					+ " user ('socialplus.user.machine-logins' is not set)");
		}
		LoginSource source = LoginSource.of(authentication, claims);
		if (LoginSource.isOwnUser(authentication)) {
			return user(source, PrincipalName.of(authentication));
		}
		SocialPlusUser user = user(source, nameOf(authentication, claims));
		return (this.displayNameClaim != null) ? withDisplayName(user, claims.text(this.displayNameClaim)) : user;
	}

	private String nameOf(Authentication authentication, LoginClaims claims) {
		if (this.idClaim != null) {
			String name = claims.text(this.idClaim);
			if (name == null) {
				throw new RefusedLoginException(
						"A login has no claim '" + this.idClaim + "' that is a string or a number");
			}
			checkVerified(claims, this.idClaim);
			return name;
		}
		String name = PrincipalName.of(authentication);
		checkVerified(claims, claims.addressOf(name));
		if (claims.isStructure(name)) {
			throw new RefusedLoginException("The name of a login is a structured claim");
		}
		return name;
	}

	private void checkVerified(LoginClaims claims, @Nullable String claim) {
		if (claim != null && !this.unverifiedClaims && claims.isUnverified(claim)) {
			throw new RefusedLoginException(
					"The user id would be the claim '" + claim + "', which the provider has not verified ('" + claim
							+ "_verified' is not true, and 'socialplus.user.unverified-claims' is not set)");
		}
	}

	private SocialPlusUser user(LoginSource source, String name) {
		try {
			return this.plainSources.get().contains(source, name) ? SocialPlusUser.of(name)
					: SocialPlusUser.qualified(source.qualifier(), name);
		}
		catch (IllegalArgumentException ex) {
			throw new RefusedLoginException(ex.getMessage() + " (a name from the source '" + source.name() + "')");
		}
	}

	// The display name is only informative: an invalid one is left out.
	private static SocialPlusUser withDisplayName(SocialPlusUser user, @Nullable String displayName) {
		try {
			return user.withDisplayName(displayName);
		}
		catch (IllegalArgumentException ex) {
			return user;
		}
	}

	/**
	 * Builder for {@link PrincipalUserResolver}.
	 *
	 * @since 0.1.0
	 */
	public static final class Builder {

		private final Supplier<PlainSources> plainSources;

		private @Nullable String idClaim;

		private @Nullable String displayNameClaim;

		private boolean unverifiedClaims;

		private boolean machineLogins;

		private Builder(Supplier<PlainSources> plainSources) {
			this.plainSources = plainSources;
		}

		/**
		 * Set the claim of an OAuth2 or OpenID Connect user, or of a bearer token, to use
		 * as the user id.
		 * @param idClaim the name of the claim, or {@code null} for the principal's name
		 * @return this builder
		 */
		public Builder idClaim(@Nullable String idClaim) {
			this.idClaim = idClaim;
			return this;
		}

		/**
		 * Set the claim of an OAuth2 or OpenID Connect user, or of a bearer token, to use
		 * as the display name.
		 * @param displayNameClaim the name of the claim, or {@code null} for none
		 * @return this builder
		 */
		public Builder displayNameClaim(@Nullable String displayNameClaim) {
			this.displayNameClaim = displayNameClaim;
			return this;
		}

		/**
		 * Set whether to accept an email address or phone number as the user id if the
		 * provider has not verified it.
		 * @param unverifiedClaims whether to accept it; {@code false} by default
		 * @return this builder
		 */
		public Builder unverifiedClaims(boolean unverifiedClaims) {
			this.unverifiedClaims = unverifiedClaims;
			return this;
		}

		/**
		 * Set whether clients with a bearer token issued on their own behalf are users.
		 * @param machineLogins whether they are; {@code false} by default
		 * @return this builder
		 */
		public Builder machineLogins(boolean machineLogins) {
			this.machineLogins = machineLogins;
			return this;
		}

		/**
		 * Build the resolver.
		 * @return the resolver
		 */
		public PrincipalUserResolver build() {
			return new PrincipalUserResolver(this);
		}

	}

}
