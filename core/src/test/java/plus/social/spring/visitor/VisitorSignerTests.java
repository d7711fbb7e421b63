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

package plus.social.spring.visitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import plus.social.spring.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link VisitorSigner} and {@link VisitorRateLimiter}.
 */
class VisitorSignerTests {

	private static final String SECRET = "s3cret-canary";

	private final MutableClock clock = new MutableClock();

	private final VisitorSigner signer = new VisitorSigner(SECRET, 2, this.clock);

	@Test
	void signsAsTheVendorDescribesIt() {
		Clock newYear = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
		VisitorSignature signature = new VisitorSigner(SECRET, 1, newYear).sign("visitor-1");
		assertThat(signature.deviceId()).isEqualTo("visitor-1");
		assertThat(signature.expiresAt()).isEqualTo("2026-01-01T00:30:00.000Z");
		assertThat(signature.value()).isEqualTo("cd3cb21387c9746aade74765dc5a6b4e2fcbae7899c2b7a46750f504d4d62139");
		assertThat(signature).asString().doesNotContain("visitor-1").doesNotContain(signature.value());
		assertThat(this.signer).asString().doesNotContain(SECRET);
	}

	@Test
	void aSecretAndALimitAreNeeded() {
		assertThatIllegalArgumentException().isThrownBy(() -> new VisitorSigner(" ", 1, this.clock));
		assertThatIllegalArgumentException().isThrownBy(() -> new VisitorSigner(SECRET, 0, this.clock))
			.withMessageNotContaining(SECRET);
	}

	@Test
	void aDeviceIdIsReadAgainAndNothingElseIs() {
		String deviceId = this.signer.newDeviceId();
		assertThat(this.signer.readDeviceId(deviceId)).isEqualTo(deviceId).isNotEqualTo(this.signer.newDeviceId());
		assertThat(this.signer.readDeviceId(null)).isNull();
		assertThat(this.signer.readDeviceId(1)).isNull();
		assertThat(this.signer.readDeviceId(deviceId + "&authSignatureExpiresAt=9999")).isNull();
	}

	@Test
	void oneSessionIsAdmittedFiveTimesInFiveSeconds() {
		for (int i = 0; i < VisitorRateLimiter.MAX_PER_SESSION; i++) {
			assertThat(this.signer.admit("visitor-1")).isNull();
		}
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(this.signer.admit("visitor-1")).isEqualTo(Duration.ofSeconds(3));
		assertThat(this.signer.admit("visitor-2")).isNull();
		this.clock.advance(Duration.ofSeconds(3));
		assertThat(this.signer.admit("visitor-1")).isNull();
	}

	@Test
	void allSessionsTogetherHaveALimit() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.signer.admit(null)).isNull();
		}
		assertThat(this.signer.admit(null)).isEqualTo(VisitorRateLimiter.WINDOW);
		assertThat(this.signer.admit("visitor-1")).isNotNull();
		this.clock.advance(VisitorRateLimiter.WINDOW);
		assertThat(this.signer.admit("visitor-1")).isNull();
	}

}
