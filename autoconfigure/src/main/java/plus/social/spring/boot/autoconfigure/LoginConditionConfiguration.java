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

import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.web.SwitchUserCondition;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

/**
 * Configuration of the conditions that a login must match to receive a token, in addition
 * to those that the application declares.
 */
@Configuration(proxyBeanMethods = false)
class LoginConditionConfiguration {

	@Bean
	LoginCondition socialPlusRequiredAuthoritiesCondition(SocialPlusProperties properties) {
		return LoginCondition.hasAuthorities(properties.getLogin().getRequiredAuthorities());
	}

	@Bean
	LoginCondition socialPlusAuthenticatedCondition(ListableBeanFactory beanFactory, SocialPlusProperties properties) {
		return new AuthenticatedConditions(beanFactory).find(!properties.getLogin().getRequiredAuthorities().isEmpty());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SwitchUserGrantedAuthority.class)
	static class Impersonation {

		@Bean
		LoginCondition socialPlusSwitchUserCondition(SocialPlusProperties properties) {
			return properties.getLogin().isImpersonation() ? LoginCondition.none() : new SwitchUserCondition();
		}

	}

}
