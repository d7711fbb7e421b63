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

package plus.social.spring.tests;

import org.springframework.util.ClassUtils;

/**
 * A row of {@code docs/login-mechanisms.md}, in the order of the page.
 */
public enum LoginMechanism {

	FORM_LOGIN_DEFAULT(Section.LOGIN, "form login, Spring Boot's default chain"),

	FORM_LOGIN(Section.LOGIN, "form login, a chain of the application's own"),

	FORM_LOGIN_HAND_BUILT(Section.LOGIN, "form login, a chain built by hand"),

	SAVED_REQUEST(Section.LOGIN, "form login that leads back to the saved request"),

	CHANGE_SESSION_ID(Section.LOGIN, "session fixation: `changeSessionId`"),

	MIGRATE_SESSION(Section.LOGIN, "session fixation: `migrateSession`"),

	NEW_SESSION(Section.LOGIN, "session fixation: `newSession`"),

	NO_SESSION_FIXATION_PROTECTION(Section.LOGIN, "session fixation: `none`"),

	IMPLICIT_SAVE(Section.LOGIN, "`requireExplicitSave(false)`"),

	DELEGATING_REPOSITORY(Section.LOGIN, "own security context repository that delegates"),

	OWN_REPOSITORY_KEY(Section.LOGIN, "security context under another session attribute"),

	HANDLER_WRITES_AND_FLUSHES(Section.LOGIN, "success handler that writes JSON and flushes"),

	HANDLER_FORWARDS(Section.LOGIN, "success handler that forwards"),

	HANDLER_REDIRECTS_WITH_STATUS(Section.LOGIN, "success handler that redirects with Servlet 6.1's three arguments"),

	OIDC_LOGIN(Section.LOGIN, "OpenID Connect login"),

	OAUTH2_LOGIN(Section.LOGIN, "OAuth2 login (user info, no ID token)"),

	ONE_TIME_TOKEN(Section.LOGIN, "one-time token"),

	PASSKEY(Section.LOGIN, "passkey (WebAuthn)"),

	SAML2(Section.LOGIN, "SAML 2", true),

	CAS(Section.LOGIN, "CAS", true),

	KERBEROS(Section.LOGIN, "Kerberos (SPNEGO)", true),

	REMEMBER_ME(Section.LOGIN, "remember-me"),

	BASIC_WITH_SESSION(Section.LOGIN, "Basic with a session repository"),

	PRE_AUTHENTICATED(Section.LOGIN, "pre-authenticated header with a session repository"),

	SERVLET_LOGIN(Section.LOGIN, "`HttpServletRequest.login()`"),

	PROGRAMMATIC(Section.LOGIN, "programmatic, in a controller"),

	PROGRAMMATIC_CALLABLE(Section.LOGIN, "programmatic, in a `Callable`"),

	PROGRAMMATIC_DEFERRED_RESULT(Section.LOGIN, "programmatic, before a `DeferredResult`"),

	PROGRAMMATIC_STREAMING_BODY(Section.LOGIN, "programmatic, before a `StreamingResponseBody`"),

	PROGRAMMATIC_EMITTER(Section.LOGIN, "programmatic, before a `ResponseBodyEmitter`"),

	CUSTOM_FILTER(Section.LOGIN, "a filter of the application's that is no bean"),

	SWITCH_USER(Section.LOGIN, "switch user, and back"),

	MULTI_FACTOR(Section.LOGIN, "several factors: with the last one"),

	CONDITIONAL_FACTOR(Section.LOGIN, "a factor that only some people need"),

	REQUIRED_AUTHORITIES(Section.LOGIN, "a factor that only request rules ask for"),

	TWO_CHAINS(Section.LOGIN, "a web login beside a stateless API"),

	STATELESS(Section.NOTHING, "stateless chain"),

	BASIC(Section.NOTHING, "Basic by default"),

	BEARER_TOKEN(Section.NOTHING, "bearer tokens (resource server)"),

	X509(Section.NOTHING, "X.509 without a session"),

	DIGEST(Section.NOTHING, "digest by default"),

	ANONYMOUS(Section.NOTHING, "anonymous users"),

	CLIENT_AUTHENTICATION(Section.NOTHING, "an authorization server's client authentication"),

	LOGIN_AS_ANOTHER_USER(Section.OWNER, "login as another user in the same session"),

	SWITCHED_USER(Section.OWNER, "switch user and exit"),

	IMPERSONATION(Section.OWNER, "nobody's while impersonating, unless a property says so"),

	LOGOUT(Section.OWNER, "logout that invalidates the session"),

	LOGOUT_WITHOUT_INVALIDATION(Section.OWNER, "logout that keeps the session"),

	REMEMBER_ME_AFTER_EXPIRY(Section.OWNER, "remember-me after the session has expired"),

	MANY_READERS(Section.OWNER, "64 threads that read the sessions of 200 users"),

	LATE_TOKEN(Section.OWNER, "a token that comes after somebody else has logged in");

	private final Section section;

	private final String title;

	private final boolean springSecurity70;

	LoginMechanism(Section section, String title) {
		this(section, title, false);
	}

	LoginMechanism(Section section, String title, boolean springSecurity70) {
		this.section = section;
		this.title = title;
		this.springSecurity70 = springSecurity70;
	}

	public Section getSection() {
		return this.section;
	}

	public String getTitle() {
		return this.title;
	}

	/**
	 * Return whether its tests are part of the build at all: some need jars that resolve
	 * with Spring Security 7.0 only.
	 */
	public boolean isInThisBuild() {
		return !this.springSecurity70
				|| ClassUtils.isPresent("org.springframework.security.cas.web.CasAuthenticationFilter", null);
	}

	/**
	 * Return whether it is tested with Spring Security 7.0 only.
	 */
	public boolean isSpringSecurity70() {
		return this.springSecurity70;
	}

	/**
	 * A part of the page.
	 */
	public enum Section {

		LOGIN("The token comes with the login", """
				Each test logs in through a real server. When the response to the login arrives, the session \
				holds one token, minted once for exactly this user. Status, headers, cookies, body and the change \
				of the session id are those of the same application with `socialplus.enabled=false`."""),

		NOTHING("Nothing happens", """
				A thousand requests each: no session is created, no cookie is set and no token is requested."""),

		OWNER("Whose token it is", """
				A session shows the token of its own user only, at any time and to any reader.""");

		private final String title;

		private final String meaning;

		Section(String title, String meaning) {
			this.title = title;
			this.meaning = meaning;
		}

		public String getTitle() {
			return this.title;
		}

		public String getMeaning() {
			return this.meaning;
		}

	}

}
