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

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.boot.autoconfigure.SocialPlusDisabledAutoConfiguration;
import plus.social.spring.boot.autoconfigure.SocialPlusSessionAutoConfiguration;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.web.reactive.ServerSocialPlusAuthenticationSuccessHandler;
import plus.social.spring.web.reactive.SocialPlusLogoutWebFilter;
import plus.social.spring.web.reactive.SocialPlusSessionWebFilter;
import plus.social.spring.web.reactive.SocialPlusTokenArgumentResolver;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionManager;
import org.springframework.web.server.session.WebSessionStore;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that attaches Social Plus auth
 * tokens to the web sessions of logins.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { SocialPlusSessionAutoConfiguration.class, SocialPlusDisabledAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass({ ServerAuthenticationSuccessHandler.class, WebFluxConfigurer.class })
@ConditionalOnBean(SessionTokens.class)
public final class SocialPlusReactiveAutoConfiguration {

	@Bean
	WebSessionSocialPlusTokens webSessionSocialPlusTokens(SessionTokens sessionTokens, LoginResolver loginResolver,
			ObjectProvider<WebSessionManager> sessionManager) {
		return new WebSessionSocialPlusTokens(sessionTokens, loginResolver,
				() -> sessionStore(sessionManager.getIfUnique()));
	}

	private static @Nullable WebSessionStore sessionStore(@Nullable WebSessionManager sessionManager) {
		return (sessionManager instanceof DefaultWebSessionManager manager) ? manager.getSessionStore() : null;
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "socialplus.enabled", matchIfMissing = true)
	SocialPlusSessionWebFilter socialPlusSessionWebFilter(WebSessionSocialPlusTokens tokens) {
		return new SocialPlusSessionWebFilter(tokens);
	}

	// A fallback bean never competes with a handler of the application.
	@Bean
	@Fallback
	@ConditionalOnMissingBean
	ServerSocialPlusAuthenticationSuccessHandler serverSocialPlusAuthenticationSuccessHandler(
			WebSessionSocialPlusTokens tokens) {
		return new ServerSocialPlusAuthenticationSuccessHandler(tokens,
				new RedirectServerAuthenticationSuccessHandler());
	}

	@Bean
	@ConditionalOnBean(LogoutRevoker.class)
	SocialPlusLogoutWebFilter socialPlusLogoutWebFilter(LoginResolver loginResolver, LogoutRevoker revoker) {
		return new SocialPlusLogoutWebFilter(loginResolver, revoker);
	}

	@Bean
	WebFluxConfigurer socialPlusWebFluxConfigurer(WebSessionSocialPlusTokens tokens) {
		return new WebFluxConfigurer() {

			@Override
			public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
				configurer.addCustomResolver(new SocialPlusTokenArgumentResolver(tokens));
			}

		};
	}

}
