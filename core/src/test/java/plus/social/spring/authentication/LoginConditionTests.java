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

package plus.social.spring.authentication;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManagerFactories;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoginCondition}.
 */
class LoginConditionTests {

	private static final Authentication ALICE = new TestingAuthenticationToken("alice", null, "A", "B");

	@Test
	void noneHolds() {
		assertThat(LoginCondition.none().matches(ALICE)).isTrue();
	}

	@Test
	void bothHold() {
		LoginCondition no = (authentication) -> false;
		assertThat(LoginCondition.none().and(LoginCondition.none()).matches(ALICE)).isTrue();
		assertThat(LoginCondition.none().and(no).matches(ALICE)).isFalse();
		assertThat(no.and(LoginCondition.none()).matches(ALICE)).isFalse();
	}

	@Test
	void everyAuthorityIsRequired() {
		assertThat(LoginCondition.hasAuthorities(Set.of()).matches(ALICE)).isTrue();
		assertThat(LoginCondition.hasAuthorities(List.of("A", "B")).matches(ALICE)).isTrue();
		assertThat(LoginCondition.hasAuthorities(List.of("A", "C")).matches(ALICE)).isFalse();
	}

	@Test
	void whatIsNotDeniedIsAuthorized() {
		assertThat(
				LoginCondition.authorizedBy((authentication, login) -> new AuthorizationDecision(true)).matches(ALICE))
			.isTrue();
		assertThat(LoginCondition.authorizedBy((authentication, login) -> null).matches(ALICE)).isTrue();
		assertThat(
				LoginCondition.authorizedBy((authentication, login) -> new AuthorizationDecision(false)).matches(ALICE))
			.isFalse();
		assertThat(LoginCondition.authorizedBy(
				(authentication, login) -> new AuthorizationDecision(login == ALICE && authentication.get() == ALICE))
			.matches(ALICE)).isTrue();
	}

	@Test
	void multiFactorAuthenticationIsAuthorizedAfterTheLastFactor() {
		AuthorizationManagerFactory<Object> factory = AuthorizationManagerFactories.multiFactor()
			.requireFactors(FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY)
			.build();
		LoginCondition condition = LoginCondition.authorizedBy(factory.authenticated());
		assertThat(condition.matches(login(FactorGrantedAuthority.PASSWORD_AUTHORITY))).isFalse();
		assertThat(condition
			.matches(login(FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY))).isTrue();
	}

	private static Authentication login(String... factors) {
		return new TestingAuthenticationToken("alice", null,
				java.util.Arrays.stream(factors).map(FactorGrantedAuthority::fromAuthority).toList());
	}

}
