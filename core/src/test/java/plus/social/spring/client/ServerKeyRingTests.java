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

package plus.social.spring.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ServerKeyRing}.
 */
class ServerKeyRingTests {

	private static final ServerKey NEW = ServerKey.of("new");

	private static final ServerKey OLD = ServerKey.of("old");

	private static final ServerKey NEWER = ServerKey.of("newer");

	private final MutableClock clock = new MutableClock();

	@Test
	void triesTheKeysInTheirOrder() {
		ServerKeyRing ring = ring(() -> List.of(NEW, OLD));
		assertThat(ring.getKeys()).containsExactly(NEW, OLD);
		assertThat(ring.findOther(NEW)).isEqualTo(OLD);
		assertThat(ring.findOther(OLD)).isEqualTo(NEW);
	}

	@Test
	void staysWithTheOneThatWorks() {
		ServerKeyRing ring = ring(() -> List.of(NEW, OLD));
		ring.accepted(OLD);
		assertThat(ring.getKeys()).containsExactly(OLD, NEW);
	}

	@Test
	void givesUpTheOneThatWorkedWhenItIsNoLongerGiven() {
		KeyList provider = new KeyList(NEW, OLD);
		ServerKeyRing ring = ring(provider);
		ring.accepted(OLD);
		provider.keys = List.of(NEWER, NEW);
		assertThat(ring.getKeys()).containsExactly(NEWER, NEW);
	}

	@Test
	void triesTwoAtMostAndNoneTwice() {
		assertThat(ring(() -> List.of(NEW, NEW, OLD, NEWER)).getKeys()).containsExactly(NEW, OLD);
		assertThat(ring(() -> List.of(NEW, NEW)).findOther(NEW)).isNull();
	}

	@Test
	void looksForNewerKeysWhenOneIsRefusedButNotTwiceInASecond() {
		KeyList provider = new KeyList(OLD);
		provider.afterRefresh = List.of(NEW, OLD);
		ServerKeyRing ring = ring(provider);
		assertThat(ring.findOther(OLD)).isEqualTo(NEW);
		ring.findOther(OLD);
		this.clock.advance(Duration.ofMillis(999));
		ring.findOther(OLD);
		assertThat(provider.refreshes).hasValue(1);
		this.clock.advance(Duration.ofMillis(1));
		ring.findOther(OLD);
		assertThat(provider.refreshes).hasValue(2);
	}

	@Test
	void reportsThatThereIsNone() {
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(ring(List::of)::getKeys)
			.withMessageContaining("Settings > Integrations")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.SERVER_KEY_MISSING));
	}

	@Test
	void reportsAFailedProviderWithoutItsMessage() {
		ServerKeyRing ring = ring(() -> {
			throw new IllegalStateException("canary");
		});
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(ring::getKeys)
			.withMessageContaining("IllegalStateException")
			.withMessageNotContaining("canary")
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.SERVER_KEY_MISSING));
	}

	@Test
	void makesDoWithTheKnownKeysWhenThereIsNoLookingForNewerOnes() {
		KeyList provider = new KeyList(NEW, OLD);
		provider.failing = true;
		assertThat(ring(provider).findOther(NEW)).isEqualTo(OLD);
	}

	private ServerKeyRing ring(SocialPlusServerKeyProvider provider) {
		return new ServerKeyRing(provider, this.clock);
	}

	private static final class KeyList implements SocialPlusServerKeyProvider {

		private final AtomicInteger refreshes = new AtomicInteger();

		private List<ServerKey> keys;

		private List<ServerKey> afterRefresh;

		private boolean failing;

		KeyList(ServerKey... keys) {
			this.keys = List.of(keys);
			this.afterRefresh = this.keys;
		}

		@Override
		public List<ServerKey> getServerKeys() {
			return this.keys;
		}

		@Override
		public void refresh() {
			if (this.failing) {
				throw new IllegalStateException("canary");
			}
			this.refreshes.incrementAndGet();
			this.keys = this.afterRefresh;
		}

	}

}
