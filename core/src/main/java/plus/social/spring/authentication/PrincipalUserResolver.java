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
 * The default {@link SocialPlusUserResolver}: the user id is the principal's name or a
 * claim of its provider, and carries the source of the name where an application has more
 * than one.
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
	 * Return a builder.
	 * @param plainSources the sources whose names are user ids as they are; asked for
	 * once, when the first user is resolved
	 * @return a builder of a resolver
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
			throw new RefusedLoginException("A bearer token was issued to a client on its own behalf, which is no user"
					+ " ('socialplus.user.machine-logins' is not set)");
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
						"A login has no claim '" + this.idClaim + "' that is a text or a number");
			}
			checkVerified(claims, this.idClaim);
			return name;
		}
		String name = PrincipalName.of(authentication);
		checkVerified(claims, claims.addressOf(name));
		if (claims.isStructure(name)) {
			throw new RefusedLoginException("The name of a login is a claim that is no text");
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
			return this.plainSources.get().contain(source, name) ? SocialPlusUser.of(name)
					: SocialPlusUser.qualified(source.qualifier(), name);
		}
		catch (IllegalArgumentException ex) {
			throw new RefusedLoginException(ex.getMessage() + " (a name of the source '" + source.name() + "')");
		}
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

	/**
	 * Builds a {@link PrincipalUserResolver}.
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
		 * Use a claim of an OAuth2 or OpenID Connect user, or of a bearer token.
		 * @param idClaim the claim that is the user id, or {@code null} for the
		 * principal's name
		 * @return this builder
		 */
		public Builder idClaim(@Nullable String idClaim) {
			this.idClaim = idClaim;
			return this;
		}

		/**
		 * Use a claim of an OAuth2 or OpenID Connect user, or of a bearer token.
		 * @param displayNameClaim the claim that is the display name, or {@code null} for
		 * none
		 * @return this builder
		 */
		public Builder displayNameClaim(@Nullable String displayNameClaim) {
			this.displayNameClaim = displayNameClaim;
			return this;
		}

		/**
		 * Choose whether an e-mail address or phone number counts as an id while the
		 * provider has not verified it.
		 * @param unverifiedClaims whether it counts; {@code false} by default
		 * @return this builder
		 */
		public Builder unverifiedClaims(boolean unverifiedClaims) {
			this.unverifiedClaims = unverifiedClaims;
			return this;
		}

		/**
		 * Choose whether clients that have a bearer token on their own behalf are users.
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
