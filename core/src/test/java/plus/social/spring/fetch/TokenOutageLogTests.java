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

package plus.social.spring.fetch;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.LogCapture;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenOutageLog}.
 */
class TokenOutageLogTests {

	private static final String ISSUED_AGAIN = "Social Plus auth tokens are issued again";

	private final MutableClock clock = new MutableClock();

	private final TokenOutageLog issueLog = new TokenOutageLog(this.clock);

	private int failed;

	private final LogCapture log = new LogCapture("plus.social.spring", Level.INFO).ofThisThread();

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void logsEachChangeOnce() {
		fail(Reason.TIMEOUT);
		fail(Reason.TIMEOUT);
		assertThat(this.log.messages(Level.WARN)).containsExactly(
				"Social Plus auth tokens are not issued; logins continue without them. What happened [TIMEOUT]");
		fail(Reason.CONNECTION_FAILED);
		assertThat(this.log.messages(Level.WARN)).hasSize(2).last().asString().contains("[CONNECTION_FAILED]");
		assertThat(this.log.messages(Level.INFO)).isEmpty();
		this.issueLog.succeeded();
		this.issueLog.succeeded();
		assertThat(this.log.messages(Level.INFO)).containsExactly(ISSUED_AGAIN);
	}

	@Test
	void logsNothingTwiceInAMinuteHoweverOftenItChanges() {
		for (int i = 0; i < 50; i++) {
			fail(Reason.TIMEOUT);
			fail(Reason.SERVER_ERROR);
			this.issueLog.succeeded();
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(this.log.messages(Level.WARN)).hasSize(2);
		assertThat(this.log.messages(Level.INFO)).hasSize(1);
		this.clock.advance(TokenOutageLog.REPEAT_AFTER);
		fail(Reason.TIMEOUT);
		assertThat(this.log.messages(Level.WARN)).hasSize(3);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVER_KEY_REFUSED", "SECURE_MODE_OFF", "CLIENT_CERTIFICATE_INVALID" })
	void whatAnOperatorHasToPutRightIsAnError(Reason reason) {
		fail(reason);
		fail(reason);
		assertThat(this.log.messages(Level.ERROR)).singleElement().asString().contains("What happened", reason.name());
		assertThat(this.log.messages(Level.WARN)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "USER_REFUSED", "USER_BANNED", "RATE_LIMITED" })
	void whatConcernsOneUserIsNoOutage(Reason reason) {
		fail(reason);
		fail(reason);
		this.issueLog.succeeded();
		assertThat(this.log.messages(Level.WARN)).singleElement().asString().startsWith("A user gets no");
		assertThat(this.log.messages(Level.INFO)).isEmpty();
	}

	@Test
	void whatFewUsersFailWithWhileOthersHaveTokensIsNoOutage() {
		for (int i = 0; i < 30; i++) {
			this.issueLog.succeeded();
			fail("mallory", new SocialPlusException(Reason.SERVER_ERROR, "What happened"));
			fail("mallet", new SocialPlusException(Reason.SERVER_ERROR, "What happened"));
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(this.log.messages(Level.WARN)).singleElement().asString().startsWith("A user gets no");
		assertThat(this.log.messages(Level.INFO)).isEmpty();
		for (int i = 0; i < TokenOutageLog.MIN_USERS; i++) {
			fail(Reason.SERVER_ERROR);
		}
		assertThat(this.log.messages(Level.WARN)).last().asString().startsWith("Social Plus auth tokens are not");
		this.issueLog.succeeded();
		assertThat(this.log.messages(Level.INFO)).containsExactly(ISSUED_AGAIN);
	}

	@Test
	void aUserWhoFailsWithTheCauseOfAnEarlierOutageIsLogged() {
		fail(Reason.SERVER_ERROR);
		this.issueLog.succeeded();
		SocialPlusException ofUser = new SocialPlusException(Reason.SERVER_ERROR, "What happened").forUserOnly();
		fail("mallory", ofUser);
		assertThat(this.log.messages(Level.WARN)).as("the same cause in the same minute").hasSize(1);
		this.clock.advance(TokenOutageLog.REPEAT_AFTER);
		fail("mallory", ofUser);
		assertThat(this.log.messages(Level.WARN)).hasSize(2).last().asString().startsWith("A user gets no");
	}

	@Test
	void aUserWhoAloneHasToWaitIsNoOutage() {
		fail("mallory", new SocialPlusException(Reason.SERVER_KEY_REFUSED, "What happened", null, Duration.ofSeconds(2))
			.forUserOnly());
		assertThat(this.log.messages(Level.ERROR)).isEmpty();
		assertThat(this.log.messages(Level.WARN)).singleElement().asString().startsWith("A user gets no");
	}

	@Test
	void logsThatCallsAreLimitedAndWhenTheyNoLongerAre() {
		this.issueLog.unlimited();
		this.issueLog.limited(104.9);
		this.issueLog.limited(104.9);
		assertThat(this.log.messages(Level.INFO)).singleElement().asString().contains("limited to 105 per second");
		this.issueLog.unlimited();
		this.issueLog.unlimited();
		assertThat(this.log.messages(Level.INFO)).hasSize(2)
			.last()
			.isEqualTo("Calls to Social Plus are no longer limited");
	}

	private void fail(Reason reason) {
		fail("user" + this.failed++, new SocialPlusException(reason, "What happened"));
	}

	private void fail(String user, SocialPlusException failure) {
		this.issueLog.failed(SocialPlusUser.of(user), failure);
	}

}
