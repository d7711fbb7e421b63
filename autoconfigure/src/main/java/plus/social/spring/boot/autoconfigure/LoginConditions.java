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
import java.util.Set;

import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.web.SwitchUserCondition;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Condition that a login must match to receive a token, in addition to those that the
 * application declares: the required authorities, all factors, and no impersonation.
 */
final class LoginConditions {

	/**
	 * Optional classes that are looked up by name.
	 */
	static final List<String> OPTIONAL_TYPES = List
		.of("org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority");

	private static final boolean SWITCH_USER = OPTIONAL_TYPES.stream()
		.allMatch((type) -> ClassUtils.isPresent(type, LoginConditions.class.getClassLoader()));

	private LoginConditions() {
	}

	static LoginCondition of(SocialPlusProperties.Login properties, ListableBeanFactory beanFactory) {
		Set<String> authorities = properties.getRequiredAuthorities();
		LoginCondition condition = LoginCondition.hasAuthorities(authorities)
			.and(new AuthenticatedConditions(beanFactory).find(!authorities.isEmpty()));
		return (SWITCH_USER && !properties.isImpersonation()) ? condition.and(new SwitchUserCondition()) : condition;
	}

}
