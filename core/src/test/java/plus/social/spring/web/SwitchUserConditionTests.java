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

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SwitchUserCondition}.
 */
class SwitchUserConditionTests {

	@Test
	void holdsUnlessSomebodyActsAsSomebodyElse() {
		TestingAuthenticationToken admin = new TestingAuthenticationToken("admin", null, "ROLE_ADMIN");
		TestingAuthenticationToken switched = new TestingAuthenticationToken("alice", null,
				List.of(new SimpleGrantedAuthority("ROLE_USER"), new SwitchUserGrantedAuthority("OWN_ROLE", admin)));
		assertThat(new SwitchUserCondition().matches(admin)).isTrue();
		assertThat(new SwitchUserCondition().matches(switched)).isFalse();
	}

}
