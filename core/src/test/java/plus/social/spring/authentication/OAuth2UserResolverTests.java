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
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link OAuth2UserResolver}.
 */
class OAuth2UserResolverTests {

	private final OAuth2UserResolver claims = new OAuth2UserResolver("member_id", "name", false);

	@Test
	void takesIdAndDisplayNameFromAttributes() {
		SocialPlusUser user = this.claims
			.resolve(oauth2("github", Map.of("sub", "s1", "member_id", 4711, "name", "Al")));
		assertThat(user.getId()).isEqualTo("4711");
		assertThat(user.getDisplayName()).isEqualTo("Al");
	}

	@Test
	void takesThemFromClaimsOfAnOpenIdConnectUser() {
		SocialPlusUser user = this.claims.resolve(oidc(Map.of("sub", "s1", "member_id", "m1", "name", "Al")));
		assertThat(user.getId()).isEqualTo("m1");
		assertThat(user.getDisplayName()).isEqualTo("Al");
	}

	@Test
	void takesThemFromClaimsOfAToken() {
		ClaimAccessor token = () -> Map.of("member_id", "m1", "name", "Al");
		SocialPlusUser user = this.claims.resolve(new TestingAuthenticationToken(token, null, "ROLE_USER"));
		assertThat(user.getId()).isEqualTo("m1");
		assertThat(user.getDisplayName()).isEqualTo("Al");
	}

	@Test
	void takesThePrincipalsNameWithoutAClaim() {
		OAuth2UserResolver names = new OAuth2UserResolver(null, null, false);
		SocialPlusUser user = names.resolve(oidc(Map.of("sub", "s1", "name", "Al")));
		assertThat(user).isEqualTo(SocialPlusUser.of("s1"));
	}

	@Test
	void takesThePrincipalsNameOfAnyOtherLogin() {
		OAuth2UserResolver all = new OAuth2UserResolver("member_id", "name", true);
		assertThat(all.resolve(new TestingAuthenticationToken("alice", null, "ROLE_USER")))
			.isEqualTo(SocialPlusUser.of("alice"));
	}

	@Test
	void theSameIdOfTwoRegistrationsIsTwoUsers() {
		OAuth2UserResolver qualified = new OAuth2UserResolver(null, null, true);
		SocialPlusUser github = qualified.resolve(oauth2("github", Map.of("sub", "4711")));
		SocialPlusUser google = qualified.resolve(oauth2("google", Map.of("sub", "4711")));
		assertThat(github.getId()).isEqualTo("github:4711");
		assertThat(google.getId()).isEqualTo("google:4711");
		assertThat(new OAuth2UserResolver("member_id", null, true)
			.resolve(oauth2("github", Map.of("sub", "x", "member_id", "m1")))
			.getId()).isEqualTo("github:m1");
	}

	@Test
	void noTwoRegistrationsCanMakeTheSameId() {
		OAuth2UserResolver qualified = new OAuth2UserResolver(null, null, true);
		assertThatIllegalArgumentException().isThrownBy(() -> qualified.resolve(oauth2("a:b", Map.of("sub", "c"))));
		assertThat(qualified.resolve(oauth2("a", Map.of("sub", "b:c"))).getId()).isEqualTo("a:b:c");
	}

	@Test
	void aMissingIdIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.claims.resolve(oauth2("github", Map.of("sub", "s1", "name", "Al"))));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.claims.resolve(oauth2("github", Map.of("sub", "s1", "member_id", List.of("m1")))));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.claims.resolve(oauth2("github", Map.of("sub", "s1", "member_id", "m\n1"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\u202eb" })
	void aDisplayNameThatCannotBeSentIsLeftOut(String name) {
		SocialPlusUser user = this.claims
			.resolve(oauth2("github", Map.of("sub", "s1", "member_id", "m1", "name", name)));
		assertThat(user).isEqualTo(SocialPlusUser.of("m1"));
		assertThat(this.claims.resolve(oauth2("github", Map.of("sub", "s1", "member_id", "m1"))))
			.isEqualTo(SocialPlusUser.of("m1"));
	}

	private static Authentication oauth2(String registrationId, Map<String, Object> attributes) {
		return new OAuth2AuthenticationToken(
				new DefaultOAuth2User(AuthorityUtils.createAuthorityList("ROLE_USER"), attributes, "sub"),
				AuthorityUtils.createAuthorityList("ROLE_USER"), registrationId);
	}

	private static Authentication oidc(Map<String, Object> claims) {
		OidcIdToken token = new OidcIdToken("t", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), claims);
		return new OAuth2AuthenticationToken(
				new DefaultOidcUser(AuthorityUtils.createAuthorityList("ROLE_USER"), token),
				AuthorityUtils.createAuthorityList("ROLE_USER"), "oidc");
	}

}
