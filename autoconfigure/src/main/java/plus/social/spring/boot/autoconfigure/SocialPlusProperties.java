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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusBaseUrl;
import plus.social.spring.client.SocialPlusRegion;
import plus.social.spring.session.LoginMode;
import plus.social.spring.token.SocialPlusAccessToken;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.visitor.VisitorSigner;

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
	 * Whether to attach Social Plus auth tokens to logins. If disabled, the beans remain
	 * available but issue no tokens.
	 */
	private final boolean enabled;

	/**
	 * Whether the network's secure mode is enabled. Disable for prototypes only: without
	 * it, any client can log in to Social Plus as any user. Must be enabled with the
	 * profiles 'prod' and 'production'.
	 */
	private final boolean secureMode;

	/**
	 * Region of the network.
	 */
	private final SocialPlusRegion region;

	/**
	 * Base URL of Social Plus. Overrides the region. Must use https, except for loopback
	 * addresses.
	 */
	private final @Nullable String baseUrl;

	/**
	 * Server key, a secret used to issue auth tokens. A single trailing line break is
	 * removed.
	 */
	private final @Nullable String serverKey;

	/**
	 * Previous server key, used if the current one is refused while keys are rotated.
	 */
	private final @Nullable String previousServerKey;

	/**
	 * Location of a file with the server key, as an alternative to the property. Changes
	 * of the file take effect without a restart.
	 */
	private final @Nullable String serverKeyLocation;

	private final @Nullable Mtls mtls;

	/**
	 * API key of the network, a public identifier that is passed to the client.
	 */
	private final @Nullable String apiKey;

	/**
	 * Token of an administrator, a secret used to revoke the access tokens of any user.
	 */
	private final @Nullable String adminToken;

	/**
	 * Location of a file with the admin token, as an alternative to the property. The
	 * token is renewed before it expires if the file can be replaced. Changes of the file
	 * take effect without a restart.
	 */
	private final @Nullable String adminTokenLocation;

	/**
	 * Unique name of this application instance, so that running instances do not revoke
	 * each other's access tokens. Generated at startup if not set.
	 */
	private final @Nullable String instanceId;

	/**
	 * Whether to request a token for a test user once the application has started, and to
	 * log what to do if none is issued.
	 */
	private final boolean verifyAtStartup;

	/**
	 * User id of the test user for the verification at startup. The token is discarded.
	 */
	private final String verifyUserId;

	private final Endpoint endpoint;

	private final Http http;

	private final Login login;

	private final Logout logout;

	private final Token token;

	private final User user;

	private final Visitor visitor;

	public SocialPlusProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean secureMode,
			@DefaultValue("sg") SocialPlusRegion region, @Nullable String baseUrl, @Nullable String serverKey,
			@Nullable String previousServerKey, @Nullable String serverKeyLocation, @Nullable Mtls mtls,
			@Nullable String apiKey, @Nullable String adminToken, @Nullable String adminTokenLocation,
			@Nullable String instanceId, @DefaultValue("false") boolean verifyAtStartup,
			@DefaultValue("socialplus-verification") String verifyUserId, @DefaultValue Endpoint endpoint,
			@DefaultValue Http http, @DefaultValue Login login, @DefaultValue Logout logout, @DefaultValue Token token,
			@DefaultValue User user, @DefaultValue Visitor visitor) {
		this.enabled = enabled;
		this.secureMode = secureMode;
		this.region = region;
		this.baseUrl = StringUtils.hasText(baseUrl) ? baseUrl : null;
		this.serverKey = StringUtils.hasText(serverKey) ? serverKey : null;
		this.previousServerKey = StringUtils.hasText(previousServerKey) ? previousServerKey : null;
		this.serverKeyLocation = StringUtils.hasText(serverKeyLocation) ? serverKeyLocation : null;
		this.mtls = mtls;
		this.apiKey = StringUtils.hasText(apiKey) ? apiKey : null;
		this.adminToken = StringUtils.hasText(adminToken) ? adminToken : null;
		this.adminTokenLocation = StringUtils.hasText(adminTokenLocation) ? adminTokenLocation : null;
		this.instanceId = StringUtils.hasText(instanceId) ? instanceId : null;
		this.verifyAtStartup = verifyAtStartup;
		this.verifyUserId = verifyUserId;
		this.endpoint = endpoint;
		this.http = http;
		this.login = login;
		this.logout = logout;
		this.token = token;
		this.user = user;
		this.visitor = visitor;
		check();
	}

	private void check() {
		checkBaseUrl(this.baseUrl);
		checkKey("socialplus.server-key", this.serverKey);
		checkKey("socialplus.previous-server-key", this.previousServerKey);
		checkAlternative("socialplus.server-key", this.serverKey, this.serverKeyLocation);
		checkAlternative("socialplus.admin-token", this.adminToken, this.adminTokenLocation);
		checkHeader("socialplus.admin-token", this.adminToken);
		InvalidSocialPlusPropertyException.check("socialplus.verify-user-id",
				() -> SocialPlusUser.of(this.verifyUserId), "It must be a user id that Social Plus accepts.");
	}

	private static void checkAlternative(String property, @Nullable String value, @Nullable String location) {
		InvalidSocialPlusPropertyException.check(property + "-location", value == null || location == null,
				"It cannot be combined with '" + property + "'.");
	}

	private static void checkBaseUrl(@Nullable String url) {
		if (url != null) {
			InvalidSocialPlusPropertyException.check("socialplus.base-url", () -> SocialPlusBaseUrl.of(url),
					"Remove it to use the URL of socialplus.region.");
		}
	}

	private static void checkHeader(String property, @Nullable String value) {
		InvalidSocialPlusPropertyException.check(property, value == null || SocialPlusAccessToken.isTokenValue(value),
				"It must contain only visible ASCII characters.");
	}

	private static void checkKey(String property, @Nullable String key) {
		if (key != null) {
			InvalidSocialPlusPropertyException.check(property, () -> ServerKey.of(key), CONSOLE);
		}
	}

	public boolean isEnabled() {
		return this.enabled;
	}

	public boolean isSecureMode() {
		return this.secureMode;
	}

	public SocialPlusRegion getRegion() {
		return this.region;
	}

	public @Nullable String getBaseUrl() {
		return this.baseUrl;
	}

	public @Nullable String getServerKey() {
		return this.serverKey;
	}

	public @Nullable String getPreviousServerKey() {
		return this.previousServerKey;
	}

	public @Nullable String getServerKeyLocation() {
		return this.serverKeyLocation;
	}

	public @Nullable Mtls getMtls() {
		return this.mtls;
	}

	public @Nullable String getApiKey() {
		return this.apiKey;
	}

	public @Nullable String getAdminToken() {
		return this.adminToken;
	}

	public @Nullable String getAdminTokenLocation() {
		return this.adminTokenLocation;
	}

	public @Nullable String getInstanceId() {
		return this.instanceId;
	}

	public boolean isVerifyAtStartup() {
		return this.verifyAtStartup;
	}

	public String getVerifyUserId() {
		return this.verifyUserId;
	}

	public Endpoint getEndpoint() {
		return this.endpoint;
	}

	public Http getHttp() {
		return this.http;
	}

	public Login getLogin() {
		return this.login;
	}

	public Logout getLogout() {
		return this.logout;
	}

	public Token getToken() {
		return this.token;
	}

	public User getUser() {
		return this.user;
	}

	public Visitor getVisitor() {
		return this.visitor;
	}

	private static void checkPath(String property, String path) {
		InvalidSocialPlusPropertyException.check(property, path.matches("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+"),
				"It must be a path with a leading slash that contains only letters, digits, '-', '.', '_' and '~',"
						+ " and no segment '.' or '..'.");
	}

	private static void checkPositive(String property, Duration duration) {
		InvalidSocialPlusPropertyException.check(property, !duration.isZero() && !duration.isNegative(),
				"It must be positive.");
	}

	private static void checkNotNegative(String property, Duration duration) {
		InvalidSocialPlusPropertyException.check(property, !duration.isNegative(), "It must not be negative.");
	}

	/**
	 * Client certificate and trusted certificates for mTLS: the name of an SSL bundle, or
	 * its parts.
	 *
	 * @since 0.1.0
	 */
	public static final class Mtls {

		/**
		 * Name of the SSL bundle with the client certificate. Cannot be combined with the
		 * other properties of this group.
		 */
		private final @Nullable String bundle;

		/**
		 * Location of the key store with the client certificate and its private key.
		 * Changes of the file take effect without a restart.
		 */
		private final @Nullable String keyStore;

		/**
		 * Password of the key store.
		 */
		private final @Nullable String keyStorePassword;

		/**
		 * Type of the key store, such as PKCS12 or JKS. Defaults to the JVM's default
		 * type.
		 */
		private final @Nullable String keyStoreType;

		/**
		 * Alias of the client certificate in the key store. Required if the key store
		 * contains several.
		 */
		private final @Nullable String keyAlias;

		/**
		 * Password of the private key, if different from the key store password.
		 */
		private final @Nullable String keyPassword;

		/**
		 * Location of the trust store with the trusted certificates, which replace the
		 * JVM's.
		 */
		private final @Nullable String trustStore;

		/**
		 * Password of the trust store.
		 */
		private final @Nullable String trustStorePassword;

		/**
		 * Type of the trust store, such as PKCS12 or JKS. Defaults to the JVM's default
		 * type.
		 */
		private final @Nullable String trustStoreType;

		public Mtls(@Nullable String bundle, @Nullable String keyStore, @Nullable String keyStorePassword,
				@Nullable String keyStoreType, @Nullable String keyAlias, @Nullable String keyPassword,
				@Nullable String trustStore, @Nullable String trustStorePassword, @Nullable String trustStoreType) {
			this.bundle = bundle;
			this.keyStore = keyStore;
			this.keyStorePassword = keyStorePassword;
			this.keyStoreType = keyStoreType;
			this.keyAlias = keyAlias;
			this.keyPassword = keyPassword;
			this.trustStore = trustStore;
			this.trustStorePassword = trustStorePassword;
			this.trustStoreType = trustStoreType;
			check();
		}

		private void check() {
			checkText("bundle", this.bundle);
			checkText("key-store", this.keyStore);
			checkText("key-store-type", this.keyStoreType);
			checkText("key-alias", this.keyAlias);
			checkText("trust-store", this.trustStore);
			checkText("trust-store-type", this.trustStoreType);
			InvalidSocialPlusPropertyException.check("socialplus.mtls.bundle",
					this.bundle == null || Stream
						.of(this.keyStore, this.keyStorePassword, this.keyStoreType, this.keyAlias, this.keyPassword,
								this.trustStore, this.trustStorePassword, this.trustStoreType)
						.allMatch(Objects::isNull),
					"It cannot be combined with other properties of 'socialplus.mtls'.");
			checkPart("key-store", this.keyStore, "key-store-password", this.keyStorePassword);
			checkPart("key-store", this.keyStore, "key-store-type", this.keyStoreType);
			checkPart("key-store", this.keyStore, "key-alias", this.keyAlias);
			checkPart("key-store", this.keyStore, "key-password", this.keyPassword);
			checkPart("trust-store", this.trustStore, "trust-store-password", this.trustStorePassword);
			checkPart("trust-store", this.trustStore, "trust-store-type", this.trustStoreType);
		}

		private static void checkText(String name, @Nullable String value) {
			InvalidSocialPlusPropertyException.check("socialplus.mtls." + name,
					value == null || StringUtils.hasText(value), "It must not be empty.");
		}

		private void checkPart(String store, @Nullable String location, String part, @Nullable String value) {
			InvalidSocialPlusPropertyException.check("socialplus.mtls." + part,
					this.bundle != null || value == null || location != null,
					"'socialplus.mtls." + store + "' is not set.");
		}

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public @Nullable String getKeyStore() {
			return this.keyStore;
		}

		public @Nullable String getKeyStorePassword() {
			return this.keyStorePassword;
		}

		public @Nullable String getKeyStoreType() {
			return this.keyStoreType;
		}

		public @Nullable String getKeyAlias() {
			return this.keyAlias;
		}

		public @Nullable String getKeyPassword() {
			return this.keyPassword;
		}

		public @Nullable String getTrustStore() {
			return this.trustStore;
		}

		public @Nullable String getTrustStorePassword() {
			return this.trustStorePassword;
		}

		public @Nullable String getTrustStoreType() {
			return this.trustStoreType;
		}

	}

	/**
	 * Token endpoint properties.
	 *
	 * @since 0.1.0
	 */
	public static final class Endpoint {

		/**
		 * Whether to expose the token endpoint.
		 */
		private final boolean enabled;

		/**
		 * Path of the token endpoint.
		 */
		private final String path;

		/**
		 * Path under which the browser module is served.
		 */
		private final String modulePath;

		public Endpoint(@DefaultValue("true") boolean enabled, @DefaultValue("/socialplus/token") String path,
				@DefaultValue("/socialplus") String modulePath) {
			checkPath("socialplus.endpoint.path", path);
			checkPath("socialplus.endpoint.module-path", modulePath);
			this.enabled = enabled;
			this.path = path;
			this.modulePath = modulePath;
		}

		public boolean isEnabled() {
			return this.enabled;
		}

		public String getPath() {
			return this.path;
		}

		public String getModulePath() {
			return this.modulePath;
		}

	}

	/**
	 * Properties of the HTTP client that calls Social Plus.
	 *
	 * @since 0.1.0
	 */
	public static final class Http {

		/**
		 * Maximum time to establish a connection.
		 */
		private final Duration connectTimeout;

		/**
		 * Delay before a second, concurrent attempt is started. The first response is
		 * used.
		 */
		private final Duration attemptTimeout;

		/**
		 * Maximum duration of a call, including all attempts.
		 */
		private final Duration callTimeout;

		/**
		 * Maximum number of concurrent connections.
		 */
		private final int maxConnections;

		/**
		 * Whether to send the ids of traces to Social Plus in a 'traceparent' header.
		 * Requires a tracing library.
		 */
		private final boolean propagateTrace;

		private final Proxy proxy;

		public Http(@DefaultValue("1s") Duration connectTimeout, @DefaultValue("2s") Duration attemptTimeout,
				@DefaultValue("3s") Duration callTimeout, @DefaultValue("64") int maxConnections,
				@DefaultValue("false") boolean propagateTrace, @DefaultValue Proxy proxy) {
			checkPositive("socialplus.http.connect-timeout", connectTimeout);
			checkPositive("socialplus.http.attempt-timeout", attemptTimeout);
			checkPositive("socialplus.http.call-timeout", callTimeout);
			InvalidSocialPlusPropertyException.check("socialplus.http.max-connections", maxConnections > 0,
					"It must be positive.");
			this.connectTimeout = connectTimeout;
			this.attemptTimeout = attemptTimeout;
			this.callTimeout = callTimeout;
			this.maxConnections = maxConnections;
			this.propagateTrace = propagateTrace;
			this.proxy = proxy;
		}

		public Duration getConnectTimeout() {
			return this.connectTimeout;
		}

		public Duration getAttemptTimeout() {
			return this.attemptTimeout;
		}

		public Duration getCallTimeout() {
			return this.callTimeout;
		}

		public int getMaxConnections() {
			return this.maxConnections;
		}

		public boolean isPropagateTrace() {
			return this.propagateTrace;
		}

		public Proxy getProxy() {
			return this.proxy;
		}

		/**
		 * Properties of an HTTP proxy that is used for calls to Social Plus only.
		 *
		 * @since 0.1.0
		 */
		public static final class Proxy {

			/**
			 * Host of the HTTP proxy for calls to Social Plus. Defaults to the JVM's
			 * proxy settings for https.
			 */
			private final @Nullable String host;

			/**
			 * Port of the HTTP proxy. Required if the host is set.
			 */
			private final @Nullable Integer port;

			/**
			 * Username for the HTTP proxy.
			 */
			private final @Nullable String username;

			/**
			 * Password for the HTTP proxy.
			 */
			private final @Nullable String password;

			public Proxy(@Nullable String host, @Nullable Integer port, @Nullable String username,
					@Nullable String password) {
				this.host = StringUtils.hasText(host) ? host : null;
				this.port = port;
				this.username = StringUtils.hasText(username) ? username : null;
				this.password = StringUtils.hasLength(password) ? password : null;
				check("port", port == null || (port > 0 && port <= 65535), "It must be between 1 and 65535.");
				check("port", this.host == null || port != null,
						"It must be set if 'socialplus.http.proxy.host' is set.");
				check("host", this.host != null || (port == null && this.username == null && this.password == null),
						"It must be set if other properties of 'socialplus.http.proxy' are set.");
				check("password", this.username == null || this.password != null,
						"It must be set if 'socialplus.http.proxy.username' is set.");
				check("username", this.password == null || this.username != null,
						"It must be set if 'socialplus.http.proxy.password' is set.");
			}

			private static void check(String name, boolean valid, String problem) {
				InvalidSocialPlusPropertyException.check("socialplus.http.proxy." + name, valid, problem);
			}

			public @Nullable String getHost() {
				return this.host;
			}

			public @Nullable Integer getPort() {
				return this.port;
			}

			public @Nullable String getUsername() {
				return this.username;
			}

			public @Nullable String getPassword() {
				return this.password;
			}

		}

	}

	/**
	 * Login properties.
	 *
	 * @since 0.1.0
	 */
	public static final class Login {

		/**
		 * When a login receives its token: before its response (eager), with the next
		 * request (prefetch), on first use (lazy) or never (off).
		 */
		private final LoginMode mode;

		/**
		 * Maximum time that the eager mode adds to a login.
		 */
		private final Duration budget;

		/**
		 * Whether to issue tokens while impersonating another user.
		 */
		private final boolean impersonation;

		/**
		 * Authorities that a login must have to receive a token, such as the factors of
		 * multi-factor authentication if only request rules require them.
		 */
		private final Set<String> requiredAuthorities;

		public Login(@DefaultValue("eager") LoginMode mode, @DefaultValue("250ms") Duration budget,
				@DefaultValue("false") boolean impersonation, @DefaultValue Set<String> requiredAuthorities) {
			checkNotNegative("socialplus.login.budget", budget);
			this.mode = mode;
			this.budget = budget;
			this.impersonation = impersonation;
			this.requiredAuthorities = Set.copyOf(requiredAuthorities);
		}

		public LoginMode getMode() {
			return this.mode;
		}

		public Duration getBudget() {
			return this.budget;
		}

		public boolean isImpersonation() {
			return this.impersonation;
		}

		public Set<String> getRequiredAuthorities() {
			return this.requiredAuthorities;
		}

	}

	/**
	 * Logout properties.
	 *
	 * @since 0.1.0
	 */
	public static final class Logout {

		/**
		 * Whether to revoke all access tokens of a user on logout, on every device.
		 * Requires the admin token.
		 */
		private final boolean revoke;

		public Logout(@DefaultValue("false") boolean revoke) {
			this.revoke = revoke;
		}

		public boolean isRevoke() {
			return this.revoke;
		}

	}

	/**
	 * Token properties.
	 *
	 * @since 0.1.0
	 */
	public static final class Token {

		/**
		 * Time for which Social Plus accepts an auth token.
		 */
		private final Duration timeToLive;

		/**
		 * Remaining lifetime at which a token is replaced. Use at least one minute if the
		 * clocks of nodes may differ.
		 */
		private final Duration refreshBefore;

		public Token(@DefaultValue("10m") Duration timeToLive, @DefaultValue("2m") Duration refreshBefore) {
			checkPositive("socialplus.token.time-to-live", timeToLive);
			checkNotNegative("socialplus.token.refresh-before", refreshBefore);
			InvalidSocialPlusPropertyException.check("socialplus.token.refresh-before",
					refreshBefore.compareTo(timeToLive) < 0,
					"It must be less than socialplus.token.time-to-live, otherwise every token would be replaced"
							+ " immediately.");
			this.timeToLive = timeToLive;
			this.refreshBefore = refreshBefore;
		}

		public Duration getTimeToLive() {
			return this.timeToLive;
		}

		public Duration getRefreshBefore() {
			return this.refreshBefore;
		}

	}

	/**
	 * Properties that map a login to a Social Plus user.
	 *
	 * @since 0.1.0
	 */
	public static final class User {

		/**
		 * Claim of an OAuth2 or OpenID Connect user to use as the user id. Defaults to
		 * the principal's name.
		 */
		private final @Nullable String idClaim;

		/**
		 * Claim of an OAuth2 or OpenID Connect user to use as the display name.
		 */
		private final @Nullable String displayNameClaim;

		/**
		 * Sources whose names are used as user ids without a qualifier, such as 'local'
		 * or the id of a client registration. Defaults to the only source, or to 'local'
		 * if there are several.
		 */
		private final Set<String> plainSources;

		/**
		 * Whether to accept an email address or phone number as the user id if the
		 * provider has not verified it.
		 */
		private final boolean unverifiedClaims;

		/**
		 * Whether to issue tokens to clients with a bearer token of their own (client
		 * credentials).
		 */
		private final boolean machineLogins;

		public User(@Nullable String idClaim, @Nullable String displayNameClaim, @DefaultValue Set<String> plainSources,
				@DefaultValue("false") boolean unverifiedClaims, @DefaultValue("false") boolean machineLogins) {
			this.idClaim = StringUtils.hasText(idClaim) ? idClaim : null;
			this.displayNameClaim = StringUtils.hasText(displayNameClaim) ? displayNameClaim : null;
			this.plainSources = Set.copyOf(plainSources);
			this.unverifiedClaims = unverifiedClaims;
			this.machineLogins = machineLogins;
		}

		public @Nullable String getIdClaim() {
			return this.idClaim;
		}

		public @Nullable String getDisplayNameClaim() {
			return this.displayNameClaim;
		}

		public Set<String> getPlainSources() {
			return this.plainSources;
		}

		public boolean isUnverifiedClaims() {
			return this.unverifiedClaims;
		}

		public boolean isMachineLogins() {
			return this.machineLogins;
		}

	}

	/**
	 * Properties for anonymous visitors.
	 *
	 * @since 0.1.0
	 */
	public static final class Visitor {

		/**
		 * Secret used to sign the logins of anonymous visitors, with at least 18
		 * characters. Visitors are disabled if not set.
		 */
		private final @Nullable String secret;

		/**
		 * Path of the visitor endpoint.
		 */
		private final String path;

		/**
		 * Maximum number of new visitor logins that this instance signs per second, over
		 * five seconds.
		 */
		private final int maxPerSecond;

		public Visitor(@Nullable String secret, @DefaultValue("/socialplus/visitor") String path,
				@DefaultValue("20") int maxPerSecond) {
			if (secret != null) {
				InvalidSocialPlusPropertyException.check("socialplus.visitor.secret",
						() -> VisitorSigner.checkSecret(secret), CONSOLE);
			}
			checkPath("socialplus.visitor.path", path);
			InvalidSocialPlusPropertyException.check("socialplus.visitor.max-per-second",
					maxPerSecond > 0 && maxPerSecond <= 100_000, "It must be between 1 and 100000.");
			this.secret = secret;
			this.path = path;
			this.maxPerSecond = maxPerSecond;
		}

		public @Nullable String getSecret() {
			return this.secret;
		}

		public String getPath() {
			return this.path;
		}

		public int getMaxPerSecond() {
			return this.maxPerSecond;
		}

	}

}
