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

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import plus.social.spring.boot.autoconfigure.SocialPlusConnectionDetails;

import org.springframework.util.Assert;

/**
 * Emulator of Social Plus for one application, on a port of the loopback address. It
 * issues auth tokens, creates, verifies and revokes sessions, renews admin tokens,
 * refuses the requests that Social Plus refuses, and fails on demand. It is thread-safe.
 * <p>
 * The emulator generates random keys, so that no real key is needed or exposed. Times are
 * those of the clock that it was built with. Only {@linkplain #delay(Duration) delays}
 * and the slow {@linkplain SocialPlusFault faults} take real time.
 *
 * @since 0.1.0
 */
public final class SocialPlusEmulator implements AutoCloseable {

	private static final Duration MAX_DELAY = Duration.ofMinutes(1);

	/**
	 * Maximum time for which the previous server key is accepted alongside the current
	 * one, according to the vendor's documentation.
	 */
	private static final Duration ROTATION = Duration.ofHours(1);

	private static final int MAX_LIFETIME_HOURS = 1000;

	private final SocialPlusNetwork network;

	private final FaultInjection faultInjection = new FaultInjection();

	private final EmulatorServer server;

	private SocialPlusEmulator(Builder builder) {
		this.network = new SocialPlusNetwork(builder.clock, builder.apiKey, builder.visitorSecret, builder.rateLimit);
		this.server = new EmulatorServer(builder.port,
				new EmulatorTransformer(new ApiRouter(this.network), this.faultInjection));
		this.server.start();
	}

	/**
	 * Create and start an emulator on any free port.
	 * @return a running emulator
	 */
	public static SocialPlusEmulator create() {
		return builder().start();
	}

	/**
	 * Return a builder for an emulator.
	 * @return a builder with default settings
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the base URL of the emulator.
	 * @return the base URL, which does not change when the emulator is stopped and
	 * restarted
	 */
	public URI getBaseUrl() {
		return URI.create(this.server.baseUrl());
	}

	/**
	 * Return the current server key.
	 * @return the most recent server key
	 */
	public String getServerKey() {
		return this.network.serverKeys().current();
	}

	/**
	 * Return the network's API key, with which clients create sessions.
	 * @return the API key
	 */
	public String getApiKey() {
		return this.network.apiKey();
	}

	/**
	 * Return the token of an administrator, used to revoke the sessions of any user.
	 * @return the most recent admin token
	 */
	public String getAdminToken() {
		return this.network.adminTokens().current();
	}

	/**
	 * Return the secret with which the logins of anonymous visitors are signed.
	 * @return the visitor secret
	 */
	public String getVisitorSecret() {
		return this.network.visitorSignatures().secret();
	}

	/**
	 * Return connection details for this emulator, with its initial server key and admin
	 * token even if other ones are current.
	 * @return connection details to declare as a bean
	 */
	public SocialPlusConnectionDetails getConnectionDetails() {
		return new EmulatorConnectionDetails(getBaseUrl(), this.network.serverKeys().initial(), getApiKey(),
				this.network.adminTokens().initial());
	}

	/**
	 * Return the WireMock server of the emulator. Its journal contains every request, and
	 * stubs added to it take precedence over the emulator's responses.
	 * @return the WireMock server
	 */
	public WireMockServer getWireMock() {
		return this.server.wireMock();
	}

	/**
	 * Generate a new server key, as an operator does in the Console. The previous key is
	 * accepted for one more hour, the maximum that the vendor documents, unless it is
	 * {@linkplain #revokePreviousServerKey() revoked} earlier.
	 * @return the new server key
	 */
	public String rotateServerKey() {
		return this.network.serverKeys().rotate(ROTATION).value();
	}

	/**
	 * End the rotation, so that only the current server key is accepted.
	 */
	public void revokePreviousServerKey() {
		this.network.serverKeys().revokeReplaced();
	}

	/**
	 * Set the lifetime of server keys, as an operator does in the Console. It begins now
	 * for the current key. An expired key is refused like a wrong one.
	 * @param lifetime the lifetime: 1 to 1000 hours, or a year, which is the default
	 */
	public void setServerKeyLifetime(Duration lifetime) {
		checkLifetime(lifetime);
		this.network.serverKeys().setLifetime(lifetime);
	}

	/**
	 * Set the lifetime of admin tokens, as an operator does in the Console. It begins now
	 * for the current token. A token that is renewed remains valid for as long as the new
	 * one.
	 * @param lifetime the lifetime: 1 to 1000 hours, or a year, which is the default
	 */
	public void setAdminTokenLifetime(Duration lifetime) {
		checkLifetime(lifetime);
		this.network.adminTokens().setLifetime(lifetime);
	}

	private static void checkLifetime(Duration lifetime) {
		Assert.notNull(lifetime, "'lifetime' must not be null");
		boolean hours = lifetime.equals(Duration.ofHours(lifetime.toHours())) && lifetime.toHours() >= 1
				&& lifetime.toHours() <= MAX_LIFETIME_HOURS;
		Assert.isTrue(hours || lifetime.equals(NetworkSecret.LIFETIME), "'lifetime' must be 1 to 1000 hours or a year");
	}

	/**
	 * Set whether the network's secure mode is enabled. While it is disabled, no auth
	 * tokens are issued and sessions need none.
	 * @param secureMode whether secure mode is enabled, which is the default
	 */
	public void setSecureMode(boolean secureMode) {
		this.network.setSecureMode(secureMode);
	}

	/**
	 * Delay every response.
	 * @param delay the real time, not the clock's, to wait before each response: at most
	 * one minute, like {@link SocialPlusFault#HANG}
	 */
	public void delay(Duration delay) {
		Assert.isTrue(!delay.isNegative() && delay.compareTo(MAX_DELAY) <= 0, "'delay' must be from 0 to 60 seconds");
		this.faultInjection.delay(delay);
	}

	/**
	 * Fail every call until {@link #recover()}.
	 * @param fault the fault to inject
	 */
	public void fail(SocialPlusFault fault) {
		fail(fault, Integer.MAX_VALUE);
	}

	/**
	 * Fail the given number of calls.
	 * @param fault the fault to inject
	 * @param calls the number of calls to fail
	 */
	public void fail(SocialPlusFault fault, int calls) {
		Assert.notNull(fault, "'fault' must not be null");
		Assert.isTrue(calls > 0, "'calls' must be positive");
		this.faultInjection.fail(fault, calls);
	}

	/**
	 * Stop listening: open connections are closed and new ones refused until
	 * {@link #restart()} or {@link #recover()}. Tokens and sessions are kept.
	 */
	public void stop() {
		this.server.stop();
	}

	/**
	 * Listen again on the same port. Does nothing if the emulator is not stopped or is
	 * closed.
	 */
	public void restart() {
		this.server.start();
	}

	/**
	 * Clear all faults and delays, and restart the emulator if it is stopped. Tokens,
	 * sessions, keys and secure mode are kept.
	 */
	public void recover() {
		this.faultInjection.clear();
		this.server.start();
	}

	/**
	 * Reset the emulator to its initial state: no faults, tokens, sessions, journaled
	 * requests or additional stubs, secure mode enabled, and the initial server key and
	 * admin token with their initial lifetimes, so that an application that was started
	 * with them still works.
	 */
	public void reset() {
		this.network.reset();
		this.server.wireMock().resetAll();
		recover();
	}

	/**
	 * Return the auth tokens that were issued for a user, including expired ones.
	 * @param userId the id of the user
	 * @return the tokens in order of creation
	 */
	public List<String> getTokens(String userId) {
		return this.network.authTokens().of(userId);
	}

	/**
	 * Return the number of auth tokens that were issued for a user.
	 * @param userId the id of the user
	 * @return the number of tokens, including expired ones
	 */
	public int getTokenCount(String userId) {
		return getTokens(userId).size();
	}

	/**
	 * Return the number of auth tokens that were issued.
	 * @return the number of tokens of all users, including expired ones
	 */
	public int getTokenCount() {
		return this.network.authTokens().count();
	}

	/**
	 * Return the active sessions of a user.
	 * @param userId the id of the user
	 * @return the sessions in order of creation, excluding those that have expired, were
	 * revoked, or were ended by a newer one on the same device
	 */
	public List<EmulatedSession> getSessions(String userId) {
		return this.network.sessions().of(userId);
	}

	/**
	 * Stop the emulator permanently and release its port.
	 */
	@Override
	public void close() {
		this.server.close();
	}

	/**
	 * Return a description without any key or token.
	 */
	@Override
	public String toString() {
		return "SocialPlusEmulator[baseUrl=" + this.server.baseUrl() + "]";
	}

	/**
	 * Builder for a {@link SocialPlusEmulator}.
	 *
	 * @since 0.1.0
	 */
	public static final class Builder {

		private static final int API_KEY_LENGTH = 48;

		private int port;

		private Clock clock = Clock.systemUTC();

		private String apiKey = RandomText.ofLength(API_KEY_LENGTH);

		private String visitorSecret = RandomText.ofLength(API_KEY_LENGTH);

		private int rateLimit = RateLimiter.LIMIT;

		private Builder() {
		}

		/**
		 * Set the port to listen on.
		 * @param port the port, or 0 (the default) for any free one
		 * @return this builder
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Set the clock for tokens, sessions, server keys and the rate limit.
		 * @param clock the clock, the system clock by default
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			Assert.notNull(clock, "'clock' must not be null");
			this.clock = clock;
			return this;
		}

		/**
		 * Set the API key, a public identifier.
		 * @param apiKey the API key, random by default
		 * @return this builder
		 */
		public Builder apiKey(String apiKey) {
			Assert.hasText(apiKey, "'apiKey' must not be empty");
			this.apiKey = apiKey;
			return this;
		}

		/**
		 * Set the visitor secret.
		 * @param visitorSecret the visitor secret, random by default
		 * @return this builder
		 */
		public Builder visitorSecret(String visitorSecret) {
			Assert.hasText(visitorSecret, "'visitorSecret' must not be empty");
			this.visitorSecret = visitorSecret;
			return this;
		}

		/**
		 * Disable the limit of 100 requests in 5 seconds per user, for example for a load
		 * test.
		 * @return this builder
		 */
		public Builder withoutRateLimit() {
			this.rateLimit = Integer.MAX_VALUE;
			return this;
		}

		/**
		 * Create and start the emulator.
		 * @return a running emulator
		 * @throws java.io.UncheckedIOException if the port is in use
		 */
		public SocialPlusEmulator start() {
			return new SocialPlusEmulator(this);
		}

	}

}
