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

import org.junit.jupiter.api.Test;
import plus.social.spring.token.SocialPlusException.Reason;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SocialPlusTokenService} and {@link ReactiveSocialPlusTokenService}.
 */
class SocialPlusTokenServiceTests {

	private static final SocialPlusUser USER = SocialPlusUser.of("alice");

	private static final SocialPlusAuthToken TOKEN = new SocialPlusAuthToken("alice", "t0ken", Instant.EPOCH);

	private static final SocialPlusException FAILURE = new SocialPlusException(Reason.TIMEOUT, "late");

	@Test
	void blockingViewWaitsForTheToken() {
		SocialPlusTokenService service = SocialPlusTokenService.blocking((user) -> Mono.just(TOKEN));
		assertThat(service.issueToken(USER)).isSameAs(TOKEN);
	}

	@Test
	void blockingViewThrowsTheReason() {
		SocialPlusTokenService service = SocialPlusTokenService.blocking((user) -> Mono.error(FAILURE));
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> service.issueToken(USER))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.TIMEOUT));
	}

	@Test
	void blockingViewDoesNotTakeNothingForAToken() {
		SocialPlusTokenService service = SocialPlusTokenService.blocking((user) -> Mono.empty());
		assertThatIllegalStateException().isThrownBy(() -> service.issueToken(USER));
	}

	@Test
	void nonBlockingViewCallsOnAThreadThatMayBlock() {
		ReactiveSocialPlusTokenService service = ReactiveSocialPlusTokenService.nonBlocking((user) -> {
			assertThat(Schedulers.isInNonBlockingThread()).isFalse();
			assertThat(Thread.currentThread().getName()).startsWith("boundedElastic");
			return TOKEN;
		});
		StepVerifier.create(service.issueToken(USER)).expectNext(TOKEN).expectComplete().verify(Duration.ofMinutes(2));
	}

	@Test
	void nonBlockingViewFailsWithTheReason() {
		ReactiveSocialPlusTokenService service = ReactiveSocialPlusTokenService.nonBlocking((user) -> {
			throw FAILURE;
		});
		StepVerifier.create(service.issueToken(USER))
			.expectErrorSatisfies((ex) -> assertThat(ex).isSameAs(FAILURE))
			.verify(Duration.ofMinutes(2));
	}

}
