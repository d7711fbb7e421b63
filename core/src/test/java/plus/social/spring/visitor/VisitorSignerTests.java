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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.testsupport.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link VisitorSigner} and {@link VisitorRateLimiter}.
 */
class VisitorSignerTests {

	private static final String SECRET = "v1sitor-s3cret-canary";

	private final MutableClock clock = new MutableClock();

	private final VisitorSigner signer = new VisitorSigner(SECRET, 2, this.clock);

	@Test
	void signsAsTheVendorDescribesIt() {
		Clock newYear = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
		VisitorSignature signature = new VisitorSigner(SECRET, 1, newYear).sign("visitor-1");
		assertThat(signature.deviceId()).isEqualTo("visitor-1");
		assertThat(signature.expiresAt()).isEqualTo("2026-01-01T00:30:00.000Z");
		assertThat(signature.value()).isEqualTo("7ac8de1520792f2c732f04ddcc21c51f8178c23dca20727e40cf575bdaf35d91");
		assertThat(signature).asString().doesNotContain("visitor-1").doesNotContain(signature.value());
		assertThat(this.signer).asString().doesNotContain(SECRET);
	}

	@Test
	void aLimitIsNeeded() {
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
			assertThat(this.signer.tryAcquire("visitor-1")).isNull();
		}
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(this.signer.tryAcquire("visitor-1")).isEqualTo(Duration.ofSeconds(3));
		assertThat(this.signer.tryAcquire("visitor-2")).isNull();
		this.clock.advance(Duration.ofSeconds(3));
		assertThat(this.signer.tryAcquire("visitor-1")).isNull();
	}

	@Test
	void newSessionsTogetherHaveALimit() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.signer.tryAcquire(null)).isNull();
		}
		assertThat(this.signer.tryAcquire(null)).isEqualTo(VisitorRateLimiter.WINDOW);
		this.clock.advance(VisitorRateLimiter.WINDOW);
		assertThat(this.signer.tryAcquire(null)).isNull();
	}

	@Test
	void knownSessionsDoNotWaitForNewOnes() {
		for (int i = 0; i < 1000; i++) {
			this.signer.tryAcquire(null);
		}
		for (int i = 0; i < 1000; i++) {
			assertThat(this.signer.tryAcquire("visitor-" + i)).isNull();
		}
	}

	@Test
	void aKnownSessionThatAsksTooOftenWaitsAlone() {
		for (int i = 0; i < 1000; i++) {
			this.signer.tryAcquire("visitor-1");
		}
		assertThat(this.signer.tryAcquire("visitor-1")).isNotNull();
		assertThat(this.signer.tryAcquire("visitor-2")).isNull();
		assertThat(this.signer.tryAcquire(null)).isNull();
	}

	@Test
	void aClockThatIsSetBackKeepsNoVisitorOut() {
		for (int i = 0; i < 10; i++) {
			this.signer.tryAcquire(null);
		}
		this.clock.advance(Duration.ofHours(-1));
		assertThat(this.signer.tryAcquire(null)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "x", "canary", "canary-of-17-char", "canarycanarycanarycanary",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "v1sitor-s3cret-canary\n", "v1sitor-s3cret-canary\r\n",
			" v1sitor-s3cret-canary", "v1sitor-s3cret-canary ", "v1sitor s3cret canary", "\uFEFFv1sitor-s3cret-canary",
			"v1sitor-s3cret-canary\u00A0", "v1sitor-s3cret-canary\0", "v1sitor-s3cr\u00E9t-canary" })
	void aSecretThatIsWeakOrCannotBeOneIsRefused(String secret) {
		assertThatIllegalArgumentException().isThrownBy(() -> new VisitorSigner(secret, 1, this.clock))
			.withMessageStartingWith("Visitor secret must ")
			.withMessageNotContaining("canary");
	}

	@ParameterizedTest
	@ValueSource(strings = { "canary-of-18-chars", "0f1e2d3c4b5a69788796a5b4", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
			"b3babb0b3a89f4341d31dc1a01091edcd70f8de7b23d697f", "{\"$%&/()=?+*~#'<>|_-.:,;" })
	void aSecretThatMayBeStrongIsAccepted(String secret) {
		assertThat(new VisitorSigner(secret, 1, this.clock).sign("visitor-1").value()).hasSize(64);
	}

}
