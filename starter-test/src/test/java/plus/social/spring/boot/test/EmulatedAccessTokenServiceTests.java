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

package plus.social.spring.boot.test;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.token.SocialPlusAccessToken;
import plus.social.spring.token.SocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SocialPlusAccessTokenService} against the emulator, over real sockets.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
				"socialplus.http.call-timeout=1m" })
@AutoConfigureSocialPlusEmulator
class EmulatedAccessTokenServiceTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	@Autowired
	private SocialPlusAccessTokenService service;

	@Autowired
	private SocialPlusEmulator emulator;

	@Test
	void aSessionIsCreatedVerifiedAndRevoked() {
		SocialPlusAccessToken token = this.service.issueAccessToken(ALICE.withDisplayName("Alice"), "mail");
		assertThat(token.getUserId()).isEqualTo("alice");
		assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt())).isEqualTo(Duration.ofDays(30));
		assertThat(this.emulator.getSessions("alice")).singleElement()
			.extracting(EmulatedSession::displayName)
			.isEqualTo("Alice");
		assertThat(this.service.verify(token)).isTrue();
		this.service.revoke(token);
		assertThat(this.service.verify(token)).isFalse();
		assertThat(this.emulator.getSessions("alice")).isEmpty();
		this.service.revoke(token);
	}

	@Test
	void anotherSessionForTheSamePurposeEndsTheOneBefore() {
		SocialPlusAccessToken first = this.service.issueAccessToken(ALICE, "mail");
		SocialPlusAccessToken other = this.service.issueAccessToken(ALICE, "news");
		SocialPlusAccessToken bobs = this.service.issueAccessToken(SocialPlusUser.of("bob"), "mail");
		SocialPlusAccessToken second = this.service.issueAccessToken(ALICE, "mail");
		assertThat(this.service.verify(first)).isFalse();
		assertThat(List.of(second, other, bobs)).allMatch(this.service::verify);
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice", "a&b=c", "50% é😀+", "google:4711" })
	void allSessionsOfAUserAreRevokedAndNobodyElses(String userId) {
		SocialPlusUser user = SocialPlusUser.of(userId);
		this.service.issueAccessToken(user, "mail");
		this.service.issueAccessToken(user, "news");
		this.service.issueAccessToken(SocialPlusUser.of("bob"), "mail");
		this.service.revokeAll(user);
		assertThat(this.emulator.getSessions(userId)).isEmpty();
		assertThat(this.emulator.getSessions("bob")).hasSize(1);
		this.service.revokeAll(user);
	}

	// tag::session[]
	@Test
	void aSessionIsForOnePurposeAndEndsWhenItIsDone() {
		SocialPlusUser user = SocialPlusUser.of("alice");
		SocialPlusAccessToken token = this.service.issueAccessToken(user, "announcements");
		try {
			assertThat(this.service.verify(token)).isTrue();
		}
		finally {
			this.service.revoke(token);
		}
		assertThat(this.emulator.getSessions("alice")).isEmpty();
	}
	// end::session[]

	@Test
	void aFaultHasAReason() {
		SocialPlusAccessToken token = this.service.issueAccessToken(ALICE, "mail");
		this.emulator.fail(SocialPlusFault.SERVICE_UNAVAILABLE);
		assertReason(Reason.SERVER_ERROR, () -> this.service.issueAccessToken(ALICE, "mail"));
		assertReason(Reason.SERVER_ERROR, () -> this.service.verify(token));
		assertReason(Reason.SERVER_ERROR, () -> this.service.revoke(token));
		assertReason(Reason.SERVER_ERROR, () -> this.service.revokeAll(ALICE));
	}

	@ParameterizedTest
	@EnumSource(names = { "VALIDATION_FAILED", "QUOTA_EXCEEDED" })
	void aRefusalOfOneUserLeavesTheOthersAlone(SocialPlusFault fault) {
		for (int i = 0; i < 10; i++) {
			SocialPlusUser refused = SocialPlusUser.of("refused" + i);
			this.emulator.fail(fault, 1);
			assertThatExceptionOfType(SocialPlusException.class)
				.isThrownBy(() -> this.service.issueAccessToken(refused, "mail"))
				.satisfies((ex) -> assertThat(ex.isUserOnly()).isTrue())
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.USER_REFUSED));
		}
		assertThat(this.service.issueAccessToken(ALICE, "mail").getUserId()).isEqualTo("alice");
	}

	private static void assertReason(Reason reason, Runnable call) {
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(call::run)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(reason));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
