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

package plus.social.spring.tests;

import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.testsupport.Browser;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which Social Plus user a login is, on both stacks.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AbstractUserTests {

	private TestApplication application;

	private TestApplication bearers;

	private Browser browser;

	/**
	 * Start an application with form login and the registrations {@code github} and
	 * {@code microsoft}, which stores {@link Identities} at {@code /in}.
	 */
	protected abstract TestApplication start(String... properties);

	/**
	 * Start an application for bearer tokens of the issuers {@code https://a.example} and
	 * {@code https://b.example}.
	 */
	protected abstract TestApplication startForBearers();

	/**
	 * Stop an application.
	 */
	protected void stop(TestApplication application) {
		application.close();
	}

	@BeforeAll
	void startApplications() {
		this.application = start();
		this.bearers = startForBearers();
	}

	@AfterAll
	void stopApplications() {
		stop(this.application);
		stop(this.bearers);
	}

	@BeforeEach
	void open() {
		this.application.getTokens().clear();
		this.bearers.getTokens().clear();
		this.browser = this.application.newBrowser();
	}

	@ParameterizedTest
	@CsvSource({ "local,alice,alice", "text,alice,alice", "principal,alice,alice", "github,alice,github:alice",
			"microsoft,alice,microsoft:alice", "github,4711,github:4711", "local,github:4711,local/:github:4711",
			"local,local/:alice,local/:local/:alice", "local,admin_x,admin_x" })
	void aLoginIsOneUser(String kind, String name, String id) {
		assertThat(logIn(kind, name).statusCode()).isEqualTo(200);
		assertThat(this.application.getTokens().getUserIds()).containsExactly(id);
		assertThat(this.application.getTokenAttributes(this.browser)).containsEntry(SocialPlusTokenAttributes.USER_ID,
				id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "account", "object" })
	void aPrincipalWithoutANameIsNone(String kind) {
		assertNone(kind, "bob");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%20alice", "alice%20", "ali%C2%A0ce", "ali%E2%80%8Bce", "%EF%BB%BFalice", "ali%C2%ADce",
			"ali%E2%80%A8ce", "ali%E2%80%AEce", "Zoe%CC%88", "ADMIN_x", "DELETED_x" })
	void aNameThatOnlyLooksLikeOneIsNone(String name) {
		assertNone("local", name);
	}

	private void assertNone(String kind, String name) {
		for (int i = 0; i < 3; i++) {
			assertThat(logIn(kind, name).statusCode()).isEqualTo(200);
		}
		assertThat(this.application.getTokens().getTokens()).isEmpty();
		assertThat(this.application.getTokenAttributes(this.browser)).isEmpty();
	}

	@Test
	void aLongIdHasAShortForm() {
		logIn("microsoft", "A".repeat(43));
		logIn("microsoft", "B".repeat(43));
		assertThat(this.application.getTokens().getUserIds()).hasSize(2)
			.doesNotHaveDuplicates()
			.allMatch((id) -> id.startsWith("microsoft:~") && id.length() <= 50);
	}

	@Test
	void theSameSubjectOfTwoIssuersIsTwoUsers() {
		assertThat(postToken("{\"iss\": \"https://a.example\", \"sub\": \"42\"}")).isEqualTo("iss/a.example:42");
		assertThat(postToken("{\"iss\": \"https://b.example\", \"sub\": \"42\"}")).isEqualTo("iss/b.example:42");
	}

	@Test
	void aClientIsNoUser() {
		for (String claims : new String[] { "\"client_id\": \"alice\"", "\"azp\": \"alice\"",
				"\"aud\": [\"alice\"]" }) {
			HttpResponse<String> answer = post("{\"iss\": \"https://a.example\", \"sub\": \"alice\", " + claims + "}");
			assertThat(answer.statusCode()).isEqualTo(403);
		}
		assertThat(this.bearers.getTokens().getTokens()).isEmpty();
	}

	private String postToken(String claims) {
		HttpResponse<String> answer = post(claims);
		assertThat(answer.statusCode()).isEqualTo(200);
		Map<String, Object> json = JsonParserFactory.getJsonParser().parseMap(answer.body());
		return (String) json.get("userId");
	}

	private HttpResponse<String> post(String claims) {
		return this.bearers.newBrowser()
			.postJson("/socialplus/token", "", "Authorization", "Bearer " + Identities.token(claims));
	}

	private HttpResponse<String> logIn(String kind, String name) {
		return this.browser.get("/in?kind=" + kind + "&name=" + name);
	}

}
