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

package plus.social.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusBaseUrl;
import plus.social.spring.client.SocialPlusRegion;
import plus.social.spring.session.LoginMode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Configuration properties for Social Plus.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("socialplus")
public final class SocialPlusProperties {

	private static final String CONSOLE = "The Social Plus Console shows it under Settings > Integrations.";

	/**
	 * Whether to attach Social Plus auth tokens to logins.
	 */
	private final boolean enabled;

	/**
	 * Region that the network lives in.
	 */
	private final SocialPlusRegion region;

	/**
	 * Base URL of Social Plus, instead of the region's. Must be https, except for
	 * loopback addresses.
	 */
	private final @Nullable String baseUrl;

	/**
	 * Secret that mints auth tokens. One trailing line break is dropped.
	 */
	private final @Nullable String serverKey;

	/**
	 * Server key that is tried when the first is refused, while keys are rotated.
	 */
	private final @Nullable String previousServerKey;

	/**
	 * File with the server key, instead of a property. A new key in it is used without a
	 * restart.
	 */
	private final @Nullable String serverKeyLocation;

	private final Http http;

	private final Login login;

	private final Token token;

	private final User user;

	/**
	 * Create properties, as Spring Boot does when it binds them.
	 * @param enabled whether auth tokens are attached to logins
	 * @param region the region
	 * @param baseUrl the base URL, or {@code null} for the region's
	 * @param serverKey the server key, or {@code null} if there is none
	 * @param previousServerKey the previous server key, or {@code null} if there is none
	 * @param serverKeyLocation the file with the server key, or {@code null} if it is a
	 * property
	 * @param http how Social Plus is called
	 * @param login how logins get their tokens
	 * @param token how long tokens are used
	 * @param user who somebody is to Social Plus
	 */
	public SocialPlusProperties(@DefaultValue("true") boolean enabled, @DefaultValue("sg") SocialPlusRegion region,
			@Nullable String baseUrl, @Nullable String serverKey, @Nullable String previousServerKey,
			@Nullable String serverKeyLocation, @DefaultValue Http http, @DefaultValue Login login,
			@DefaultValue Token token, @DefaultValue User user) {
		this.enabled = enabled;
		this.region = region;
		this.baseUrl = StringUtils.hasText(baseUrl) ? baseUrl : null;
		this.serverKey = StringUtils.hasText(serverKey) ? serverKey : null;
		this.previousServerKey = StringUtils.hasText(previousServerKey) ? previousServerKey : null;
		this.serverKeyLocation = StringUtils.hasText(serverKeyLocation) ? serverKeyLocation : null;
		this.http = http;
		this.login = login;
		this.token = token;
		this.user = user;
		if (this.baseUrl != null) {
			String url = this.baseUrl;
			InvalidSocialPlusPropertyException.check("socialplus.base-url", () -> SocialPlusBaseUrl.of(url),
					"Remove it to use the URL of socialplus.region.");
		}
		checkKey("socialplus.server-key", this.serverKey);
		checkKey("socialplus.previous-server-key", this.previousServerKey);
		InvalidSocialPlusPropertyException.check("socialplus.server-key-location",
				this.serverKeyLocation == null || this.serverKey == null,
				"'socialplus.server-key' is set as well, and only one of them can count.");
	}

	private static void checkKey(String property, @Nullable String key) {
		if (key != null) {
			InvalidSocialPlusPropertyException.check(property, () -> ServerKey.of(key), CONSOLE);
		}
	}

	/**
	 * Return whether auth tokens are attached to logins.
	 * @return whether auth tokens are attached to logins
	 */
	public boolean isEnabled() {
		return this.enabled;
	}

	/**
	 * Return the region.
	 * @return the region
	 */
	public SocialPlusRegion getRegion() {
		return this.region;
	}

	/**
	 * Return the base url.
	 * @return the base url, or {@code null} if not set
	 */
	public @Nullable String getBaseUrl() {
		return this.baseUrl;
	}

	/**
	 * Return the server key.
	 * @return the server key, or {@code null} if not set
	 */
	public @Nullable String getServerKey() {
		return this.serverKey;
	}

	/**
	 * Return the previous server key.
	 * @return the previous server key, or {@code null} if not set
	 */
	public @Nullable String getPreviousServerKey() {
		return this.previousServerKey;
	}

	/**
	 * Return the file with the server key.
	 * @return the location of the file, or {@code null} if not set
	 */
	public @Nullable String getServerKeyLocation() {
		return this.serverKeyLocation;
	}

	/**
	 * Return how Social Plus is called.
	 * @return how Social Plus is called
	 */
	public Http getHttp() {
		return this.http;
	}

	/**
	 * Return how logins get their tokens.
	 * @return how logins get their tokens
	 */
	public Login getLogin() {
		return this.login;
	}

	/**
	 * Return how long tokens are used.
	 * @return how long tokens are used
	 */
	public Token getToken() {
		return this.token;
	}

	/**
	 * Return who somebody is to Social Plus.
	 * @return who somebody is to Social Plus
	 */
	public User getUser() {
		return this.user;
	}

	private static void positive(String property, Duration duration) {
		InvalidSocialPlusPropertyException.check(property, !duration.isZero() && !duration.isNegative(),
				"It must be positive.");
	}

	private static void notNegative(String property, Duration duration) {
		InvalidSocialPlusPropertyException.check(property, !duration.isNegative(), "It must not be negative.");
	}

	/**
	 * How Social Plus is called.
	 *
	 * @since 0.1.0
	 */
	public static final class Http {

		/**
		 * Most time for one connection to be made.
		 */
		private final Duration connectTimeout;

		/**
		 * After how long an attempt is given up for a second one. An attempt that no
		 * other can follow has what is left of the call.
		 */
		private final Duration attemptTimeout;

		/**
		 * Most time for a whole call, whatever it does.
		 */
		private final Duration callTimeout;

		/**
		 * Most connections to Social Plus at once.
		 */
		private final int maxConnections;

		/**
		 * Create properties, as Spring Boot does when it binds them.
		 * @param connectTimeout the connect timeout
		 * @param attemptTimeout the attempt timeout
		 * @param callTimeout the call timeout
		 * @param maxConnections the max connections
		 */
		public Http(@DefaultValue("1s") Duration connectTimeout, @DefaultValue("2s") Duration attemptTimeout,
				@DefaultValue("3s") Duration callTimeout, @DefaultValue("64") int maxConnections) {
			positive("socialplus.http.connect-timeout", connectTimeout);
			positive("socialplus.http.attempt-timeout", attemptTimeout);
			positive("socialplus.http.call-timeout", callTimeout);
			InvalidSocialPlusPropertyException.check("socialplus.http.max-connections", maxConnections > 0,
					"It must be positive.");
			this.connectTimeout = connectTimeout;
			this.attemptTimeout = attemptTimeout;
			this.callTimeout = callTimeout;
			this.maxConnections = maxConnections;
		}

		/**
		 * Return the connect timeout.
		 * @return the connect timeout
		 */
		public Duration getConnectTimeout() {
			return this.connectTimeout;
		}

		/**
		 * Return the attempt timeout.
		 * @return the attempt timeout
		 */
		public Duration getAttemptTimeout() {
			return this.attemptTimeout;
		}

		/**
		 * Return the call timeout.
		 * @return the call timeout
		 */
		public Duration getCallTimeout() {
			return this.callTimeout;
		}

		/**
		 * Return the max connections.
		 * @return the max connections
		 */
		public int getMaxConnections() {
			return this.maxConnections;
		}

	}

	/**
	 * How logins get their tokens.
	 *
	 * @since 0.1.0
	 */
	public static final class Login {

		/**
		 * When a login gets its token.
		 */
		private final LoginMode mode;

		/**
		 * Most time that the eager mode may add to a login.
		 */
		private final Duration budget;

		/**
		 * Whether somebody who acts as another user (switch user) gets that user's token.
		 */
		private final boolean impersonation;

		/**
		 * Authorities without which a login gets no token, such as factors of a
		 * multi-factor authentication that only request rules ask for.
		 */
		private final Set<String> requiredAuthorities;

		/**
		 * Create properties, as Spring Boot does when it binds them.
		 * @param mode the mode
		 * @param budget the budget
		 * @param impersonation whether somebody who acts as another user gets that user's
		 * token
		 * @param requiredAuthorities the required authorities
		 */
		public Login(@DefaultValue("eager") LoginMode mode, @DefaultValue("250ms") Duration budget,
				@DefaultValue("false") boolean impersonation, @DefaultValue Set<String> requiredAuthorities) {
			notNegative("socialplus.login.budget", budget);
			this.mode = mode;
			this.budget = budget;
			this.impersonation = impersonation;
			this.requiredAuthorities = Set.copyOf(requiredAuthorities);
		}

		/**
		 * Return the mode.
		 * @return the mode
		 */
		public LoginMode getMode() {
			return this.mode;
		}

		/**
		 * Return the budget.
		 * @return the budget
		 */
		public Duration getBudget() {
			return this.budget;
		}

		/**
		 * Return whether somebody who acts as another user gets that user's token.
		 * @return whether somebody who acts as another user gets that user's token
		 */
		public boolean isImpersonation() {
			return this.impersonation;
		}

		/**
		 * Return the required authorities.
		 * @return the required authorities
		 */
		public Set<String> getRequiredAuthorities() {
			return this.requiredAuthorities;
		}

	}

	/**
	 * How long tokens are used.
	 *
	 * @since 0.1.0
	 */
	public static final class Token {

		/**
		 * How long Social Plus accepts an auth token.
		 */
		private final Duration timeToLive;

		/**
		 * Remaining life at which a token is replaced.
		 */
		private final Duration refreshBefore;

		/**
		 * Create properties, as Spring Boot does when it binds them.
		 * @param timeToLive the time to live
		 * @param refreshBefore the remaining life at which a token is replaced
		 */
		public Token(@DefaultValue("10m") Duration timeToLive, @DefaultValue("2m") Duration refreshBefore) {
			positive("socialplus.token.time-to-live", timeToLive);
			notNegative("socialplus.token.refresh-before", refreshBefore);
			InvalidSocialPlusPropertyException.check("socialplus.token.refresh-before",
					refreshBefore.compareTo(timeToLive) < 0,
					"It must be less than socialplus.token.time-to-live, or every token would be replaced at once.");
			this.timeToLive = timeToLive;
			this.refreshBefore = refreshBefore;
		}

		/**
		 * Return the time to live.
		 * @return the time to live
		 */
		public Duration getTimeToLive() {
			return this.timeToLive;
		}

		/**
		 * Return the refresh before.
		 * @return the refresh before
		 */
		public Duration getRefreshBefore() {
			return this.refreshBefore;
		}

	}

	/**
	 * Who somebody is to Social Plus.
	 *
	 * @since 0.1.0
	 */
	public static final class User {

		/**
		 * Attribute of an OAuth2 or OpenID Connect user that is the user id. The
		 * principal's name if not set.
		 */
		private final @Nullable String idClaim;

		/**
		 * Attribute of an OAuth2 or OpenID Connect user that is the display name.
		 */
		private final @Nullable String displayNameClaim;

		/**
		 * Create properties, as Spring Boot does when it binds them.
		 * @param idClaim the id claim, or {@code null} for the principal's name
		 * @param displayNameClaim the display name claim, or {@code null} for none
		 */
		public User(@Nullable String idClaim, @Nullable String displayNameClaim) {
			this.idClaim = StringUtils.hasText(idClaim) ? idClaim : null;
			this.displayNameClaim = StringUtils.hasText(displayNameClaim) ? displayNameClaim : null;
		}

		/**
		 * Return the id claim.
		 * @return the id claim, or {@code null} if not set
		 */
		public @Nullable String getIdClaim() {
			return this.idClaim;
		}

		/**
		 * Return the display name claim.
		 * @return the display name claim, or {@code null} if not set
		 */
		public @Nullable String getDisplayNameClaim() {
			return this.displayNameClaim;
		}

	}

}
