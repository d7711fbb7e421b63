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

import org.junit.jupiter.api.Test;
import plus.social.spring.testsupport.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NetworkSecret}.
 */
class NetworkSecretTests {

	private static final Duration OVERLAP = Duration.ofHours(1);

	private final MutableClock clock = new MutableClock();

	private final NetworkSecret secret = new NetworkSecret(this.clock);

	@Test
	void acceptsTheCurrentOneOnly() {
		assertThat(this.secret.accepts(this.secret.current())).isTrue();
		assertThat(this.secret.accepts(new NetworkSecret(this.clock).current())).isFalse();
		assertThat(this.secret.accepts("")).isFalse();
		assertThat(this.secret.accepts(null)).isFalse();
	}

	@Test
	void acceptsBothDuringARotation() {
		String old = this.secret.current();
		String rotated = this.secret.rotate(OVERLAP).value();
		this.clock.advance(OVERLAP.minusNanos(1));
		assertThat(this.secret.accepts(old)).isTrue();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.secret.accepts(old)).isFalse();
		assertThat(this.secret.accepts(rotated)).isTrue();
		assertThat(this.secret.current()).isEqualTo(rotated).isNotEqualTo(old);
	}

	@Test
	void refusesAReplacedOneOnceRevoked() {
		String old = this.secret.current();
		this.secret.rotate(OVERLAP);
		this.secret.revokeReplaced();
		assertThat(this.secret.accepts(old)).isFalse();
		assertThat(this.secret.accepts(null)).isFalse();
	}

	@Test
	void aRotationForgetsTheOneBeforeThePrevious() {
		String oldest = this.secret.current();
		this.secret.rotate(OVERLAP);
		this.secret.rotate(OVERLAP);
		assertThat(this.secret.accepts(oldest)).isFalse();
	}

	@Test
	void aRenewedOneLivesAsLongAsTheNewOne() {
		this.secret.setLifetime(Duration.ofHours(2));
		String first = this.secret.current();
		this.clock.advance(Duration.ofHours(1));
		NetworkSecret.Issued second = this.secret.renew();
		String third = this.secret.renew().value();
		assertThat(second.issuedAt()).isEqualTo(this.clock.instant());
		assertThat(second.expiresAt()).isEqualTo(this.clock.instant().plus(Duration.ofHours(2)));
		this.clock.advance(Duration.ofHours(2).minusNanos(1));
		assertThat(new String[] { first, second.value(), third }).allMatch(this.secret::accepts);
		this.clock.advance(Duration.ofNanos(1));
		assertThat(new String[] { first, second.value(), third }).noneMatch(this.secret::accepts);
		assertThat(second.toString()).doesNotContain(second.value());
	}

	@Test
	void expiresAfterAYearOrItsLifetime() {
		this.clock.advance(Duration.ofDays(365).minusNanos(1));
		assertThat(this.secret.accepts(this.secret.current())).isTrue();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.secret.accepts(this.secret.current())).isFalse();
		this.secret.setLifetime(Duration.ofHours(1));
		assertThat(this.secret.accepts(this.secret.current())).isTrue();
		this.clock.advance(Duration.ofHours(1));
		assertThat(this.secret.accepts(this.secret.current())).isFalse();
	}

	@Test
	void resetBringsBackTheFirstOneOnly() {
		String first = this.secret.current();
		this.secret.setLifetime(Duration.ofHours(1));
		String rotated = this.secret.rotate(OVERLAP).value();
		this.secret.reset();
		assertThat(this.secret.current()).isEqualTo(first).isEqualTo(this.secret.initial());
		assertThat(this.secret.accepts(rotated)).isFalse();
		this.clock.advance(Duration.ofDays(300));
		assertThat(this.secret.accepts(first)).isTrue();
	}

}
