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
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import plus.social.spring.LogCapture;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoginResolver} and {@link SocialPlusUserResolver}.
 */
class LoginResolverTests {

	private static final Authentication ALICE = new TestingAuthenticationToken("alice", null, "ROLE_USER");

	private static final Authentication BOB = new TestingAuthenticationToken("bob", null, "ROLE_USER");

	private final LoginResolver resolver = new LoginResolver(SocialPlusUserResolver.principalName(),
			LoginCondition.none());

	@Test
	void aLoginInASessionIsAUser() {
		assertThat(stored(Map.of("SPRING_SECURITY_CONTEXT", new SecurityContextImpl(ALICE))))
			.isEqualTo(SocialPlusUser.of("alice"));
		assertThat(this.resolver.resolve(ALICE)).isEqualTo(SocialPlusUser.of("alice"));
	}

	@Test
	void aLoginWithoutAUserIsALogin() {
		LoginResolver nobody = new LoginResolver((authentication) -> null, LoginCondition.none());
		Map<String, Object> session = Map.of("SPRING_SECURITY_CONTEXT", new SecurityContextImpl(ALICE));
		assertThat(nobody.resolveStored(session::get, session::keySet)).isNull();
		assertThat(nobody.isLoginStored(session::get, session::keySet)).isTrue();
		assertThat(nobody.isLoginStored((name) -> null, session::keySet)).isFalse();
		Map<String, Object> empty = Map.of("SPRING_SECURITY_CONTEXT", new SecurityContextImpl());
		assertThat(nobody.isLoginStored(empty::get, empty::keySet)).isFalse();
	}

	@Test
	void aLoginUnderAnotherAttributeIsAUserIfItIsTheOnlyOne() {
		assertThat(stored(Map.of("a", "x", "CONTEXT", new SecurityContextImpl(ALICE))))
			.isEqualTo(SocialPlusUser.of("alice"));
		assertThat(stored(Map.of("SPRING_SECURITY_CONTEXT", new SecurityContextImpl(BOB), "CONTEXT",
				new SecurityContextImpl(ALICE))))
			.isEqualTo(SocialPlusUser.of("bob"));
		assertThat(stored(Map.of("A", new SecurityContextImpl(BOB), "B", new SecurityContextImpl(ALICE)))).isNull();
	}

	private SocialPlusUser stored(Map<String, Object> attributes) {
		return this.resolver.resolveStored(attributes::get, attributes::keySet);
	}

	@Test
	void nothingElseIs() {
		assertThat(stored(Map.of())).isNull();
		assertThat(stored(Map.of("SPRING_SECURITY_CONTEXT", "alice"))).isNull();
		assertThat(stored(Map.of("SPRING_SECURITY_CONTEXT", new SecurityContextImpl()))).isNull();
		assertThat(this.resolver.resolve(null)).isNull();
		assertThat(this.resolver.resolve(UsernamePasswordAuthenticationToken.unauthenticated("alice", "pw"))).isNull();
		assertThat(this.resolver.resolve(new AnonymousAuthenticationToken("key", "anonymousUser",
				AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))))
			.isNull();
	}

	@Test
	void aResolverMayWithholdAUser() {
		assertThat(new LoginResolver((authentication) -> null, LoginCondition.none()).resolve(ALICE)).isNull();
	}

	@Test
	void aConditionMayWithholdAUser() {
		LoginResolver picky = new LoginResolver(SocialPlusUserResolver.principalName(),
				(authentication) -> authentication.getName().startsWith("b"));
		assertThat(picky.resolve(ALICE)).isNull();
		assertThat(picky.resolve(new TestingAuthenticationToken("bob", null, "ROLE_USER")))
			.isEqualTo(SocialPlusUser.of("bob"));
	}

	@Test
	void anIdThatCannotBeSentIsWarnedOfOnceWithoutTheId() {
		Authentication invalid = new TestingAuthenticationToken("canary\u202e", null, "ROLE_USER");
		try (LogCapture log = new LogCapture("plus.social.spring", Level.TRACE)) {
			assertThat(this.resolver.resolve(invalid)).isNull();
			assertThat(this.resolver.resolve(invalid)).isNull();
			assertThat(log.messages(Level.WARN)).singleElement().asString().contains("SocialPlusUserResolver");
			assertThat(log.everything()).doesNotContain("canary");
		}
	}

	@Test
	void aResolverThatFailsDoesNotFailTheLogin() {
		LoginResolver failing = new LoginResolver((authentication) -> {
			throw new IllegalStateException("canary");
		}, LoginCondition.none());
		try (LogCapture log = new LogCapture("plus.social.spring", Level.TRACE)) {
			assertThat(failing.resolve(ALICE)).isNull();
			assertThat(log.messages(Level.WARN)).singleElement().asString().contains("java.lang.IllegalStateException");
			assertThat(log.everything()).doesNotContain("canary");
		}
	}

	@Test
	void aSecondReasonIsWarnedOfToo() {
		try (LogCapture log = new LogCapture("plus.social.spring", Level.TRACE)) {
			for (String name : List.of("canary\u202e", "ADMIN_canary", "canary\u202d", "DELETED_canary",
					"\u200bcanary")) {
				assertThat(this.resolver.resolve(new TestingAuthenticationToken(name, null, "ROLE_USER"))).isNull();
			}
			assertThat(log.messages(Level.WARN)).hasSize(3).allMatch((line) -> line.contains("SocialPlusUserResolver"));
			assertThat(log.everything()).doesNotContain("canary");
		}
	}

	@Test
	void aPrincipalWithoutANameHasNoUserAndIsWarnedOfOnce() {
		try (LogCapture log = new LogCapture("plus.social.spring", Level.TRACE)) {
			for (int i = 0; i < 2; i++) {
				assertThat(this.resolver.resolve(new UsernamePasswordAuthenticationToken(new Canary("canary", i), null,
						AuthorityUtils.createAuthorityList("ROLE_USER"))))
					.isNull();
			}
			assertThat(log.messages(Level.WARN)).singleElement()
				.asString()
				.contains("SocialPlusUserResolver", Canary.class.getName());
			assertThat(log.everything()).doesNotContain("canary");
		}
	}

	@Test
	void aPrincipalThatFailsDoesNotFailTheRequest() {
		for (Supplier<String> name : List.<Supplier<String>>of(() -> {
			throw new IllegalStateException();
		}, () -> {
			throw new StackOverflowError();
		}, () -> null)) {
			Principal principal = name::get;
			assertThat(this.resolver.resolve(new TestingAuthenticationToken(principal, null, "ROLE_USER"))).isNull();
			Object printed = new Object() {
				@Override
				public String toString() {
					return name.get();
				}
			};
			assertThat(this.resolver.resolve(new TestingAuthenticationToken(printed, null, "ROLE_USER"))).isNull();
		}
	}

	record Canary(String name, int number) {

	}

}
