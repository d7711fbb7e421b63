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
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * State of the emulator's network, the vendor's term for an application. It is
 * independent of HTTP and JSON, and thread-safe.
 */
final class SocialPlusNetwork {

	/**
	 * Maximum number of a visitor's reads in a day, according to the vendor's
	 * documentation.
	 */
	private static final int VISITOR_QUOTA = 100;

	private final NetworkSecret serverKeys;

	private final NetworkSecret adminTokens;

	private final AuthTokens authTokens;

	private final Sessions sessions;

	private final RateLimiter rateLimiter;

	private final RateLimiter visitorQuota;

	private final VisitorSignatures visitorSignatures;

	private final String apiKey;

	private volatile boolean secureMode = true;

	SocialPlusNetwork(Clock clock, String apiKey, String visitorSecret, int rateLimit) {
		this.serverKeys = new NetworkSecret(clock);
		this.adminTokens = new NetworkSecret(clock);
		this.authTokens = new AuthTokens(clock);
		this.sessions = new Sessions(clock);
		this.rateLimiter = new RateLimiter(clock, rateLimit, RateLimiter.WINDOW);
		this.visitorQuota = new RateLimiter(clock, VISITOR_QUOTA, Duration.ofDays(1));
		this.visitorSignatures = new VisitorSignatures(clock, visitorSecret);
		this.apiKey = apiKey;
	}

	NetworkSecret serverKeys() {
		return this.serverKeys;
	}

	NetworkSecret adminTokens() {
		return this.adminTokens;
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

	RateLimiter visitorQuota() {
		return this.visitorQuota;
	}

	VisitorSignatures visitorSignatures() {
		return this.visitorSignatures;
	}

	/**
	 * Authorize a request of a client that reads something.
	 * @param accessToken the access token of the request, if any
	 */
	void authorizeRead(@Nullable String accessToken) {
		EmulatedSession session = this.sessions.find(accessToken);
		if (session == null) {
			throw new ApiException(ApiError.UNAUTHORIZED);
		}
		if (session.userType().equals(UserType.VISITOR.toString()) && !this.visitorQuota.admits(session.userId())) {
			throw new ApiException(ApiError.QUOTA_EXCEEDED);
		}
	}

	String apiKey() {
		return this.apiKey;
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
		this.adminTokens.reset();
		this.authTokens.clear();
		this.sessions.clear();
		this.rateLimiter.clear();
		this.visitorQuota.clear();
	}

}
