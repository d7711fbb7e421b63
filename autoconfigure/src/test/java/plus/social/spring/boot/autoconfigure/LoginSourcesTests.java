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

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import plus.social.spring.authentication.PrincipalUserResolver;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoginSources}.
 */
class LoginSourcesTests {

	private static final String ISSUER = "https://idp.example";

	@Test
	void oneSourceIsPlain() {
		assertThat(id(sources(Set.of("idp"), true, false, null, false), login())).isEqualTo("a:1");
		assertThat(id(sources(Set.of(), true, false, null, true), local())).isEqualTo("a:1");
		assertThat(id(sources(Set.of(), true, false, null, false), local())).isEqualTo("a:1");
		assertThat(id(sources(Set.of(), true, true, ISSUER, false), bearer())).isEqualTo("a:1");
	}

	@Test
	void severalSourcesAreNot() {
		for (LoginSources several : new LoginSources[] { sources(Set.of("idp", "b"), true, false, null, false),
				sources(Set.of("idp"), false, false, null, false), sources(Set.of("idp"), true, false, null, true),
				sources(Set.of("idp"), true, true, null, false),
				sources(Set.of("idp"), true, true, "https://b.example", false),
				sources(Set.of("idp"), true, true, ISSUER, true) }) {
			assertThat(several.hasQualifiedIds()).isTrue();
			assertThat(id(several, login())).isEqualTo("idp:a:1");
			assertThat(id(several, bearer())).isEqualTo("iss/idp.example:a:1");
			assertThat(id(several, local())).isEqualTo("local/:a:1");
		}
	}

	@Test
	void tokensOfTheProviderThatUsersLogInWithAreOfTheSameSource() {
		LoginSources one = sources(Set.of("idp"), true, true, ISSUER, false);
		assertThat(one.hasQualifiedIds()).isFalse();
		assertThat(id(one, login())).isEqualTo("a:1");
		assertThat(id(one, bearer())).isEqualTo("a:1");
		assertThat(id(one, local())).isEqualTo("local/:a:1");
	}

	@Test
	void issuersThatAreNotKnownAreSeveral() {
		LoginSources unknown = sources(Set.of(), true, true, null, false);
		assertThat(unknown.isIssuerUnknown()).isTrue();
		assertThat(id(unknown, bearer())).isEqualTo("iss/idp.example:a:1");
	}

	private static LoginSources sources(Set<String> providers, boolean countable, boolean bearers,
			@Nullable String issuer, boolean local) {
		return new LoginSources(providers, countable, bearers, issuer, ISSUER, local);
	}

	private static String id(LoginSources sources, Authentication login) {
		return PrincipalUserResolver.withPlainSources(sources::toPlainSources).build().resolve(login).getId();
	}

	private static Authentication local() {
		return new TestingAuthenticationToken("a:1", null, "ROLE_USER");
	}

	private static Authentication login() {
		return new OAuth2AuthenticationToken(
				new DefaultOAuth2User(AuthorityUtils.createAuthorityList("ROLE_USER"), Map.of("sub", "a:1"), "sub"),
				AuthorityUtils.createAuthorityList("ROLE_USER"), "idp");
	}

	private static Authentication bearer() {
		ClaimAccessor token = () -> Map.of("sub", "a:1", "iss", ISSUER);
		return new TestingAuthenticationToken("a:1", token, "ROLE_USER");
	}

}
