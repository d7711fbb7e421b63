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

package plus.social.spring.boot.autoconfigure.reactive;

import org.junit.jupiter.api.Test;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.boot.autoconfigure.SocialPlusAutoConfiguration;
import plus.social.spring.boot.autoconfigure.SocialPlusDisabledAutoConfiguration;
import plus.social.spring.boot.autoconfigure.SocialPlusSessionAutoConfiguration;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.web.reactive.ServerSocialPlusAuthenticationSuccessHandler;
import plus.social.spring.web.reactive.SocialPlusLogoutWebFilter;
import plus.social.spring.web.reactive.SocialPlusSessionWebFilter;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusReactiveAutoConfiguration}.
 */
class SocialPlusReactiveAutoConfigurationTests {

	private static final AutoConfigurations OURS = AutoConfigurations.of(SocialPlusAutoConfiguration.class,
			SocialPlusSessionAutoConfiguration.class, SocialPlusDisabledAutoConfiguration.class,
			SocialPlusReactiveAutoConfiguration.class);

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(OURS)
		.withPropertyValues("socialplus.server-key=k3y");

	@Test
	void givesTheFilterAndTheHandler() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(WebSessionSocialPlusTokens.class)
			.hasSingleBean(SocialPlusSessionWebFilter.class)
			.hasSingleBean(ServerSocialPlusAuthenticationSuccessHandler.class));
	}

	@Test
	void backsOffForASuccessHandler() {
		this.runner.withUserConfiguration(HandlerConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(ServerSocialPlusAuthenticationSuccessHandler.class)
				.hasBean("ownHandler"));
	}

	@Test
	void itsSuccessHandlerDoesNotCompeteWithOneOfTheApplication() {
		this.runner
			.withBean(RedirectServerAuthenticationSuccessHandler.class,
					() -> new RedirectServerAuthenticationSuccessHandler())
			.run((context) -> {
				assertThat(context).hasSingleBean(ServerSocialPlusAuthenticationSuccessHandler.class);
				assertThat(context.getBeanProvider(ServerAuthenticationSuccessHandler.class).getObject())
					.isInstanceOf(RedirectServerAuthenticationSuccessHandler.class);
			});
	}

	@Test
	void isForReactiveApplicationsWithSpringSecurity() {
		new ApplicationContextRunner().withConfiguration(OURS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebSessionSocialPlusTokens.class));
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security.web"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebSessionSocialPlusTokens.class));
	}

	@Test
	void canBeSwitchedOff() {
		this.runner.withPropertyValues("socialplus.enabled=false", "socialplus.logout.revoke=true")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(WebSessionSocialPlusTokens.class)
				.hasSingleBean(ServerSocialPlusAuthenticationSuccessHandler.class)
				.hasBean("socialPlusWebFluxConfigurer")
				.doesNotHaveBean(SocialPlusSessionWebFilter.class)
				.doesNotHaveBean(SocialPlusLogoutWebFilter.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class HandlerConfiguration {

		@Bean
		ServerSocialPlusAuthenticationSuccessHandler ownHandler(SessionTokens sessionTokens,
				LoginResolver loginResolver) {
			return new ServerSocialPlusAuthenticationSuccessHandler(
					new WebSessionSocialPlusTokens(sessionTokens, loginResolver),
					new RedirectServerAuthenticationSuccessHandler());
		}

	}

}
