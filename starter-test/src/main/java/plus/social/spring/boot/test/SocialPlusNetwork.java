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

import java.time.Clock;

/**
 * State of the emulator's network, the vendor's term for an application. It is
 * independent of HTTP and JSON, and thread-safe.
 */
final class SocialPlusNetwork {

	private static final int ADMIN_TOKEN_LENGTH = 64;

	private final ServerKeys serverKeys;

	private final AuthTokens authTokens;

	private final Sessions sessions;

	private final RateLimiter rateLimiter;

	private final String apiKey;

	private final String adminToken = RandomText.ofLength(ADMIN_TOKEN_LENGTH);

	private volatile boolean secureMode = true;

	SocialPlusNetwork(Clock clock, String apiKey, int rateLimit) {
		this.serverKeys = new ServerKeys(clock);
		this.authTokens = new AuthTokens(clock);
		this.sessions = new Sessions(clock);
		this.rateLimiter = new RateLimiter(clock, rateLimit);
		this.apiKey = apiKey;
	}

	ServerKeys serverKeys() {
		return this.serverKeys;
	}

	AuthTokens authTokens() {
		return this.authTokens;
	}

	Sessions sessions() {
		return this.sessions;
	}

	RateLimiter rateLimiter() {
		return this.rateLimiter;
	}

	String apiKey() {
		return this.apiKey;
	}

	String adminToken() {
		return this.adminToken;
	}

	boolean isSecureMode() {
		return this.secureMode;
	}

	void setSecureMode(boolean secureMode) {
		this.secureMode = secureMode;
	}

	void reset() {
		this.secureMode = true;
		this.serverKeys.reset();
		this.authTokens.clear();
		this.sessions.clear();
		this.rateLimiter.clear();
	}

}
