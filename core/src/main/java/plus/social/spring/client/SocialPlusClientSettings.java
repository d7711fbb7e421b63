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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Settings for calls to Social Plus: timeouts, connections, the lifetime of tokens and
 * the proxy.
 *
 * @param connectTimeout maximum time to establish a connection
 * @param attemptTimeout delay after the first attempt was sent before a second,
 * concurrent one is started; the first response wins
 * @param callTimeout maximum time for a whole call with all its attempts, from the moment
 * the client is ready for it
 * @param maxConnections maximum number of concurrent connections
 * @param tokenTimeToLive lifetime of an auth token, counted from the request
 * @param proxy the proxy, or {@code null} for the one that the JVM selects for
 * {@code https} ({@code https.proxyHost} and the like), if any; not used for a base URL
 * with {@code http}, which is on this machine
 * @since 0.1.0
 */
public record SocialPlusClientSettings(Duration connectTimeout, Duration attemptTimeout, Duration callTimeout,
		int maxConnections, Duration tokenTimeToLive, @Nullable SocialPlusProxy proxy) {

	/**
	 * Create settings.
	 * @param connectTimeout maximum time to establish a connection
	 * @param attemptTimeout delay before a second, concurrent attempt is started
	 * @param callTimeout maximum time for a whole call
	 * @param maxConnections maximum number of concurrent connections
	 * @param tokenTimeToLive lifetime of an auth token
	 * @param proxy the proxy, or {@code null} for the JVM's
	 * @throws IllegalArgumentException if a duration or the number is not positive
	 */
	public SocialPlusClientSettings {
		assertPositive("connectTimeout", connectTimeout);
		assertPositive("attemptTimeout", attemptTimeout);
		assertPositive("callTimeout", callTimeout);
		Assert.isTrue(maxConnections > 0, "'maxConnections' must be positive");
		assertPositive("tokenTimeToLive", tokenTimeToLive);
	}

	private static void assertPositive(String name, Duration duration) {
		Assert.isTrue(!duration.isZero() && !duration.isNegative(), () -> "'" + name + "' must be positive");
	}

	/**
	 * Return the defaults: one second to connect, two for an attempt, three for a call,
	 * 64 connections, a token lifetime of ten minutes, as documented by Social Plus, and
	 * the JVM's proxy.
	 * @return the defaults
	 */
	public static SocialPlusClientSettings defaults() {
		return new SocialPlusClientSettings(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), 64,
				Duration.ofMinutes(10), null);
	}

}
