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

package plus.social.spring.tests.faults;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.tests.TokenPage;
import plus.social.spring.tests.Transcript;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusException.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logs users in to an application that has a fault, and to one without Social Plus, one
 * after the other.
 */
final class FaultRowRun {

	private final FaultRowResult result = new FaultRowResult();

	private final FaultRow row;

	private final Upstream upstream;

	private final TestApplication application;

	private final TestApplication reference;

	private final Browser browser;

	private final Browser referenceBrowser;

	private long loginStart;

	FaultRowRun(FaultRow row, Upstream upstream, TestApplication application) {
		this.row = row;
		this.upstream = upstream;
		this.application = application;
		this.reference = FaultStack.reference(row.stack());
		this.browser = application.newBrowser();
		this.referenceBrowser = this.reference.newBrowser();
	}

	FaultRowResult run() {
		failToLogIn(this.browser);
		failToLogIn(this.referenceBrowser);
		for (int i = 0; i < FaultRow.LOGINS; i++) {
			logIn("user-" + i);
		}
		this.result.setCalls(this.upstream.getCalls());
		this.browser.getAnswers()
			.forEach((answer) -> Canary.scan("answer to " + answer.uri().getPath(),
					answer.headers().map() + "\n" + answer.body()));
		return this.result;
	}

	// So that the first login that counts is not the first one of the application.
	private void failToLogIn(Browser visitor) {
		visitor.submit(visitor.get("/login"), "/login", Map.of("username", "user", "password", "wrong"));
	}

	private void logIn(String user) {
		this.loginStart = System.nanoTime();
		int callsBefore = this.upstream.getCalls();
		int seen = this.browser.getAnswers().size();
		int seenOfReference = this.referenceBrowser.getAnswers().size();
		long referenceTime = logIn(this.referenceBrowser, user);
		long time = logIn(this.browser, user);
		this.result.addTimes(time, referenceTime);
		assertThat(transcript(this.browser, seen)).as("answers to the login of %s", user)
			.isEqualTo(transcript(this.referenceBrowser, seenOfReference));
		boolean held = isHeld(user);
		String found = this.browser.get("/token/find").body();
		if (this.row.mode() == LoginMode.LAZY || this.row.mode() == LoginMode.OFF) {
			assertThat(this.upstream.getCalls()).as("calls of a login").isEqualTo(callsBefore);
			assertThat(found).isEqualTo(TokenPage.NONE);
		}
		use(user, held);
	}

	private long logIn(Browser visitor, String user) {
		visitor.forgetSession();
		HttpResponse<String> page = visitor.get("/login");
		long start = System.nanoTime();
		HttpResponse<String> answer = visitor.submit(page, "/login",
				Map.of("username", user, "password", Browser.PASSWORD));
		long time = System.nanoTime() - start;
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location")).get().asString().doesNotContain("error");
		return time;
	}

	private static String transcript(Browser visitor, int from) {
		List<HttpResponse<String>> answers = visitor.getAnswers();
		return Transcript.of(visitor, answers.subList(from, answers.size()));
	}

	// What is held is right, or nothing is.
	private boolean isHeld(String user) {
		Map<String, Object> held = this.application.getTokenAttributes(this.browser);
		if (held.isEmpty()) {
			return false;
		}
		assertThat(held).containsEntry(SocialPlusTokenAttributes.USER_ID, user);
		assertThat(this.upstream.getTokens(user)).contains((String) held.get(SocialPlusTokenAttributes.AUTH_TOKEN));
		return true;
	}

	private void use(String user, boolean heldBefore) {
		String page = this.browser.get("/token/obtain").body();
		this.result.addNeed();
		// On a machine that is slow, the session may have asked again.
		long pauses = (System.nanoTime() - this.loginStart) / TokenFetcher.FAILURE_PAUSE.toNanos();
		LongStream.range(0, pauses).forEach((pause) -> this.result.addNeed());
		boolean held = isHeld(user);
		boolean obtained = this.upstream.getTokens(user)
			.stream()
			.anyMatch((token) -> page.equals(TokenPage.fingerprint(token) + " of " + user));
		if (!obtained) {
			assertThat(held).isFalse();
			this.result.addRefused(Reason.valueOf(page.lines().findFirst().orElseThrow()));
			return;
		}
		assertThat(held).isEqualTo(this.row.mode() != LoginMode.OFF);
		if (heldBefore) {
			this.result.addWithLogin();
		}
		else {
			this.result.addLate();
		}
	}

}
