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
 * Tests for {@link ServerKeys}.
 */
class ServerKeysTests {

	private final MutableClock clock = new MutableClock();

	private final ServerKeys keys = new ServerKeys(this.clock);

	@Test
	void acceptsTheCurrentKeyOnly() {
		assertThat(this.keys.accepts(this.keys.current())).isTrue();
		assertThat(this.keys.accepts(new ServerKeys(this.clock).current())).isFalse();
		assertThat(this.keys.accepts("")).isFalse();
		assertThat(this.keys.accepts(null)).isFalse();
	}

	@Test
	void acceptsBothKeysForOneHourAfterRotation() {
		String old = this.keys.current();
		String rotated = this.keys.rotate();
		this.clock.advance(Duration.ofHours(1).minusNanos(1));
		assertThat(this.keys.accepts(old)).isTrue();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.keys.accepts(old)).isFalse();
		assertThat(this.keys.accepts(rotated)).isTrue();
		assertThat(this.keys.current()).isEqualTo(rotated).isNotEqualTo(old);
	}

	@Test
	void refusesThePreviousKeyOnceRevoked() {
		String old = this.keys.current();
		this.keys.rotate();
		this.keys.revokePrevious();
		assertThat(this.keys.accepts(old)).isFalse();
		assertThat(this.keys.accepts(null)).isFalse();
	}

	@Test
	void forgetsTheKeyBeforeThePrevious() {
		String oldest = this.keys.current();
		this.keys.rotate();
		this.keys.rotate();
		assertThat(this.keys.accepts(oldest)).isFalse();
	}

	@Test
	void resetBringsBackTheFirstKeyOnly() {
		String first = this.keys.current();
		String rotated = this.keys.rotate();
		this.keys.reset();
		assertThat(this.keys.current()).isEqualTo(first).isEqualTo(this.keys.initial());
		assertThat(this.keys.accepts(rotated)).isFalse();
	}

}
