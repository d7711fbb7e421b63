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
 * Social Plus for one application, on a port of the loopback address: it mints auth
 * tokens, creates, verifies and revokes sessions, refuses what Social Plus refuses, and
 * fails when told to. Any thread may use it.
 * <p>
 * Its keys are random and its own, so no real key can reach it or be needed. Times are
 * those of the clock that it was built with; only {@linkplain #delay(Duration) delays}
 * and the slow {@linkplain SocialPlusFault faults} take real time.
 *
 * @since 0.1.0
 */
public final class SocialPlusEmulator implements AutoCloseable {

	private static final Duration MAX_DELAY = Duration.ofMinutes(1);

	private final SocialPlusNetwork network;

	private final Disturbance disturbance = new Disturbance();

	private final EmulatorServer server;

	private SocialPlusEmulator(Builder builder) {
		this.network = new SocialPlusNetwork(builder.clock, builder.apiKey, builder.rateLimit);
		this.server = new EmulatorServer(builder.port,
				new EmulatorTransformer(new ApiRouter(this.network), this.disturbance));
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
	 * Return a builder.
	 * @return a builder with defaults that need no change
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return where the emulator is called.
	 * @return the base URL, the same over stops and restarts
	 */
	public URI getBaseUrl() {
		return URI.create(this.server.baseUrl());
	}

	/**
	 * Return the current server key.
	 * @return the newest server key
	 */
	public String getServerKey() {
		return this.network.serverKeys().current();
	}

	/**
	 * Return the network's API key, which clients create sessions with.
	 * @return the API key
	 */
	public String getApiKey() {
		return this.network.apiKey();
	}

	/**
	 * Return an administrator's bearer token, which revokes any user's sessions.
	 * @return the admin token
	 */
	public String getAdminToken() {
		return this.network.adminToken();
	}

	/**
	 * Return details that connect an application with this emulator, with the server key
	 * that it started with, whatever key is current.
	 * @return connection details to declare as a bean
	 */
	public SocialPlusConnectionDetails getConnectionDetails() {
		return new EmulatorConnectionDetails(getBaseUrl(), this.network.serverKeys().initial(), getApiKey(),
				getAdminToken());
	}

	/**
	 * Return the WireMock server below: its journal holds every request, and stubs made
	 * on it go before the emulator's answers.
	 * @return the WireMock server
	 */
	public WireMockServer getWireMock() {
		return this.server.wireMock();
	}

	/**
	 * Generate a new server key, as an operator does in the Console. The key before it is
	 * accepted for one more hour, the longest that the vendor documents, unless
	 * {@linkplain #revokePreviousServerKey() revoked} earlier.
	 * @return the new server key
	 */
	public String rotateServerKey() {
		return this.network.serverKeys().rotate();
	}

	/**
	 * End the rotation: from now on only the current server key is accepted.
	 */
	public void revokePreviousServerKey() {
		this.network.serverKeys().revokePrevious();
	}

	/**
	 * Switch the network's secure mode. While it is off no auth tokens are minted and
	 * sessions need none.
	 * @param secureMode whether it is on, as it is at first
	 */
	public void setSecureMode(boolean secureMode) {
		this.network.setSecureMode(secureMode);
	}

	/**
	 * Delay every answer.
	 * @param delay real time, not the clock's, to wait before each answer: at most a
	 * minute, as long as {@link SocialPlusFault#HANG}
	 */
	public void delay(Duration delay) {
		Assert.isTrue(!delay.isNegative() && delay.compareTo(MAX_DELAY) <= 0, "'delay' must be from 0 to 60 seconds");
		this.disturbance.delay(delay);
	}

	/**
	 * Meet every call with a fault until {@link #recover()}.
	 * @param fault what to do instead of answering
	 */
	public void fail(SocialPlusFault fault) {
		fail(fault, Integer.MAX_VALUE);
	}

	/**
	 * Meet the next calls with a fault and those after them as usual.
	 * @param fault what to do instead of answering
	 * @param calls how many calls meet it
	 */
	public void fail(SocialPlusFault fault, int calls) {
		Assert.notNull(fault, "'fault' must not be null");
		Assert.isTrue(calls > 0, "'calls' must be positive");
		this.disturbance.fail(fault, calls);
	}

	/**
	 * Stop listening: open connections are closed and new ones refused until
	 * {@link #restart()} or {@link #recover()}. Tokens and sessions are kept.
	 */
	public void stop() {
		this.server.stop();
	}

	/**
	 * Listen again, on the same port. Does nothing if the emulator is not stopped, or is
	 * closed.
	 */
	public void restart() {
		this.server.start();
	}

	/**
	 * End every fault, delay and stop. Tokens, sessions, keys and secure mode are kept.
	 */
	public void recover() {
		this.disturbance.clear();
		this.server.start();
	}

	/**
	 * Go back to the state after construction: no fault, token, session, request in the
	 * journal or foreign stub, secure mode on, and the first server key again, so that an
	 * application that was started with it still works.
	 */
	public void reset() {
		this.network.reset();
		this.server.wireMock().resetAll();
		recover();
	}

	/**
	 * Return the auth tokens that were minted for a user, expired ones included.
	 * @param userId the id of the user
	 * @return the tokens in the order they were minted
	 */
	public List<String> getTokens(String userId) {
		return this.network.authTokens().of(userId);
	}

	/**
	 * Return how many auth tokens were minted for a user.
	 * @param userId the id of the user
	 * @return the number of tokens, expired ones included
	 */
	public int getTokenCount(String userId) {
		return getTokens(userId).size();
	}

	/**
	 * Return how many auth tokens were minted.
	 * @return the number of tokens of all users, expired ones included
	 */
	public int getTokenCount() {
		return this.network.authTokens().count();
	}

	/**
	 * Return the sessions that a user has.
	 * @param userId the id of the user
	 * @return the sessions in the order they were created, without those that have
	 * expired, were revoked, or were ended by a newer one on the same device
	 */
	public List<EmulatedSession> getSessions(String userId) {
		return this.network.sessions().of(userId);
	}

	/**
	 * Stop for good and give the port back.
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

		private int rateLimit = RateLimiter.LIMIT;

		private Builder() {
		}

		/**
		 * Set the port to listen on.
		 * @param port the port, 0 (the default) for any free one
		 * @return this builder
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Set the clock, which tokens, sessions, server keys and the rate limit age by.
		 * @param clock the clock, the system's by default
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
		 * Mint without the limit of 100 requests in 5 seconds per user, as a load test
		 * may need it.
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
