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

package plus.social.spring.web;

import plus.social.spring.authentication.LoginCondition;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

/**
 * Condition that matches unless the login impersonates another user with Spring
 * Security's switch user filters. An administrator who views a customer's pages should
 * not chat in the customer's name.
 *
 * @since 0.1.0
 */
public final class SwitchUserCondition implements LoginCondition {

	/**
	 * Create a condition.
	 */
	public SwitchUserCondition() {
		// Named for its documentation.
	}

	@Override
	public boolean matches(Authentication authentication) {
		for (GrantedAuthority authority : authentication.getAuthorities()) {
			if (authority instanceof SwitchUserGrantedAuthority) {
				return false;
			}
		}
		return true;
	}

}
