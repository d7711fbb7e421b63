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

package plus.social.spring.boot.autoconfigure.servlet;

import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import plus.social.spring.boot.autoconfigure.SocialPlusAutoConfiguration;
import plus.social.spring.boot.autoconfigure.SocialPlusDisabledAutoConfiguration;
import plus.social.spring.boot.autoconfigure.SocialPlusSessionAutoConfiguration;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;
import plus.social.spring.web.servlet.SocialPlusAuthenticationSuccessHandler;
import plus.social.spring.web.servlet.SocialPlusSessionFilter;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusServletAutoConfiguration}.
 */
class SocialPlusServletAutoConfigurationTests {

	private static final AutoConfigurations OURS = AutoConfigurations.of(SocialPlusAutoConfiguration.class,
			SocialPlusSessionAutoConfiguration.class, SocialPlusDisabledAutoConfiguration.class,
			SocialPlusServletAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(OURS)
		.withConfiguration(AutoConfigurations.of(SecurityAutoConfiguration.class,
				ServletWebSecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class))
		.withPropertyValues("socialplus.server-key=k3y");

	@Test
	void putsTheFilterRightBeforeSpringSecurity() {
		this.runner.run((context) -> {
			FilterRegistrationBean<?> registration = registration(context);
			assertThat(registration.getOrder()).isEqualTo(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
			assertThat(registration.determineDispatcherTypes()).containsExactlyInAnyOrder(DispatcherType.REQUEST,
					DispatcherType.ASYNC);
			assertThat(registration.isAsyncSupported()).isTrue();
			assertThat(registration.getFilter()).isInstanceOf(SocialPlusSessionFilter.class);
			assertThat(registration.getUrlPatterns()).as("all of them").isEmpty();
			assertThat(context).hasSingleBean(HttpSessionSocialPlusTokens.class);
		});
	}

	@Test
	void followsTheOrderOfSpringSecurity() {
		this.runner.withPropertyValues("spring.security.filter.order=7")
			.run((context) -> assertThat(registration(context).getOrder()).isEqualTo(6));
	}

	@Test
	void backsOffForASuccessHandler() {
		this.runner
			.withBean(SocialPlusAuthenticationSuccessHandler.class,
					() -> new SocialPlusAuthenticationSuccessHandler(
							org.mockito.Mockito.mock(HttpSessionSocialPlusTokens.class, (invocation) -> null),
							new SimpleUrlAuthenticationSuccessHandler()))
			.run((context) -> assertThat(context).hasSingleBean(SocialPlusAuthenticationSuccessHandler.class));
	}

	@Test
	void itsSuccessHandlerDoesNotCompeteWithOneOfTheApplication() {
		this.runner
			.withBean(SimpleUrlAuthenticationSuccessHandler.class, () -> new SimpleUrlAuthenticationSuccessHandler())
			.run((context) -> {
				assertThat(context).hasSingleBean(SocialPlusAuthenticationSuccessHandler.class);
				assertThat(context.getBeanProvider(AuthenticationSuccessHandler.class).getObject())
					.isInstanceOf(SimpleUrlAuthenticationSuccessHandler.class);
			});
	}

	@Test
	void isForServletApplicationsWithSpringSecurity() {
		new ApplicationContextRunner().withConfiguration(OURS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HttpSessionSocialPlusTokens.class));
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security.web"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HttpSessionSocialPlusTokens.class));
		new WebApplicationContextRunner().withConfiguration(OURS)
			.withClassLoader(new FilteredClassLoader(SecurityFilterProperties.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HttpSessionSocialPlusTokens.class));
	}

	@Test
	void canBeSwitchedOff() {
		this.runner.withPropertyValues("socialplus.enabled=false", "socialplus.logout.revoke=true")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(HttpSessionSocialPlusTokens.class)
				.hasSingleBean(SocialPlusAuthenticationSuccessHandler.class)
				.hasBean("socialPlusWebMvcConfigurer")
				.doesNotHaveBean(SocialPlusSessionFilter.class)
				.doesNotHaveBean("socialPlusSessionFilter")
				.doesNotHaveBean("socialPlusLogoutFilter"));
	}

	private static FilterRegistrationBean<?> registration(ApplicationContext context) {
		return context.getBean("socialPlusSessionFilter", FilterRegistrationBean.class);
	}

}
