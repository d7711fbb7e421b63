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

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Logins with a name of many kinds, and the tokens and registrations for them.
 */
public final class Identities {

	private static final Collection<GrantedAuthority> USER = AuthorityUtils.createAuthorityList("ROLE_USER");

	private Identities() {
	}

	/**
	 * Return a login.
	 * @param kind its kind
	 * @param name its name
	 */
	public static Authentication login(String kind, String name) {
		return switch (kind) {
			case "local" -> local(new User(name, "x", USER));
			case "text" -> local(name);
			case "principal" -> local(new NamedUser(7, name, "{noop}x"));
			case "record" -> local(new AppUser(7, name, "{noop}x"));
			case "account" -> local(new Account("USER"));
			case "object" -> local(new Pojo());
			case "endless" -> local(new Endless());
			default ->
				new OAuth2AuthenticationToken(new DefaultOAuth2User(USER, Map.of("sub", name), "sub"), USER, kind);
		};
	}

	private static Authentication local(Object principal) {
		return new UsernamePasswordAuthenticationToken(principal, null, USER);
	}

	/**
	 * Return a registration of a provider.
	 */
	public static ClientRegistration registration(String id) {
		return ClientRegistration.withRegistrationId(id)
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.clientId("client")
			.redirectUri("{baseUrl}")
			.authorizationUri("https://idp.example/authorize")
			.tokenUri("https://idp.example/token")
			.build();
	}

	/**
	 * Return a bearer token that nobody has signed.
	 */
	public static String token(String claims) {
		return encode("{\"alg\":\"none\"}") + "." + encode(claims) + ".";
	}

	private static String encode(String json) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Decode a bearer token without verifying it.
	 */
	public static Jwt decode(String token) {
		byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
		return Jwt.withTokenValue(token)
			.header("alg", "none")
			.issuedAt(Instant.now())
			.claims((all) -> all
				.putAll(JsonParserFactory.getJsonParser().parseMap(new String(claims, StandardCharsets.UTF_8))))
			.build();
	}

	record AppUser(long id, String name, String passwordHash) {

	}

	record NamedUser(long id, String name, String passwordHash) implements Principal {

		@Override
		public String getName() {
			return this.name;
		}

	}

	record Account(String role) {

	}

	static class Pojo {

	}

	/**
	 * Prints itself without an end, as entities that refer to each other do.
	 */
	static class Endless {

		@Override
		public String toString() {
			return "Endless" + this;
		}

	}

}
