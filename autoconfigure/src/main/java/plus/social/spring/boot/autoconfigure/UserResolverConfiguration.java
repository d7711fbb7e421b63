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

import java.util.Set;
import java.util.function.Supplier;

import plus.social.spring.authentication.PlainSources;
import plus.social.spring.authentication.PrincipalUserResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Configuration of the user resolver, unless the application has its own.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(SocialPlusUserResolver.class)
class UserResolverConfiguration {

	@Bean
	PrincipalUserResolver socialPlusUserResolver(SocialPlusProperties properties, ListableBeanFactory beanFactory,
			Environment environment) {
		SocialPlusProperties.User user = properties.getUser();
		return PrincipalUserResolver.withPlainSources(plainSources(user.getPlainSources(), beanFactory, environment))
			.idClaim(user.getIdClaim())
			.displayNameClaim(user.getDisplayNameClaim())
			.unverifiedClaims(user.isUnverifiedClaims())
			.machineLogins(user.isMachineLogins())
			.build();
	}

	// Deferred, as security filter chains may depend on the resolver.
	private static Supplier<PlainSources> plainSources(Set<String> names, ListableBeanFactory beanFactory,
			Environment environment) {
		return names.isEmpty() ? () -> new LoginSourcesDetector(beanFactory, environment).detect().toPlainSources()
				: () -> PlainSources.of(names);
	}

	@Bean
	LoginSourcesReport socialPlusLoginSourcesReport(SocialPlusProperties properties, ListableBeanFactory beanFactory,
			Environment environment) {
		return new LoginSourcesReport(properties.getUser(), beanFactory, environment);
	}

}
