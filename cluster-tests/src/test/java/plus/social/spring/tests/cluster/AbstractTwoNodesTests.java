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

package plus.social.spring.tests.cluster;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.session.SocialPlusTokenAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for two nodes that share a store.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractTwoNodesTests {

	private static final int AT_ONCE = 8;

	private final SetUp setUp;

	private SocialPlusEmulator emulator;

	private Store store;

	private Node one;

	private Node two;

	AbstractTwoNodesTests(SetUp setUp) {
		this.setUp = setUp;
	}

	@BeforeAll
	void start() {
		assumeThat(this.setUp.isAvailable()).as("%s is there", this.setUp).isTrue();
		this.store = this.setUp.startStore();
		this.emulator = SocialPlusEmulator.create();
		this.one = Node.start(this.setUp, this.store, this.emulator);
		this.two = Node.start(this.setUp, this.store, this.emulator);
	}

	@AfterEach
	void reset() {
		this.emulator.reset();
		Orphans.assertNone(this.store);
		this.store.clear();
	}

	@AfterAll
	void stop() throws Exception {
		for (AutoCloseable closeable : new AutoCloseable[] { this.one, this.two, this.emulator, this.store }) {
			if (closeable != null) {
				closeable.close();
			}
		}
	}

	@Test
	void aTokenOfOneNodeIsThereOnTheOther() {
		Visitor visitor = new Visitor();
		assertThat(visitor.logIn(this.one.getUrl(), "alice").statusCode()).isEqualTo(302);
		String token = visitor.get(this.two.getUrl(), "/token").body();
		assertThat(token).isEqualTo(visitor.get(this.one.getUrl(), "/token").body());
		assertThat(this.emulator.getTokens("alice")).containsExactly(token);
	}

	@Test
	void aLoginPageOfOneNodeIsGoodForALoginOnTheOther() {
		Visitor visitor = new Visitor();
		HttpResponse<String> page = visitor.get(this.one.getUrl(), "/login");
		assertThat(visitor.submit(this.two.getUrl(), page, "alice").join().statusCode()).isEqualTo(302);
		assertThat(this.emulator.getTokens("alice")).containsExactly(visitor.get(this.one.getUrl(), "/token").body());
	}

	@ParameterizedTest(name = "with {0} s left")
	@ValueSource(ints = { 90, 30, -1 })
	void renewalsOnBothNodesAtOnceMintOncePerNodeAtMost(int left) {
		Visitor visitor = logIn();
		this.one.change(visitor, (session) -> session.setAttribute(SocialPlusTokenAttributes.EXPIRES_AT,
				Instant.now().plusSeconds(left).toString()));
		assertThat(visitBothAtOnce(visitor)).allMatch((answer) -> answer.statusCode() == 200);
		Settled.await(() -> {
			String token = visitor.get(this.one.getUrl(), "/token").body();
			return !token.equals("none") && !token.equals(this.emulator.getTokens("alice").get(0))
					&& token.equals(visitor.get(this.two.getUrl(), "/token").body());
		});
		List<String> tokens = this.emulator.getTokens("alice");
		assertThat(tokens).hasSizeBetween(2, 3);
		assertHoldsOneOf(visitor, tokens.subList(1, tokens.size()));
	}

	@Test
	void aSessionWithoutATokenGetsOneOnWhicheverNode() {
		Visitor visitor = logIn();
		this.one.change(visitor, (session) -> SocialPlusTokenAttributes.NAMES.forEach(session::removeAttribute));
		assertThat(visitBothAtOnce(visitor)).allMatch((answer) -> answer.statusCode() == 200);
		Settled.await(() -> !visitor.get(this.one.getUrl(), "/token").body().equals("none"));
		assertThat(this.emulator.getTokenCount("alice")).isBetween(2, 3);
		assertHoldsOneOf(visitor, this.emulator.getTokens("alice"));
	}

	@ParameterizedTest
	@MethodSource
	void aValueThatCannotBeReadCountsAsAbsent(String name, Object value) {
		Visitor visitor = logIn();
		this.one.change(visitor, (session) -> session.setAttribute(name, value));
		assertThat(visitor.get(this.two.getUrl(), "/token").body()).isEqualTo("none");
		List<String> tokens = this.emulator.getTokens("alice");
		assertThat(tokens).hasSize(2);
		assertHoldsOneOf(visitor, tokens.subList(1, 2));
	}

	static Stream<Arguments> aValueThatCannotBeReadCountsAsAbsent() {
		return Stream.of(Arguments.of(SocialPlusTokenAttributes.AUTH_TOKEN, 42),
				Arguments.of(SocialPlusTokenAttributes.AUTH_TOKEN, "x".repeat(101)),
				Arguments.of(SocialPlusTokenAttributes.AUTH_TOKEN, "t0ken\r\n"),
				Arguments.of(SocialPlusTokenAttributes.EXPIRES_AT, Instant.now().plusSeconds(600)),
				Arguments.of(SocialPlusTokenAttributes.EXPIRES_AT, "tomorrow"),
				Arguments.of(SocialPlusTokenAttributes.USER_ID, new ArrayList<>(List.of("alice"))),
				Arguments.of(SocialPlusTokenAttributes.USER_ID, "alice\u0000"));
	}

	@Test
	void whatTheSdkRenewsOnBothNodesAtOnceIsInTheSession() {
		Visitor visitor = logIn();
		HttpResponse<String> page = visitor.get(this.one.getUrl(), "/logout");
		List<CompletableFuture<HttpResponse<String>>> answers = List.of(visitor.renewLater(this.one.getUrl(), page),
				visitor.renewLater(this.two.getUrl(), page));
		assertThat(answers).allMatch((answer) -> answer.join().statusCode() == 200);
		List<String> tokens = this.emulator.getTokens("alice");
		assertThat(tokens).hasSize(3);
		assertHoldsOneOf(visitor, tokens.subList(1, 3));
	}

	@Test
	void aLogoutOnOneNodeIsALogoutOnBoth() {
		Visitor visitor = logIn();
		visitor.get(this.two.getUrl(), "/page");
		Visitor thief = new Visitor().takeCookies(visitor);
		visitor.logOut(this.two.getUrl());
		for (Node node : List.of(this.one, this.two)) {
			assertThat(visitor.get(node.getUrl(), "/token").statusCode()).isEqualTo(302);
			assertThat(thief.get(node.getUrl(), "/token").statusCode()).isEqualTo(302);
			assertThat(node.getTokenAttributes(thief)).isEmpty();
		}
		assertThat(this.emulator.getTokenCount("alice")).isEqualTo(1);
	}

	@Test
	void aLogoutWhileTheOtherNodeFetchesATokenStaysALogout() {
		Visitor visitor = logIn();
		this.one.change(visitor, (session) -> SocialPlusTokenAttributes.NAMES.forEach(session::removeAttribute));
		Visitor thief = new Visitor().takeCookies(visitor);
		this.emulator.delay(Duration.ofSeconds(1));
		CompletableFuture<HttpResponse<String>> page = thief.getLater(this.one.getUrl(), "/page");
		visitor.logOut(this.two.getUrl());
		page.join();
		for (Node node : List.of(this.one, this.two)) {
			assertThat(thief.get(node.getUrl(), "/token").statusCode()).isEqualTo(302);
			assertThat(node.getTokenAttributes(thief)).isEmpty();
		}
		int mints = this.emulator.getTokenCount("alice");
		thief.get(this.one.getUrl(), "/page");
		assertThat(this.emulator.getTokenCount("alice")).isEqualTo(mints);
	}

	@Test
	void theTokenIsOfWhoeverLoggedInLastOnWhicheverNode() {
		Visitor visitor = logIn();
		visitor.logIn(this.two.getUrl(), "bob");
		assertThat(this.emulator.getTokens("bob")).containsExactly(visitor.get(this.one.getUrl(), "/token").body());
	}

	private Visitor logIn() {
		Visitor visitor = new Visitor();
		assertThat(visitor.logIn(this.one.getUrl(), "alice").statusCode()).isEqualTo(302);
		this.one.forget();
		this.two.forget();
		return visitor;
	}

	private List<HttpResponse<String>> visitBothAtOnce(Visitor visitor) {
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (int i = 0; i < AT_ONCE; i++) {
			answers.add(visitor.getLater(this.one.getUrl(), "/page"));
			answers.add(visitor.getLater(this.two.getUrl(), "/page"));
		}
		return answers.stream().map(CompletableFuture::join).toList();
	}

	private void assertHoldsOneOf(Visitor visitor, List<String> tokens) {
		assertThat(this.one.getTokenAttributes(visitor)).isEqualTo(this.two.getTokenAttributes(visitor));
		assertThat(tokens).contains(visitor.get(this.one.getUrl(), "/token").body());
		assertThat(tokens).contains(visitor.get(this.two.getUrl(), "/token").body());
	}

}
