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

import java.util.List;

import jakarta.servlet.DispatcherType;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.boot.autoconfigure.SocialPlusDisabledAutoConfiguration;
import plus.social.spring.boot.autoconfigure.SocialPlusSessionAutoConfiguration;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;
import plus.social.spring.web.servlet.SocialPlusAuthenticationSuccessHandler;
import plus.social.spring.web.servlet.SocialPlusLogoutFilter;
import plus.social.spring.web.servlet.SocialPlusSessionFilter;
import plus.social.spring.web.servlet.SocialPlusTokenArgumentResolver;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that attaches Social Plus auth
 * tokens to the HTTP sessions of logins.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { SocialPlusSessionAutoConfiguration.class, SocialPlusDisabledAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ SecurityFilterProperties.class, AuthenticationSuccessHandler.class })
@ConditionalOnBean(SessionTokens.class)
public final class SocialPlusServletAutoConfiguration {

	@Bean
	HttpSessionSocialPlusTokens httpSessionSocialPlusTokens(SessionTokens sessionTokens, LoginResolver loginResolver) {
		return new HttpSessionSocialPlusTokens(sessionTokens, loginResolver);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "socialplus.enabled", matchIfMissing = true)
	FilterRegistrationBean<SocialPlusSessionFilter> socialPlusSessionFilter(HttpSessionSocialPlusTokens tokens,
			ObjectProvider<SecurityFilterProperties> securityFilterProperties) {
		FilterRegistrationBean<SocialPlusSessionFilter> registration = new FilterRegistrationBean<>(
				new SocialPlusSessionFilter(tokens));
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		registration.setOrder(filterOrder(securityFilterProperties));
		return registration;
	}

	// Immediately before Spring Security's filter chain.
	static int filterOrder(ObjectProvider<SecurityFilterProperties> securityFilterProperties) {
		return securityFilterProperties.stream()
			.findFirst()
			.map(SecurityFilterProperties::getOrder)
			.orElse(SecurityFilterProperties.DEFAULT_FILTER_ORDER) - 1;
	}

	// A fallback bean never competes with a handler of the application.
	@Bean
	@Fallback
	@ConditionalOnMissingBean
	SocialPlusAuthenticationSuccessHandler socialPlusAuthenticationSuccessHandler(HttpSessionSocialPlusTokens tokens) {
		return new SocialPlusAuthenticationSuccessHandler(tokens, new SavedRequestAwareAuthenticationSuccessHandler());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(LogoutRevoker.class)
	static class Logout {

		@Bean
		FilterRegistrationBean<SocialPlusLogoutFilter> socialPlusLogoutFilter(LoginResolver loginResolver,
				LogoutRevoker revoker, ListableBeanFactory beanFactory,
				ObjectProvider<SecurityFilterProperties> securityFilterProperties) {
			FilterRegistrationBean<SocialPlusLogoutFilter> registration = new FilterRegistrationBean<>(
					new SocialPlusLogoutFilter(loginResolver, revoker, new SessionConcurrencyControl(beanFactory)));
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
			registration.setOrder(filterOrder(securityFilterProperties));
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebMvcConfigurer.class)
	static class WebMvc {

		@Bean
		WebMvcConfigurer socialPlusWebMvcConfigurer(HttpSessionSocialPlusTokens tokens) {
			return new WebMvcConfigurer() {

				@Override
				public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
					resolvers.add(new SocialPlusTokenArgumentResolver(tokens));
				}

			};
		}

	}

}
