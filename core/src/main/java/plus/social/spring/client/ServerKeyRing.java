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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusClientStatus.Key;
import plus.social.spring.client.SocialPlusClientStatus.KeyRole;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * The server keys in the order of use: the one that worked last, as long as it is
 * provided, otherwise the preferred one.
 */
final class ServerKeyRing {

	/**
	 * Maximum number of keys to try: Social Plus accepts the old and the new one during a
	 * rotation.
	 */
	private static final int MAX_KEYS = 2;

	private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(1);

	private final SocialPlusServerKeyProvider provider;

	private final Clock clock;

	private volatile @Nullable ServerKey accepted;

	private Instant refreshedAt = Instant.MIN;

	ServerKeyRing(SocialPlusServerKeyProvider provider, Clock clock) {
		this.provider = provider;
		this.clock = clock;
	}

	/**
	 * Return the keys for a call.
	 * @return one or two keys in the order in which to try them
	 * @throws SocialPlusException if there is none
	 */
	List<ServerKey> getKeys() {
		List<ServerKey> keys = provided();
		return (keys.size() > 1) ? inOrderOfUse(keys) : keys;
	}

	private List<ServerKey> inOrderOfUse(List<ServerKey> provided) {
		Set<ServerKey> keys = new LinkedHashSet<>(provided);
		ServerKey first = this.accepted;
		Stream<ServerKey> ordered = (first != null && keys.remove(first))
				? Stream.concat(Stream.of(first), keys.stream()) : keys.stream();
		return ordered.limit(MAX_KEYS).toList();
	}

	private List<ServerKey> provided() {
		List<ServerKey> keys;
		try {
			keys = List.copyOf(this.provider.getServerKeys());
		}
		catch (SocialPlusException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// Without the exception, which may contain anything, including a key.
			throw new SocialPlusException(Reason.SERVER_KEY_MISSING,
					"The server key provider failed [" + ex.getClass().getName() + "]");
		}
		if (keys.isEmpty()) {
			throw new SocialPlusException(Reason.SERVER_KEY_MISSING,
					"No server key is configured: generate one in the Social Plus Console, Settings > Integrations");
		}
		return keys;
	}

	/**
	 * Return whether a key is the preferred one.
	 * @param key a key from {@link #getKeys()}
	 * @return {@code false} if it is the previous one
	 */
	boolean isCurrent(ServerKey key) {
		return provided().get(0).equals(key);
	}

	/**
	 * Describe the keys.
	 * @param refused whether Social Plus refuses all of them
	 * @return one or two keys in the order of preference, or none if there is no key
	 */
	List<Key> describe(boolean refused) {
		List<ServerKey> keys = findProvided();
		ServerKey accepted = refused ? null : this.accepted;
		return IntStream.range(0, Math.min(keys.size(), MAX_KEYS))
			.mapToObj((i) -> describe(keys.get(i), (i == 0) ? KeyRole.CURRENT : KeyRole.PREVIOUS, accepted))
			.toList();
	}

	private static Key describe(ServerKey key, KeyRole role, @Nullable ServerKey accepted) {
		return new Key(role, key.getFingerprint(), key.equals(accepted), key.getCreatedAt(), key.getExpiresAt());
	}

	private List<ServerKey> findProvided() {
		try {
			return provided().stream().distinct().toList();
		}
		catch (SocialPlusException ex) {
			return List.of();
		}
	}

	void accepted(ServerKey key) {
		this.accepted = key;
	}

	/**
	 * Return another key than a refused one. Refreshes the keys first, unless that was
	 * done in the last second. May block.
	 * @param refused the key that was refused
	 * @return another key, or {@code null} if there is none
	 */
	synchronized @Nullable ServerKey findOther(ServerKey refused) {
		Instant now = this.clock.instant();
		if (!now.isBefore(this.refreshedAt.plus(REFRESH_INTERVAL))) {
			this.refreshedAt = now;
			refresh();
		}
		return getKeys().stream().filter((key) -> !key.equals(refused)).findFirst().orElse(null);
	}

	private void refresh() {
		try {
			this.provider.refresh();
		}
		catch (RuntimeException ex) {
			// The known keys are still used.
		}
	}

}
