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

import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.PrincipalUserResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManagerFactories;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.authorization.DefaultAuthorizationManagerFactory;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusSessionAutoConfiguration}: who is a user and when.
 */
@ExtendWith(OutputCaptureExtension.class)
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
			.withBean(ClientRegistrationRepository.class,
					() -> new InMemoryClientRegistrationRepository(registration("github")))
			.run((context) -> {
				SocialPlusUser user = resolve(context, oauth2("github"));
				assertThat(user.getId()).isEqualTo("m1");
				assertThat(user.getDisplayName()).isEqualTo("Al");
			});
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
				assertThat(context).doesNotHaveBean(PrincipalUserResolver.class);
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

	@Test
	void registrationsOfMachinesDoNotCount() {
		ClientRegistration machine = ClientRegistration.withRegistrationId("billing")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.clientId("client")
			.tokenUri("https://idp.example/token")
			.build();
		this.runner
			.withBean(ClientRegistrationRepository.class,
					() -> new InMemoryClientRegistrationRepository(registration("github"), machine))
			.run((context) -> assertThat(resolve(context, oauth2("github"))).isEqualTo(SocialPlusUser.of("4711")));
	}

	@Test
	void idsCarryTheirSourceBesideALoginOfTheApplicationsOwn() {
		this.runner.withUserConfiguration(FormAndOAuth2Configuration.class).run((context) -> {
			assertThat(resolve(context, oauth2("github"))).isEqualTo(SocialPlusUser.of("github:4711"));
			assertThat(resolve(context, ALICE)).isEqualTo(SocialPlusUser.of("alice"));
			assertThat(resolve(context, new TestingAuthenticationToken("github:4711", null, "ROLE_USER")))
				.isEqualTo(SocialPlusUser.of("local/:github:4711"));
		});
	}

	@Test
	void idsCarryTheirSourceBesideAReactiveLoginOfTheApplicationsOwn() {
		AuthenticationWebFilter form = new AuthenticationWebFilter(
				(ReactiveAuthenticationManager) (authentication) -> Mono.empty());
		this.runner
			.withBean(ReactiveClientRegistrationRepository.class,
					() -> new InMemoryReactiveClientRegistrationRepository(registration("github")))
			.withBean(SecurityWebFilterChain.class,
					() -> new MatcherSecurityWebFilterChain(ServerWebExchangeMatchers.anyExchange(), List.of(form)))
			.run((context) -> {
				assertThat(resolve(context, oauth2("github"))).isEqualTo(SocialPlusUser.of("github:4711"));
				assertThat(resolve(context, ALICE)).isEqualTo(SocialPlusUser.of("alice"));
			});
	}

	@Test
	void aPropertySaysWhoseIdsStayAsTheyAre() {
		this.runner.withUserConfiguration(FormAndOAuth2Configuration.class)
			.withPropertyValues("socialplus.user.plain-sources=github")
			.run((context) -> {
				assertThat(resolve(context, oauth2("github"))).isEqualTo(SocialPlusUser.of("4711"));
				assertThat(resolve(context, oauth2("google"))).isEqualTo(SocialPlusUser.of("google:4711"));
				assertThat(resolve(context, ALICE)).isEqualTo(SocialPlusUser.of("local/:alice"));
			});
		this.runner.withUserConfiguration(FormAndOAuth2Configuration.class)
			.withPropertyValues("socialplus.user.plain-sources=github,local")
			.run((context) -> {
				assertThat(resolve(context, oauth2("github"))).isEqualTo(SocialPlusUser.of("4711"));
				assertThat(resolve(context, ALICE)).isEqualTo(SocialPlusUser.of("alice"));
			});
	}

	@Test
	void addressesAndMachinesCountIfPropertiesSaySo() {
		this.runner
			.withBean(ClientRegistrationRepository.class,
					() -> new InMemoryClientRegistrationRepository(registration("github")))
			.withPropertyValues("socialplus.user.id-claim=email")
			.run((context) -> assertThat(resolve(context, oauth2("github"))).isNull());
		this.runner
			.withBean(ClientRegistrationRepository.class,
					() -> new InMemoryClientRegistrationRepository(registration("github")))
			.withPropertyValues("socialplus.user.id-claim=email", "socialplus.user.unverified-claims=true")
			.run((context) -> assertThat(resolve(context, oauth2("github"))).isEqualTo(SocialPlusUser.of("a@b.c")));
		ClaimAccessor token = () -> Map.of("sub", "shop", "client_id", "shop");
		Authentication machine = new UsernamePasswordAuthenticationToken("shop", token, List.of());
		this.runner.run((context) -> assertThat(resolve(context, machine)).isNull());
		this.runner.withPropertyValues("socialplus.user.machine-logins=true")
			.run((context) -> assertThat(resolve(context, machine)).isNotNull());
	}

	@Test
	void aFactoryForRequestsIsUsedAsSpringSecurityDoes() {
		this.runner.withUserConfiguration(RequestFactorsConfiguration.class)
			.run(SocialPlusSessionAutoConfigurationTests::assertLastFactor);
		this.runner.withUserConfiguration(RequestFactorsConfiguration.class, PermissiveConfiguration.class)
			.run(SocialPlusSessionAutoConfigurationTests::assertLastFactor);
	}

	@Test
	void ofSeveralFactoriesThePrimaryOneIsUsed() {
		this.runner.withUserConfiguration(PrimaryConfiguration.class)
			.run(SocialPlusSessionAutoConfigurationTests::assertLastFactor);
	}

	@Test
	void aFactoryThatNeedsARequestDeniesWithoutOne() {
		this.runner.withUserConfiguration(RequestPathConfiguration.class).run((context) -> {
			assertThat(resolve(context, ALICE)).isNull();
			try {
				RequestContextHolder
					.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest("POST", "/page")));
				assertThat(resolve(context, ALICE)).isEqualTo(SocialPlusUser.of("alice"));
			}
			finally {
				RequestContextHolder.resetRequestAttributes();
			}
		});
	}

	@Test
	void severalFactoriesDenyWithAWarning(CapturedOutput output) {
		this.runner.withUserConfiguration(SeveralConfiguration.class).run((context) -> {
			assertThat(resolve(context, ALICE)).isNull();
			assertThat(output.getAll().lines().filter((line) -> line.contains("AuthorizationManagerFactory")))
				.singleElement()
				.asString()
				.contains("WARN", "socialplus.login.required-authorities");
		});
		this.runner.withUserConfiguration(SeveralConfiguration.class)
			.withPropertyValues("socialplus.login.required-authorities=ROLE_USER")
			.run((context) -> assertThat(resolve(context, ALICE)).isEqualTo(SocialPlusUser.of("alice")));
	}

	@Test
	void aFactoryForSomethingElseIsNotIgnored() {
		this.runner.withUserConfiguration(MethodFactorsConfiguration.class)
			.run((context) -> assertThat(resolve(context, factors(FactorGrantedAuthority.PASSWORD_AUTHORITY)))
				.isNull());
	}

	@Test
	void aStartSaysWhoseIdsCarryTheirSource(CapturedOutput output) {
		this.runner.withUserConfiguration(FormAndOAuth2Configuration.class)
			.run((context) -> assertThat(output.getAll().lines().filter((line) -> line.contains("plain-sources")))
				.singleElement()
				.asString()
				.contains("[local]"));
	}

	@Test
	void aStartSaysNothingOfOneSource(CapturedOutput output) {
		this.runner
			.withBean(ClientRegistrationRepository.class,
					() -> new InMemoryClientRegistrationRepository(registration("github")))
			.run((context) -> assertThat(output.getAll()).doesNotContain("plain-sources"));
	}

	private static void assertLastFactor(ApplicationContext context) {
		assertThat(resolve(context, factors(FactorGrantedAuthority.PASSWORD_AUTHORITY))).isNull();
		assertThat(resolve(context,
				factors(FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY)))
			.isEqualTo(SocialPlusUser.of("alice"));
	}

	private static <T> AuthorizationManagerFactory<T> factors() {
		return AuthorizationManagerFactories.<T>multiFactor()
			.requireFactors(FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY)
			.build();
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
				Map.of("sub", "4711", "member_id", "m1", "nick", "Al", "email", "a@b.c"), "sub");
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

	@Configuration(proxyBeanMethods = false)
	static class FormAndOAuth2Configuration {

		@Bean
		SecurityFilterChain securityFilterChain() {
			return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE,
					new OAuth2LoginAuthenticationFilter(clientRegistrationRepository(),
							new InMemoryOAuth2AuthorizedClientService(clientRegistrationRepository())),
					new UsernamePasswordAuthenticationFilter());
		}

		@Bean
		ClientRegistrationRepository clientRegistrationRepository() {
			return new InMemoryClientRegistrationRepository(registration("github"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RequestFactorsConfiguration {

		@Bean
		AuthorizationManagerFactory<RequestAuthorizationContext> requestFactors() {
			return factors();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PermissiveConfiguration {

		@Bean
		AuthorizationManagerFactory<Object> objectFactors() {
			return new DefaultAuthorizationManagerFactory<>();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryConfiguration {

		@Bean
		@Primary
		AuthorizationManagerFactory<RequestAuthorizationContext> first() {
			return factors();
		}

		@Bean
		AuthorizationManagerFactory<RequestAuthorizationContext> second() {
			return new DefaultAuthorizationManagerFactory<>();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RequestPathConfiguration {

		@Bean
		AuthorizationManagerFactory<RequestAuthorizationContext> requestFactors() {
			DefaultAuthorizationManagerFactory<RequestAuthorizationContext> factory = new DefaultAuthorizationManagerFactory<>();
			factory.setAdditionalAuthorization((authentication,
					context) -> new AuthorizationDecision(context.getRequest().getRequestURI().equals("/page")));
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SeveralConfiguration {

		@Bean
		AuthorizationManagerFactory<Object> first() {
			return factors();
		}

		@Bean
		AuthorizationManagerFactory<Object> second() {
			return new DefaultAuthorizationManagerFactory<>();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MethodFactorsConfiguration {

		@Bean
		AuthorizationManagerFactory<MethodInvocation> methodFactors() {
			return factors();
		}

	}

}
