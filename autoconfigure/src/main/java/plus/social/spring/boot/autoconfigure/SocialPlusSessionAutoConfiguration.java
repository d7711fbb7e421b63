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

import java.time.Clock;

import io.micrometer.observation.ObservationRegistry;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.event.SocialPlusTokenEventPublisher;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.LoginSettings;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenPolicy;
import plus.social.spring.token.ReactiveSocialPlusTokenService;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the Social Plus auth tokens of
 * sessions, shared by both stacks.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SocialPlusAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "socialplus.enabled", matchIfMissing = true)
@ConditionalOnBean({ ReactiveSocialPlusTokenService.class, SocialPlusProperties.class })
@Import({ UserResolverConfiguration.class, EndpointConfiguration.class, LogoutConfiguration.class,
		MissingSecurityConfigurations.SpringSecurity.class, MissingSecurityConfigurations.ServletModule.class,
		MissingSecurityConfigurations.ReactiveModule.class })
public final class SocialPlusSessionAutoConfiguration {

	@Bean
	LoginResolver socialPlusLoginResolver(SocialPlusUserResolver userResolver,
			ObjectProvider<LoginCondition> conditions, SocialPlusProperties properties,
			ListableBeanFactory beanFactory) {
		LoginCondition own = LoginConditions.of(properties.getLogin(), beanFactory);
		return new LoginResolver(userResolver,
				conditions.orderedStream().reduce(LoginCondition.none(), LoginCondition::and).and(own));
	}

	@Bean
	SocialPlusTokenEventPublisher socialPlusTokenEventPublisher(ApplicationContext context) {
		return new SocialPlusTokenEventPublisher(context, new TokenEventListeners(context), Clock.systemUTC());
	}

	@Bean
	SessionTokens socialPlusSessionTokens(ReactiveSocialPlusTokenService tokenService, SocialPlusProperties properties,
			SocialPlusTokenEventPublisher eventPublisher, ObjectProvider<ObservationRegistry> observationRegistry) {
		Clock clock = Clock.systemUTC();
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(properties.getToken().getRefreshBefore(), clock);
		SocialPlusProperties.Http http = properties.getHttp();
		SocialPlusProperties.Login login = properties.getLogin();
		TokenFetcher tokenFetcher = new TokenFetcher(tokenService, policy::isFresh, clock, http.getMaxConnections(),
				login.getBudget());
		tokenFetcher.setNonBlocking(tokenService instanceof SocialPlusTokenClient);
		observationRegistry.ifUnique(tokenFetcher::setObservationRegistry);
		SessionTokens sessionTokens = new SessionTokens(policy, tokenFetcher, new LoginSettings(
				properties.isSecureMode() ? login.getMode() : LoginMode.OFF, login.getBudget(), http.getCallTimeout()));
		sessionTokens.setEventPublisher(eventPublisher);
		return sessionTokens;
	}

}
