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

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.saml2.provider.service.authentication.DefaultSaml2AuthenticatedPrincipal;
import org.springframework.security.saml2.provider.service.authentication.Saml2AssertionAuthentication;
import org.springframework.security.saml2.provider.service.authentication.Saml2Authentication;
import org.springframework.security.saml2.provider.service.authentication.Saml2ResponseAssertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PrincipalUserResolver}.
 */
class PrincipalUserResolverTests {

	private static final Collection<GrantedAuthority> USER = AuthorityUtils.createAuthorityList("ROLE_USER");

	private final PrincipalUserResolver onlyGithub = builder(PlainSources.only("github")).build();

	private final PrincipalUserResolver several = builder(PlainSources.of(Set.of("local"))).build();

	private final PrincipalUserResolver claims = builder(PlainSources.only("github")).idClaim("member_id")
		.displayNameClaim("name")
		.build();

	private static PrincipalUserResolver.Builder builder(PlainSources sources) {
		return PrincipalUserResolver.withPlainSources(() -> sources);
	}

	@Test
	void takesIdAndDisplayNameFromAttributes() {
		SocialPlusUser user = this.claims
			.resolve(oauth2("github", Map.of("sub", "s1", "member_id", 4711, "name", "Al")));
		assertThat(user.getId()).isEqualTo("4711");
		assertThat(user.getDisplayName()).isEqualTo("Al");
	}

	@Test
	void takesThemFromClaimsOfAnOpenIdConnectUserAndOfAToken() {
		Map<String, Object> member = Map.of("sub", "s1", "member_id", "m1", "name", "Al");
		SocialPlusUser user = this.claims.resolve(oidc("github", member));
		assertThat(user.getId()).isEqualTo("m1");
		assertThat(user.getDisplayName()).isEqualTo("Al");
		PrincipalUserResolver bearers = builder(PlainSources.only("iss/")).idClaim("member_id").build();
		assertThat(bearers.resolve(bearer(member)).getId()).isEqualTo("m1");
	}

	@Test
	void takesThePrincipalsNameWithoutAClaim() {
		assertThat(this.onlyGithub.resolve(oidc("github", Map.of("sub", "s1", "name", "Al"))).getId()).isEqualTo("s1");
		assertThat(builder(PlainSources.only("local")).idClaim("member_id").build().resolve(local("alice")).getId())
			.isEqualTo("alice");
	}

	@Test
	void theSameNameOfSeveralSourcesIsSeveralUsers() {
		List<String> ids = Stream
			.of(local("42"), oauth2("okta", Map.of("sub", "42")), oauth2("google", Map.of("sub", "42")),
					bearer(Map.of("sub", "42", "iss", "https://a.example")),
					bearer(Map.of("sub", "42", "iss", "https://b.example")),
					bearer(Map.of("sub", "42", "iss", "http://b.example")), bearer(Map.of("sub", "42", "iss", "okta")),
					bearer(Map.of("sub", "42", "iss", "local")), bearer(Map.of("sub", "42")), saml("okta", "42"),
					saml("google", "42"), oauth2("saml2/okta", Map.of("sub", "42")),
					oauth2("local", Map.of("sub", "42")), oauth2("iss/a.example", Map.of("sub", "42")))
			.map((login) -> this.several.resolve(login).getId())
			.toList();
		assertThat(ids).doesNotHaveDuplicates()
			.startsWith("42", "okta:42", "google:42", "iss/a.example:42", "iss/b.example:42")
			.contains("saml2/okta:42", "saml2/google:42", "iss/:42");
	}

	@Test
	void everySamlLoginCarriesItsRelyingPartyRegistration() {
		assertThat(this.several.resolve(new Saml2Authentication(samlPrincipal("a"), "<xml/>", USER)).getId())
			.isEqualTo("saml2/a:alice");
		assertThat(builder(PlainSources.only("saml2/a")).build()
			.resolve(new Saml2Authentication(samlPrincipal("a"), "<xml/>", USER))
			.getId()).isEqualTo("alice");
	}

	@Test
	void aPlainNameNeverLooksLikeAQualifiedOne() {
		String github = this.several.resolve(oauth2("github", Map.of("sub", "4711"))).getId();
		String longOne = this.several.resolve(oauth2("microsoft", Map.of("sub", "A".repeat(43)))).getId();
		assertThat(github).isEqualTo("github:4711");
		for (String id : List.of(github, longOne, "local/:alice", "iss/a.example:42", "saml2/okta:42")) {
			assertThat(this.several.resolve(local(id)).getId()).startsWith("local/:").isNotEqualTo(id);
		}
	}

	@Test
	void theOnlySourcesNamesStayAsTheyAre() {
		assertThat(this.onlyGithub.resolve(oauth2("github", Map.of("sub", "f:1:alice"))).getId())
			.isEqualTo("f:1:alice");
		assertThat(this.onlyGithub.resolve(oauth2("github", Map.of("sub", "local/:alice"))).getId())
			.isEqualTo("github:local/:alice");
		assertThat(this.onlyGithub.resolve(local("alice")).getId()).isEqualTo("local/:alice");
	}

	@Test
	void whatIsLongHasAShortForm() {
		String sub = "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ";
		String id = this.several.resolve(oauth2("microsoft", Map.of("sub", sub))).getId();
		assertThat(id).hasSizeLessThanOrEqualTo(50).startsWith("microsoft:~");
		assertThat(this.several.resolve(oauth2("microsoft", Map.of("sub", sub))).getId()).isEqualTo(id);
		assertThat(this.several.resolve(oauth2("microsoft", Map.of("sub", "B" + sub.substring(1)))).getId())
			.isNotEqualTo(id);
		assertThat(
				this.several.resolve(oauth2("microsoft", Map.of("sub", id.substring("microsoft:".length())))).getId())
			.isNotEqualTo(id);
	}

	@Test
	void aLongNameOfAPlainSourceIsRefused() {
		assertRefused(this.onlyGithub, oauth2("github", Map.of("sub", "x".repeat(51))), "at most 50 characters");
		assertRefused(this.several, local("x".repeat(51)), "'local'");
	}

	@Test
	void aClientIsNoUserUnlessItIsSaidToBeOne() {
		PrincipalUserResolver machines = builder(PlainSources.only("iss/")).machineLogins(true).build();
		PrincipalUserResolver users = builder(PlainSources.only("iss/")).build();
		for (Map<String, Object> claims : List.<Map<String, Object>>of(Map.of("sub", "alice", "client_id", "alice"),
				Map.of("sub", "alice", "azp", "alice"), Map.of("sub", "alice", "cid", "alice"),
				Map.of("sub", "alice", "aud", List.of("alice")), Map.of("sub", "alice", "aud", "alice"),
				Map.of("sub", "alice@clients", "gty", "client-credentials"),
				Map.of("sub", "alice", "grant_type", "client_credentials"), Map.of("sub", "alice", "idtyp", "app"),
				Map.of("sub", "alice", "azp", "shop", "preferred_username", "service-account-shop"))) {
			assertRefused(users, bearer(claims), "on its own behalf");
			assertThat(machines.resolve(bearer(claims)).getId()).startsWith("alice");
		}
		assertThat(users.resolve(bearer(Map.of("sub", "alice", "client_id", "shop", "aud", List.of("shop")))).getId())
			.isEqualTo("alice");
		assertThat(this.onlyGithub.resolve(oauth2("github", Map.of("sub", "alice", "azp", "alice"))).getId())
			.isEqualTo("alice");
	}

	@Test
	void aClientIsNoUserEvenIfTheApplicationHasOneOfThatName() {
		User alice = new User("alice", "x", USER);
		ClaimAccessor token = () -> Map.of("sub", "alice", "client_id", "alice");
		assertRefused(this.several, new UsernamePasswordAuthenticationToken(alice, token, USER), "on its own behalf");
	}

	@Test
	void aUserThatTheApplicationFindsForATokenIsItsOwn() {
		User alice = new User("alice", "x", USER);
		ClaimAccessor token = () -> Map.of("sub", "42", "iss", "https://a.example", "member_id", "m1");
		Authentication login = new UsernamePasswordAuthenticationToken(alice, token, USER);
		assertThat(this.several.resolve(login).getId()).isEqualTo("alice");
		assertThat(builder(PlainSources.only("local")).idClaim("member_id").build().resolve(login).getId())
			.isEqualTo("alice");
	}

	@Test
	void anAddressCountsOnlyIfTheProviderHasVerifiedIt() {
		PrincipalUserResolver mail = builder(PlainSources.only("github")).idClaim("email").build();
		for (Object verified : List.of(false, "false", "TRUE", 1)) {
			assertRefused(mail, oauth2("github", Map.of("sub", "1", "email", "a@b.c", "email_verified", verified)),
					"email_verified");
		}
		assertRefused(mail, oauth2("github", Map.of("sub", "1", "email", "a@b.c")), "email_verified");
		for (Object verified : List.of(true, "true")) {
			assertThat(mail.resolve(oidc("github", Map.of("sub", "1", "email", "a@b.c", "email_verified", verified)))
				.getId()).isEqualTo("a@b.c");
		}
		assertThat(builder(PlainSources.only("github")).idClaim("email")
			.unverifiedClaims(true)
			.build()
			.resolve(oauth2("github", Map.of("sub", "1", "email", "a@b.c")))
			.getId()).isEqualTo("a@b.c");
		assertRefused(builder(PlainSources.only("github")).idClaim("phone_number").build(),
				oauth2("github", Map.of("sub", "1", "phone_number", "+1")), "phone_number_verified");
	}

	@Test
	void anAddressThatIsThePrincipalsNameIsOneToo() {
		OAuth2User user = new DefaultOAuth2User(USER, Map.of("sub", "1", "email", "a@b.c"), "email");
		assertRefused(this.onlyGithub, new OAuth2AuthenticationToken(user, USER, "github"), "email_verified");
		assertThat(this.onlyGithub.resolve(oauth2("github", Map.of("sub", "a@b.c", "email", "a@b.c"))).getId())
			.isEqualTo("a@b.c");
	}

	@Test
	void aClaimThatIsNoTextIsNoName() {
		OAuth2User user = new DefaultOAuth2User(USER, Map.of("data", Map.of("id", "1")), "data");
		assertRefused(this.onlyGithub, new OAuth2AuthenticationToken(user, USER, "github"), "structured claim");
		assertRefused(this.claims, oauth2("github", Map.of("sub", "s1", "name", "Al")), "member_id");
		assertRefused(this.claims, oauth2("github", Map.of("sub", "s1", "member_id", List.of("m1"))), "member_id");
		assertRefused(this.claims, oauth2("github", Map.of("sub", "s1", "member_id", "m\n1")), "control characters");
	}

	@Test
	void aTokenWithoutASubjectIsRefused() {
		assertRefused(this.several, new TestingAuthenticationToken((ClaimAccessor) Map::of, null, "ROLE_USER"), "name");
		assertRefused(this.several, bearer(Map.of("iss", "https://a.example")), "empty");
	}

	@Test
	void anApplicationsUserNeedNotHaveAttributes() {
		TestingAuthenticationToken login = new TestingAuthenticationToken(new UserAndOAuth2User("alice"), null,
				"ROLE_USER");
		login.setAuthenticated(true);
		assertThat(this.several.resolve(login).getId()).isEqualTo("alice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\u202eb", "\u200b" })
	void aDisplayNameThatCannotBeSentIsLeftOut(String name) {
		SocialPlusUser user = this.claims
			.resolve(oauth2("github", Map.of("sub", "s1", "member_id", "m1", "name", name)));
		assertThat(user.getId()).isEqualTo("m1");
		assertThat(user.getDisplayName()).isNull();
	}

	static Stream<Authentication> hostile() {
		return Stream.of(oauth2("\u200bgithub", Map.of("sub", "1")), oauth2("git\nhub", Map.of("sub", "1")),
				bearer(Map.of("sub", "1", "iss", "https://a.example\u00a0")), oauth2("ADMIN_", Map.of("sub", "1")));
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void aSourceThatCannotBeSentIsRefused(Authentication login) {
		assertRefused(this.several, login, "Social Plus user id");
	}

	private static void assertRefused(PrincipalUserResolver resolver, Authentication login, String message) {
		assertThatExceptionOfType(RefusedLoginException.class).isThrownBy(() -> resolver.resolve(login))
			.withMessageContaining(message)
			.withMessageNotContaining("alice");
	}

	private static Authentication local(String name) {
		return new TestingAuthenticationToken(name, null, "ROLE_USER");
	}

	private static Authentication oauth2(String registrationId, Map<String, Object> attributes) {
		return new OAuth2AuthenticationToken(new DefaultOAuth2User(USER, attributes, "sub"), USER, registrationId);
	}

	private static Authentication oidc(String registrationId, Map<String, Object> claims) {
		OidcIdToken token = new OidcIdToken("t", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), claims);
		return new OAuth2AuthenticationToken(new DefaultOidcUser(USER, token), USER, registrationId);
	}

	// As JwtAuthenticationToken, whose jar is not needed: its name is the subject.
	private static Authentication bearer(Map<String, Object> claims) {
		ClaimAccessor token = () -> new HashMap<>(claims);
		return new TestingAuthenticationToken(token, token, "ROLE_USER") {
			@Override
			public String getName() {
				return (String) claims.getOrDefault("sub", "");
			}
		};
	}

	private static Authentication saml(String registrationId, String name) {
		return new Saml2AssertionAuthentication(Saml2ResponseAssertion.withResponseValue("<xml/>").nameId(name).build(),
				USER, registrationId);
	}

	@SuppressWarnings("deprecation")
	private static DefaultSaml2AuthenticatedPrincipal samlPrincipal(String registrationId) {
		DefaultSaml2AuthenticatedPrincipal principal = new DefaultSaml2AuthenticatedPrincipal("alice", Map.of());
		principal.setRelyingPartyRegistrationId(registrationId);
		return principal;
	}

	/**
	 * What many applications have for both kinds of login.
	 */
	static class UserAndOAuth2User extends User implements OAuth2User {

		UserAndOAuth2User(String name) {
			super(name, "x", USER);
		}

		@Override
		public Map<String, Object> getAttributes() {
			return null;
		}

		@Override
		public String getName() {
			return "of no use";
		}

	}

}
