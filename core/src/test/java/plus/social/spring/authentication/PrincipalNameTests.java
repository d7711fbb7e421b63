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

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.saml2.provider.service.authentication.Saml2AssertionAuthentication;
import org.springframework.security.saml2.provider.service.authentication.Saml2ResponseAssertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PrincipalName}.
 */
class PrincipalNameTests {

	static List<Arguments> names() {
		UUID uuid = UUID.fromString("6f1c1c7e-0000-4000-8000-000000000007");
		return List.of(Arguments.of("alice", "alice"), Arguments.of(new StringBuilder("alice"), "alice"),
				Arguments.of(4711, "4711"), Arguments.of(4711L, "4711"), Arguments.of(uuid, uuid.toString()),
				Arguments.of(User.withUsername("alice").password("x").roles("USER").build(), "alice"),
				Arguments.of((Principal) () -> "alice", "alice"),
				Arguments.of((AuthenticatedPrincipal) () -> "alice", "alice"),
				Arguments.of(new NamedUser(7, "alice", "{noop}x"), "alice"),
				Arguments.of(login(User.withUsername("alice").password("x").roles("USER").build()), "alice"));
	}

	@ParameterizedTest
	@MethodSource("names")
	void aNameIsAName(Object principal, String name) {
		assertThat(PrincipalName.of(login(principal))).isEqualTo(name);
	}

	static List<Arguments> others() {
		return Stream
			.of(new AppUser(7, "bob", "{noop}x"), new Account("USER"), new Object(), Optional.of("alice"),
					List.of("alice"), Map.of("name", "alice"), TimeUnit.DAYS, true, 'a', new Changing(), new AppUser[0],
					login(new AppUser(7, "bob", "{noop}x")), (ClaimAccessor) () -> Map.of("sub", "alice"),
					new Nameless(), login(login(new Nameless())))
			.map((principal) -> Arguments.of(principal))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("others")
	void theTextOfAnotherObjectIsNone(Object principal) {
		Authentication login = new UsernamePasswordAuthenticationToken(principal, null, List.of());
		assertThatExceptionOfType(RefusedLoginException.class).isThrownBy(() -> PrincipalName.of(login))
			.withMessageContaining(principal.getClass().getName())
			.withMessageNotContaining("noop")
			.withMessageNotContaining("bob");
	}

	@Test
	void anAuthenticationMayHaveANameOfItsOwn() {
		Authentication login = new TestingAuthenticationToken(new AppUser(7, "bob", "{noop}x"), null, "ROLE_USER") {
			@Override
			public String getName() {
				return "bob";
			}
		};
		assertThat(PrincipalName.of(login)).isEqualTo("bob");
	}

	@Test
	void anAuthenticationThatPrintsItsUserHasTheUsersName() {
		User user = new User("alice", "{noop}x", List.of());
		Authentication login = new TestingAuthenticationToken(user, null, "ROLE_USER") {
			@Override
			public String getName() {
				return user.toString();
			}
		};
		assertThat(PrincipalName.of(login)).isEqualTo("alice");
	}

	@Test
	void aLoginThatIsItsOwnPrincipalIsNone() {
		Authentication[] self = new Authentication[1];
		self[0] = new TestingAuthenticationToken("x", null, "ROLE_USER") {
			@Override
			public Object getPrincipal() {
				return self[0];
			}

			@Override
			public String getName() {
				return toString();
			}

			@Override
			public String toString() {
				return "self";
			}
		};
		assertThatExceptionOfType(RefusedLoginException.class).isThrownBy(() -> PrincipalName.of(self[0]));
	}

	@Test
	void anAssertionIsKnownByItsNameId() {
		Saml2ResponseAssertion assertion = Saml2ResponseAssertion.withResponseValue("<xml/>").nameId("alice").build();
		assertThat(PrincipalName
			.of(new Saml2AssertionAuthentication(assertion, AuthorityUtils.createAuthorityList("ROLE_USER"), "okta")))
			.isEqualTo("alice");
	}

	private static Authentication login(Object principal) {
		return new TestingAuthenticationToken(principal, null, "ROLE_USER");
	}

	record AppUser(long id, String name, String passwordHash) {

	}

	record NamedUser(long id, String name, String passwordHash) implements Principal {

		@Override
		public String getName() {
			return this.name;
		}

	}

	record Account(String role) {

	}

	/**
	 * Another text each time.
	 */
	static class Changing {

		private final AtomicInteger number = new AtomicInteger();

		@Override
		public String toString() {
			return "Changing" + this.number.incrementAndGet();
		}

	}

	/**
	 * A principal without a name but that of the object.
	 */
	static class Nameless implements Principal {

		@Override
		public String getName() {
			return toString();
		}

	}

}
