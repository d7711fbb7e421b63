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

import java.util.function.Consumer;
import java.util.stream.Stream;

import plus.social.spring.testsupport.Browser;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same application twice: with Social Plus, and with {@code socialplus.enabled=false}
 * to compare it with.
 */
public final class ComparedApplications implements AutoCloseable {

	private final TestApplication application;

	private final TestApplication reference;

	private ComparedApplications(TestApplication application, TestApplication reference) {
		this.application = application;
		this.reference = reference;
	}

	/**
	 * Start both.
	 * @param type the stack
	 * @param configuration their configuration
	 * @param properties their properties
	 * @return the running applications
	 */
	public static ComparedApplications start(WebApplicationType type, Class<?> configuration, String... properties) {
		String[] disabled = Stream.concat(Stream.of(properties), Stream.of("socialplus.enabled=false"))
			.toArray(String[]::new);
		return new ComparedApplications(TestApplication.start(type, configuration, properties),
				TestApplication.start(type, configuration, disabled));
	}

	/**
	 * Assert that a login in a new browser has a token in its session when its answer
	 * arrives, the only one that was minted and for exactly this user, and that every
	 * answer is the same without Social Plus.
	 * @param userId the user
	 * @param login logs in and stays at the answer
	 */
	public void assertTokenComesWithLogin(String userId, Consumer<Browser> login) {
		assertTokenComesWithLogin(userId, (browser) -> {
		}, login);
	}

	/**
	 * Assert the same of a login that needs preparation, which may itself have minted
	 * tokens.
	 * @param userId the user
	 * @param preparation what happens in the browser before
	 * @param login logs in and stays at the answer
	 */
	public void assertTokenComesWithLogin(String userId, Consumer<Browser> preparation, Consumer<Browser> login) {
		Browser browser = this.application.newBrowser();
		preparation.accept(browser);
		this.application.getTokens().clear();
		login.accept(browser);
		assertThat(this.application.getTokens().getTokens()).singleElement().satisfies((token) -> {
			assertThat(token.getUserId()).isEqualTo(userId);
			this.application.assertHolds(browser, token);
		});
		Browser other = this.reference.newBrowser();
		preparation.accept(other);
		login.accept(other);
		assertThat(this.reference.getTokens().getTokens()).isEmpty();
		assertThat(this.reference.getTokenAttributes(other)).isEmpty();
		assertThat(Transcript.of(browser)).isEqualTo(Transcript.of(other)).isNotEmpty();
	}

	/**
	 * Assert that no token is asked for and every answer is the same without Social Plus.
	 * @param visit what happens in the browser
	 */
	public void assertNothingHappens(Consumer<Browser> visit) {
		Browser browser = this.application.newBrowser();
		this.application.getTokens().clear();
		visit.accept(browser);
		assertThat(this.application.getTokens().getTokens()).isEmpty();
		assertThat(this.application.getTokenAttributes(browser)).isEmpty();
		Browser other = this.reference.newBrowser();
		visit.accept(other);
		assertThat(Transcript.of(browser)).isEqualTo(Transcript.of(other)).isNotEmpty();
	}

	public TestApplication getApplication() {
		return this.application;
	}

	public TestApplication getReference() {
		return this.reference;
	}

	@Override
	public void close() {
		this.application.close();
		this.reference.close();
	}

}
