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
	 * Whether to attach Social Plus auth tokens to logins.
	 */
	private final boolean enabled;

	/**
	 * Whether the network's secure mode is on. Without it anybody can log in to Social
	 * Plus as anybody, so it can be switched off for prototypes only.
	 */
	private final boolean secureMode;

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

	private final @Nullable Mtls mtls;

	/**
	 * API key of the network, a public identifier that is handed to the client.
	 */
	private final @Nullable String apiKey;

	/**
	 * Token of an administrator, a secret that ends any user's Social Plus sessions.
	 */
	private final @Nullable String adminToken;

	/**
	 * Name that no other running instance of the application has, so that instances do
	 * not end each other's sessions on the server. A random one for each start if not
	 * set.
	 */
	private final @Nullable String instanceId;

	private final Endpoint endpoint;

	private final Http http;

	private final Login login;

	private final Logout logout;

	private final Token token;

	private final User user;

	private final Visitor visitor;

	/**
	 * Create properties, as Spring Boot does when it binds them.
	 * @param enabled whether auth tokens are attached to logins
	 * @param secureMode whether the network's secure mode is on
	 * @param region the region
	 * @param baseUrl the base URL, or {@code null} for the region's
	 * @param serverKey the server key, or {@code null} if there is none
	 * @param previousServerKey the previous server key, or {@code null} if there is none
	 * @param serverKeyLocation the file with the server key, or {@code null} if it is a
	 * property
	 * @param mtls the client certificate, or {@code null} if there is none
	 * @param apiKey the API key, or {@code null} if the client knows it
	 * @param adminToken the admin token, or {@code null} if there is none
	 * @param instanceId the name of this instance, or {@code null} for a random one
	 * @param endpoint how tokens are handed to the client
	 * @param http how Social Plus is called
	 * @param login how logins get their tokens
	 * @param logout what happens at a logout
	 * @param token how long tokens are used
	 * @param user who somebody is to Social Plus
	 * @param visitor how anonymous visitors log in
	 */
	public SocialPlusProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean secureMode,
			@DefaultValue("sg") SocialPlusRegion region, @Nullable String baseUrl, @Nullable String serverKey,
			@Nullable String previousServerKey, @Nullable String serverKeyLocation, @Nullable Mtls mtls,
			@Nullable String apiKey, @Nullable String adminToken, @Nullable String instanceId,
			@DefaultValue Endpoint endpoint, @DefaultValue Http http, @DefaultValue Login login,
			@DefaultValue Logout logout, @DefaultValue Token token, @DefaultValue User user,
			@DefaultValue Visitor visitor) {
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
		this.instanceId = StringUtils.hasText(instanceId) ? instanceId : null;
		this.endpoint = endpoint;
		this.http = http;
		this.login = login;
		this.logout = logout;
		this.token = token;
		this.user = user;
		this.visitor = visitor;
		checkBaseUrl(this.baseUrl);
		checkKey("socialplus.server-key", this.serverKey);
		checkKey("socialplus.previous-server-key", this.previousServerKey);
		InvalidSocialPlusPropertyException.check("socialplus.server-key-location",
				this.serverKeyLocation == null || this.serverKey == null,
				"'socialplus.server-key' is set as well, and only one of them can count.");
		checkHeader("socialplus.admin-token", this.adminToken);
	}

	private static void checkBaseUrl(@Nullable String url) {
		if (url != null) {
			InvalidSocialPlusPropertyException.check("socialplus.base-url", () -> SocialPlusBaseUrl.of(url),
					"Remove it to use the URL of socialplus.region.");
		}
	}

	private static void checkHeader(String property, @Nullable String value) {
		InvalidSocialPlusPropertyException.check(property, value == null || SocialPlusAccessToken.isTokenValue(value),
				"It must be of visible ASCII characters alone.");
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
	 * Return whether the network's secure mode is on.
	 * @return whether the network's secure mode is on
	 */
	public boolean isSecureMode() {
		return this.secureMode;
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
	 * Return the client certificate and whom to trust.
	 * @return the client certificate, or {@code null} if there is none
	 */
	public @Nullable Mtls getMtls() {
		return this.mtls;
	}

	/**
	 * Return the API key.
	 * @return the API key, or {@code null} if not set
	 */
	public @Nullable String getApiKey() {
		return this.apiKey;
	}

	/**
	 * Return the admin token.
	 * @return the admin token, or {@code null} if not set
	 */
	public @Nullable String getAdminToken() {
		return this.adminToken;
	}

	/**
	 * Return the name of this instance.
	 * @return the name of this instance, or {@code null} if not set
	 */
	public @Nullable String getInstanceId() {
		return this.instanceId;
	}

	/**
	 * Return how tokens are handed to the client.
	 * @return how tokens are handed to the client
	 */
	public Endpoint getEndpoint() {
		return this.endpoint;
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
	 * Return what happens at a logout.
	 * @return what happens at a logout
	 */
	public Logout getLogout() {
		return this.logout;
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

	/**
	 * Return how anonymous visitors log in.
	 * @return how anonymous visitors log in
	 */
	public Visitor getVisitor() {
		return this.visitor;
	}

	private static void checkPath(String property, String path) {
		InvalidSocialPlusPropertyException.check(property, path.matches("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+"),
				"It must be a path with a leading slash, of letters, digits and '-', '.', '_', '~', and without the"
						+ " segments '.' and '..'.");
	}

	private static void positive(String property, Duration duration) {
		InvalidSocialPlusPropertyException.check(property, !duration.isZero() && !duration.isNegative(),
				"It must be positive.");
	}

	private static void notNegative(String property, Duration duration) {
		InvalidSocialPlusPropertyException.check(property, !duration.isNegative(), "It must not be negative.");
	}

	/**
	 * The client certificate for mTLS, and whom to trust: an SSL bundle, by its name or
	 * by its parts.
	 *
	 * @since 0.1.0
	 */
	public static final class Mtls {

		/**
		 * Name of the SSL bundle with the client certificate. Excludes the other
		 * properties of this group.
		 */
		private final @Nullable String bundle;

		/**
		 * Location of the key store with the client certificate and its private key.
		 */
		private final @Nullable String keyStore;

		/**
		 * Password of the key store.
		 */
		private final @Nullable String keyStorePassword;

		/**
		 * Type of the key store, such as PKCS12 or JKS. The JVM's default type if not
		 * set.
		 */
		private final @Nullable String keyStoreType;

		/**
		 * Alias of the client certificate in the key store. Needed if there are several.
		 */
		private final @Nullable String keyAlias;

		/**
		 * Password of the private key, if it is not the key store's.
		 */
		private final @Nullable String keyPassword;

		/**
		 * Location of the trust store with the certificates to trust, instead of the
		 * JVM's.
		 */
		private final @Nullable String trustStore;

		/**
		 * Password of the trust store.
		 */
		private final @Nullable String trustStorePassword;

		/**
		 * Type of the trust store, such as PKCS12 or JKS. The JVM's default type if not
		 * set.
		 */
		private final @Nullable String trustStoreType;

		/**
		 * Create properties, as Spring Boot does when it binds them.
		 * @param bundle the name of an SSL bundle
		 * @param keyStore the key store
		 * @param keyStorePassword the password of the key store
		 * @param keyStoreType the type of the key store
		 * @param keyAlias the alias of the client certificate
		 * @param keyPassword the password of the private key
		 * @param trustStore the trust store
		 * @param trustStorePassword the password of the trust store
		 * @param trustStoreType the type of the trust store
		 */
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
					"Other properties of 'socialplus.mtls' are set as well, and only one of the two forms can count.");
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

		/**
		 * Return the name of the SSL bundle.
		 * @return the name of the SSL bundle, or {@code null} if not set
		 */
		public @Nullable String getBundle() {
			return this.bundle;
		}

		/**
		 * Return the location of the key store.
		 * @return the location of the key store, or {@code null} if not set
		 */
		public @Nullable String getKeyStore() {
			return this.keyStore;
		}

		/**
		 * Return the password of the key store.
		 * @return the password of the key store, or {@code null} if not set
		 */
		public @Nullable String getKeyStorePassword() {
			return this.keyStorePassword;
		}

		/**
		 * Return the type of the key store.
		 * @return the type of the key store, or {@code null} if not set
		 */
		public @Nullable String getKeyStoreType() {
			return this.keyStoreType;
		}

		/**
		 * Return the alias of the client certificate.
		 * @return the alias of the client certificate, or {@code null} if not set
		 */
		public @Nullable String getKeyAlias() {
			return this.keyAlias;
		}

		/**
		 * Return the password of the private key.
		 * @return the password of the private key, or {@code null} if not set
		 */
		public @Nullable String getKeyPassword() {
			return this.keyPassword;
		}

		/**
		 * Return the location of the trust store.
		 * @return the location of the trust store, or {@code null} if not set
		 */
		public @Nullable String getTrustStore() {
			return this.trustStore;
		}

		/**
		 * Return the password of the trust store.
		 * @return the password of the trust store, or {@code null} if not set
		 */
		public @Nullable String getTrustStorePassword() {
			return this.trustStorePassword;
		}

		/**
		 * Return the type of the trust store.
		 * @return the type of the trust store, or {@code null} if not set
		 */
		public @Nullable String getTrustStoreType() {
			return this.trustStoreType;
		}

	}

	/**
	 * How tokens are handed to the client.
	 *
	 * @since 0.1.0
	 */
	public static final class Endpoint {

		/**
		 * Whether whoever is logged in can ask for their token.
		 */
		private final boolean enabled;

		/**
		 * Path of the endpoint that hands it to them.
		 */
		private final String path;

		/**
		 * Path of the folder from which the browser module is served.
		 */
		private final String modulePath;

		/**
		 * Create properties, as Spring Boot does when it binds them.
		 * @param enabled whether there is an endpoint
		 * @param path the path
		 * @param modulePath the path of the browser module's folder
		 */
		public Endpoint(@DefaultValue("true") boolean enabled, @DefaultValue("/socialplus/token") String path,
				@DefaultValue("/socialplus") String modulePath) {
			checkPath("socialplus.endpoint.path", path);
			checkPath("socialplus.endpoint.module-path", modulePath);
			this.enabled = enabled;
			this.path = path;
			this.modulePath = modulePath;
		}

		/**
		 * Return whether there is an endpoint.
		 * @return whether there is an endpoint
		 */
		public boolean isEnabled() {
			return this.enabled;
		}

		/**
		 * Return the path.
		 * @return the path
		 */
		public String getPath() {
			return this.path;
		}

		/**
		 * Return the path of the folder from which the browser module is served.
		 * @return the path
		 */
		public String getModulePath() {
			return this.modulePath;
		}

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
		 * How long after a call was sent a second, concurrent attempt is started.
		 * Whichever answers first counts.
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

		private final Proxy proxy;

		/**
		 * Create properties, as Spring Boot does when it binds them.
		 * @param connectTimeout the connect timeout
		 * @param attemptTimeout the attempt timeout
		 * @param callTimeout the call timeout
		 * @param maxConnections the max connections
		 * @param proxy the proxy
		 */
		public Http(@DefaultValue("1s") Duration connectTimeout, @DefaultValue("2s") Duration attemptTimeout,
				@DefaultValue("3s") Duration callTimeout, @DefaultValue("64") int maxConnections,
				@DefaultValue Proxy proxy) {
			positive("socialplus.http.connect-timeout", connectTimeout);
			positive("socialplus.http.attempt-timeout", attemptTimeout);
			positive("socialplus.http.call-timeout", callTimeout);
			InvalidSocialPlusPropertyException.check("socialplus.http.max-connections", maxConnections > 0,
					"It must be positive.");
			this.connectTimeout = connectTimeout;
			this.attemptTimeout = attemptTimeout;
			this.callTimeout = callTimeout;
			this.maxConnections = maxConnections;
			this.proxy = proxy;
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

		/**
		 * Return the proxy.
		 * @return the proxy, which may have no host
		 */
		public Proxy getProxy() {
			return this.proxy;
		}

		/**
		 * A proxy for calls to Social Plus alone.
		 *
		 * @since 0.1.0
		 */
		public static final class Proxy {

			/**
			 * Host of an HTTP proxy for calls to Social Plus. The JVM's proxy settings
			 * count if not set.
			 */
			private final @Nullable String host;

			/**
			 * Port of the proxy.
			 */
			private final @Nullable Integer port;

			/**
			 * User name for the proxy.
			 */
			private final @Nullable String username;

			/**
			 * Password for the proxy.
			 */
			private final @Nullable String password;

			/**
			 * Create properties, as Spring Boot does when it binds them.
			 * @param host the host, or {@code null} for the JVM's proxy settings
			 * @param port the port
			 * @param username the user name, or {@code null} if the proxy asks for none
			 * @param password the password
			 */
			public Proxy(@Nullable String host, @Nullable Integer port, @Nullable String username,
					@Nullable String password) {
				this.host = StringUtils.hasText(host) ? host : null;
				this.port = port;
				this.username = StringUtils.hasText(username) ? username : null;
				this.password = StringUtils.hasLength(password) ? password : null;
				check("port", port == null || (port > 0 && port <= 65535), "It must be from 1 to 65535.");
				check("port", this.host == null || port != null, "It must be set, as 'socialplus.http.proxy.host' is.");
				check("host", this.host != null || (port == null && this.username == null && this.password == null),
						"It must be set, as other properties of 'socialplus.http.proxy' are.");
				check("password", this.username == null || this.password != null,
						"It must be set, as 'socialplus.http.proxy.username' is.");
				check("username", this.password == null || this.username != null,
						"It must be set, as 'socialplus.http.proxy.password' is.");
			}

			private static void check(String name, boolean valid, String problem) {
				InvalidSocialPlusPropertyException.check("socialplus.http.proxy." + name, valid, problem);
			}

			/**
			 * Return the host.
			 * @return the host, or {@code null} if not set
			 */
			public @Nullable String getHost() {
				return this.host;
			}

			/**
			 * Return the port.
			 * @return the port, or {@code null} if not set
			 */
			public @Nullable Integer getPort() {
				return this.port;
			}

			/**
			 * Return the user name.
			 * @return the user name, or {@code null} if not set
			 */
			public @Nullable String getUsername() {
				return this.username;
			}

			/**
			 * Return the password.
			 * @return the password, or {@code null} if not set
			 */
			public @Nullable String getPassword() {
				return this.password;
			}

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
	 * What happens at a logout.
	 *
	 * @since 0.1.0
	 */
	public static final class Logout {

		/**
		 * Whether to end all Social Plus sessions of whoever logs out, on every device.
		 * Needs the admin token.
		 */
		private final boolean revoke;

		/**
		 * Create properties, as Spring Boot does when it binds them.
		 * @param revoke whether sessions are ended
		 */
		public Logout(@DefaultValue("false") boolean revoke) {
			this.revoke = revoke;
		}

		/**
		 * Return whether sessions are ended.
		 * @return whether sessions are ended
		 */
		public boolean isRevoke() {
			return this.revoke;
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
		 * Sources whose names are user ids as they are, such as 'local' or the id of a
		 * client registration. The only source, or else 'local', if not set.
		 */
		private final Set<String> plainSources;

		/**
		 * Whether an e-mail address or phone number can be the user id although the
		 * provider has not verified it.
		 */
		private final boolean unverifiedClaims;

		/**
		 * Whether clients with a bearer token of their own (client credentials) get
		 * tokens.
		 */
		private final boolean machineLogins;

		/**
		 * Create properties, as Spring Boot does when it binds them.
		 * @param idClaim the id claim, or {@code null} for the principal's name
		 * @param displayNameClaim the display name claim, or {@code null} for none
		 * @param plainSources the sources whose names are user ids, or none to find out
		 * @param unverifiedClaims whether an address that is not verified can be the id
		 * @param machineLogins whether clients get tokens
		 */
		public User(@Nullable String idClaim, @Nullable String displayNameClaim, @DefaultValue Set<String> plainSources,
				@DefaultValue("false") boolean unverifiedClaims, @DefaultValue("false") boolean machineLogins) {
			this.idClaim = StringUtils.hasText(idClaim) ? idClaim : null;
			this.displayNameClaim = StringUtils.hasText(displayNameClaim) ? displayNameClaim : null;
			this.plainSources = Set.copyOf(plainSources);
			this.unverifiedClaims = unverifiedClaims;
			this.machineLogins = machineLogins;
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

		/**
		 * Return the sources whose names are user ids as they are.
		 * @return the sources, empty if not set
		 */
		public Set<String> getPlainSources() {
			return this.plainSources;
		}

		/**
		 * Return whether an address that is not verified can be the user id.
		 * @return whether an address that is not verified can be the user id
		 */
		public boolean isUnverifiedClaims() {
			return this.unverifiedClaims;
		}

		/**
		 * Return whether clients with a bearer token of their own get tokens.
		 * @return whether clients with a bearer token of their own get tokens
		 */
		public boolean isMachineLogins() {
			return this.machineLogins;
		}

	}

	/**
	 * How anonymous visitors log in.
	 *
	 * @since 0.1.0
	 */
	public static final class Visitor {

		/**
		 * Secret that signs the logins of anonymous visitors. There are none without it.
		 */
		private final @Nullable String secret;

		/**
		 * Path of the endpoint that hands visitors what they log in with.
		 */
		private final String path;

		/**
		 * Maximum number of new visitors' logins that this instance signs in a second,
		 * over five seconds.
		 */
		private final int maxPerSecond;

		/**
		 * Create properties, as Spring Boot does when it binds them.
		 * @param secret the secret, or {@code null} if there are no visitors
		 * @param path the path
		 * @param maxPerSecond maximum number of new visitors' logins in a second
		 */
		public Visitor(@Nullable String secret, @DefaultValue("/socialplus/visitor") String path,
				@DefaultValue("20") int maxPerSecond) {
			if (secret != null) {
				InvalidSocialPlusPropertyException.check("socialplus.visitor.secret",
						() -> VisitorSigner.checkSecret(secret), CONSOLE);
			}
			checkPath("socialplus.visitor.path", path);
			InvalidSocialPlusPropertyException.check("socialplus.visitor.max-per-second",
					maxPerSecond > 0 && maxPerSecond <= 100_000, "It must be from 1 to 100000.");
			this.secret = secret;
			this.path = path;
			this.maxPerSecond = maxPerSecond;
		}

		/**
		 * Return the secret.
		 * @return the secret, or {@code null} if not set
		 */
		public @Nullable String getSecret() {
			return this.secret;
		}

		/**
		 * Return the path.
		 * @return the path
		 */
		public String getPath() {
			return this.path;
		}

		/**
		 * Return the maximum number of new visitors' logins in a second.
		 * @return the max per second
		 */
		public int getMaxPerSecond() {
			return this.maxPerSecond;
		}

	}

}
