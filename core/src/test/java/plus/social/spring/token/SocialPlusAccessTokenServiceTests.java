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

package plus.social.spring.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SocialPlusAccessTokenService},
 * {@link ReactiveSocialPlusAccessTokenService} and {@link SocialPlusAccessToken}.
 */
class SocialPlusAccessTokenServiceTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final SocialPlusAccessToken TOKEN = new SocialPlusAccessToken("alice", "acce55-canary",
			Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(30)));

	private final List<String> calls = new ArrayList<>();

	@Test
	void eachViewGivesTheSameAnswers() {
		ReactiveSocialPlusAccessTokenService reactive = ReactiveSocialPlusAccessTokenService
			.nonBlocking(new Blocking());
		SocialPlusAccessTokenService blocking = SocialPlusAccessTokenService.blocking(reactive);
		assertThat(blocking.issueAccessToken(ALICE, "mail")).isSameAs(TOKEN);
		assertThat(blocking.verify(TOKEN)).isTrue();
		blocking.revoke(TOKEN);
		blocking.revokeAll(ALICE);
		assertThat(this.calls).containsExactly("create mail", "verify", "revoke", "revokeAll");
	}

	@Test
	void aFailureIsPassedOn() {
		ReactiveSocialPlusAccessTokenService reactive = ReactiveSocialPlusAccessTokenService
			.nonBlocking(new Blocking());
		StepVerifier.create(Mono.defer(() -> reactive.issueAccessToken(ALICE, "fail")))
			.expectErrorMessage("no")
			.verify(Duration.ofMinutes(2));
	}

	@Test
	void aTokenPrintsNothingOfItself() {
		assertThat(TOKEN)
			.hasToString("SocialPlusAccessToken[userId=***, tokenValue=***, issuedAt=1970-01-01T00:00:00Z, "
					+ "expiresAt=1970-01-31T00:00:00Z]");
		assertThat(TOKEN).isNotInstanceOf(java.io.Serializable.class)
			.isEqualTo(new SocialPlusAccessToken("alice", "acce55-canary", TOKEN.getIssuedAt(), TOKEN.getExpiresAt()))
			.isNotEqualTo(new SocialPlusAccessToken("bob", "acce55-canary", TOKEN.getIssuedAt(), TOKEN.getExpiresAt()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "can ary", "can\nary", "canaré", "\"canary\"" })
	void whatCannotStandInAHeaderIsNoToken(String value) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SocialPlusAccessToken("alice", value, Instant.EPOCH, Instant.EPOCH))
			.withMessageNotContaining("can");
	}

	private final class Blocking implements SocialPlusAccessTokenService {

		@Override
		public SocialPlusAccessToken issueAccessToken(SocialPlusUser user, String purpose) {
			if (purpose.equals("fail")) {
				throw new IllegalStateException("no");
			}
			call("create " + purpose);
			return TOKEN;
		}

		@Override
		public boolean verify(SocialPlusAccessToken token) {
			call("verify");
			return true;
		}

		@Override
		public void revoke(SocialPlusAccessToken token) {
			call("revoke");
		}

		@Override
		public void revokeAll(SocialPlusUser user) {
			call("revokeAll");
		}

		private void call(String what) {
			assertThat(Schedulers.isInNonBlockingThread()).isFalse();
			SocialPlusAccessTokenServiceTests.this.calls.add(what);
		}

	}

}
