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

import java.util.stream.StreamSupport;

import plus.social.spring.authentication.OAuth2UserResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;

/**
 * The user resolver, unless the application has its own.
 */
final class UserResolverConfigurations {

	private UserResolverConfigurations() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(OAuth2AuthenticationToken.class)
	@ConditionalOnMissingBean(SocialPlusUserResolver.class)
	static class OAuth2 {

		@Bean
		OAuth2UserResolver oauth2SocialPlusUserResolver(SocialPlusProperties properties,
				ObjectProvider<ClientRegistrationRepository> registrations,
				ObjectProvider<ReactiveClientRegistrationRepository> reactiveRegistrations) {
			boolean qualified = registrations.stream().anyMatch(OAuth2::mayHaveSeveral)
					|| reactiveRegistrations.stream().anyMatch(OAuth2::mayHaveSeveral);
			return new OAuth2UserResolver(properties.getUser().getIdClaim(), properties.getUser().getDisplayNameClaim(),
					qualified);
		}

		// A repository that cannot be counted may grow.
		private static boolean mayHaveSeveral(Object repository) {
			return !(repository instanceof Iterable<?> registrations)
					|| StreamSupport.stream(registrations.spliterator(), false).count() > 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(SocialPlusUserResolver.class)
	static class PrincipalName {

		@Bean
		SocialPlusUserResolver socialPlusUserResolver() {
			return SocialPlusUserResolver.principalName();
		}

	}

}
