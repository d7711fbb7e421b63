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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.OAuth2UserResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusSessionAutoConfiguration}: who is a user and when.
 */
class SocialPlusSessionAutoConfigurationTests {

	private static final Authentication ALICE = new TestingAuthenticationToken("alice", null, "ROLE_USER");

	private static final Authentication IMPERSONATED = new TestingAuthenticationToken("alice", null,
			List.of(new SimpleGrantedAuthority("ROLE_USER"), new SwitchUserGrantedAuthority("ROLE_X", ALICE)));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SocialPlusAutoConfiguration.class, SocialPlusSessionAutoConfiguration.class))
		.withPropertyValues("socialplus.server-key=k3y");

	@Test
	void claimsAreUsedAsThePropertiesSay() {
		this.runner.withPropertyValues("socialplus.user.id-claim=member_id", "socialplus.user.display-name-claim=nick")
			.run((context) -> assertThat(resolve(context, oauth2("github")))
				.isEqualTo(SocialPlusUser.of("m1").withDisplayName("Al")));
	}

	@Test
	void oneRegistrationsIdsStandAlone() {
		this.runner
			.withBean(ClientRegistrationRepository.class,
					() -> new InMemoryClientRegistrationRepository(registration("github")))
			.run((context) -> assertThat(resolve(context, oauth2("github"))).isEqualTo(SocialPlusUser.of("4711")));
	}

	@Test
	void twoRegistrationsNeverCollide() {
		this.runner
			.withBean(ClientRegistrationRepository.class,
					() -> new InMemoryClientRegistrationRepository(registration("github"), registration("google")))
			.run(SocialPlusSessionAutoConfigurationTests::assertQualified);
		this.runner
			.withBean(ReactiveClientRegistrationRepository.class,
					() -> new InMemoryReactiveClientRegistrationRepository(registration("github"),
							registration("google")))
			.run(SocialPlusSessionAutoConfigurationTests::assertQualified);
	}

	@Test
	void registrationsThatCannotBeCountedNeverCollide() {
		this.runner.withBean(ClientRegistrationRepository.class, () -> (id) -> registration(id))
			.run(SocialPlusSessionAutoConfigurationTests::assertQualified);
	}

	@Test
	void aResolverOfTheApplicationDecidesAlone() {
		this.runner.withBean(SocialPlusUserResolver.class, () -> (authentication) -> SocialPlusUser.of("own"))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(OAuth2UserResolver.class);
				assertThat(resolve(context, oauth2("github"))).isEqualTo(SocialPlusUser.of("own"));
			});
	}

	@Test
	void withoutOAuth2ThePrincipalsNameIsTheId() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2")).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(SocialPlusUserResolver.class);
			assertThat(resolve(context, ALICE)).isEqualTo(SocialPlusUser.of("alice"));
		});
	}

	@Test
	void nobodyActsAsSomebodyElseUnlessAPropertySaysSo() {
		this.runner.run((context) -> assertThat(resolve(context, IMPERSONATED)).isNull());
		this.runner.withPropertyValues("socialplus.login.impersonation=false")
			.run((context) -> assertThat(resolve(context, IMPERSONATED)).isNull());
		this.runner.withPropertyValues("socialplus.login.impersonation=true")
			.run((context) -> assertThat(resolve(context, IMPERSONATED)).isEqualTo(SocialPlusUser.of("alice")));
	}

	@Test
	void worksWithoutTheWebModuleOfSpringSecurity() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security.web"))
			.run((context) -> assertThat(resolve(context, ALICE)).isEqualTo(SocialPlusUser.of("alice")));
	}

	@Test
	void requiredAuthoritiesAreRequired() {
		this.runner.withPropertyValues("socialplus.login.required-authorities=ROLE_USER,FACTOR_OTT").run((context) -> {
			assertThat(resolve(context, ALICE)).isNull();
			assertThat(resolve(context, new TestingAuthenticationToken("alice", null, "ROLE_USER", "FACTOR_OTT")))
				.isEqualTo(SocialPlusUser.of("alice"));
		});
	}

	@Test
	void nobodyHasATokenBeforeTheLastFactor() {
		this.runner.withUserConfiguration(MultiFactorConfiguration.class).run((context) -> {
			assertThat(resolve(context, ALICE)).isNull();
			assertThat(resolve(context, factors(FactorGrantedAuthority.PASSWORD_AUTHORITY))).isNull();
			assertThat(resolve(context,
					factors(FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY)))
				.isEqualTo(SocialPlusUser.of("alice"));
		});
	}

	@Test
	void conditionsOfTheApplicationCountToo() {
		this.runner.withBean(LoginCondition.class, () -> (authentication) -> !"alice".equals(authentication.getName()))
			.run((context) -> {
				assertThat(resolve(context, ALICE)).isNull();
				assertThat(resolve(context, new TestingAuthenticationToken("bob", null, "ROLE_USER")))
					.isEqualTo(SocialPlusUser.of("bob"));
			});
	}

	private static void assertQualified(ApplicationContext context) {
		assertThat(resolve(context, oauth2("github"))).isEqualTo(SocialPlusUser.of("github:4711"));
		assertThat(resolve(context, oauth2("google"))).isEqualTo(SocialPlusUser.of("google:4711"));
	}

	private static SocialPlusUser resolve(ApplicationContext context, Authentication authentication) {
		return context.getBean(LoginResolver.class).resolve(authentication);
	}

	private static Authentication factors(String... factors) {
		return new TestingAuthenticationToken("alice", null,
				List.of(factors).stream().map(FactorGrantedAuthority::fromAuthority).toList());
	}

	private static Authentication oauth2(String registrationId) {
		DefaultOAuth2User user = new DefaultOAuth2User(AuthorityUtils.createAuthorityList("ROLE_USER"),
				Map.of("sub", "4711", "member_id", "m1", "nick", "Al"), "sub");
		return new OAuth2AuthenticationToken(user, user.getAuthorities(), registrationId);
	}

	private static ClientRegistration registration(String id) {
		return ClientRegistration.withRegistrationId(id)
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.clientId("client")
			.redirectUri("{baseUrl}")
			.authorizationUri("https://idp.example/authorize")
			.tokenUri("https://idp.example/token")
			.build();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableMultiFactorAuthentication(
			authorities = { FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY })
	static class MultiFactorConfiguration {

	}

}
