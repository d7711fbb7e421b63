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

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * Snapshot of a {@link SocialPlusTokenClient} for operators: what it knows from the calls
 * it has made. Contains no secret and no user id.
 *
 * @param baseUrl the base URL of the calls
 * @param circuit whether calls are made, as far as an outage is concerned
 * @param problem what an operator has to fix before tokens are issued again, or
 * {@code null} if nothing is known
 * @param lastSuccess when the last token was issued, or {@code null} if there is none yet
 * @param failingSince when the first call failed after the last token was issued, or
 * {@code null} if the last call has succeeded or there is none yet; refusals of single
 * users do not count
 * @param lastFailure the last failure that affects all users, or {@code null}
 * @param lastUserFailure the last failure that affects a single user, or {@code null}
 * @param calls how many calls have succeeded and failed since the start
 * @param serverKeys the server keys, the preferred one first
 * @param clientCertificates the client certificates; empty without mTLS, or if the SSL
 * bundle does not show them
 * @since 0.1.0
 */
public record SocialPlusClientStatus(URI baseUrl, CircuitState circuit, @Nullable Problem problem,
		@Nullable Instant lastSuccess, @Nullable Instant failingSince, @Nullable Failure lastFailure,
		@Nullable Failure lastUserFailure, Calls calls, List<Key> serverKeys,
		List<ClientCertificate> clientCertificates) {

	/**
	 * Create a snapshot.
	 * @param baseUrl the base URL of the calls
	 * @param circuit whether calls are made
	 * @param problem what an operator has to fix, if anything
	 * @param lastSuccess when the last token was issued, if any
	 * @param failingSince when calls began to fail, if they do
	 * @param lastFailure the last failure that affects all users, if any
	 * @param lastUserFailure the last failure that affects a single user, if any
	 * @param calls how many calls have succeeded and failed
	 * @param serverKeys the server keys
	 * @param clientCertificates the client certificates
	 */
	public SocialPlusClientStatus {
		serverKeys = List.copyOf(serverKeys);
		clientCertificates = List.copyOf(clientCertificates);
	}

	/**
	 * State of the circuit breaker that stops calls during an outage.
	 *
	 * @since 0.1.0
	 */
	public enum CircuitState {

		/**
		 * Calls are made.
		 */
		CLOSED,

		/**
		 * No calls are made: Social Plus is down or unreachable.
		 */
		OPEN,

		/**
		 * One call probes whether Social Plus is back.
		 */
		HALF_OPEN

	}

	/**
	 * Something that does not pass by itself.
	 *
	 * @param reason the reason for which no tokens are issued
	 * @param message what to do about it
	 * @since 0.1.0
	 */
	public record Problem(Reason reason, String message) {

		static Problem of(SocialPlusException failure) {
			return new Problem(failure.getReason(), String.valueOf(failure.getMessage()));
		}

	}

	/**
	 * A failed call.
	 *
	 * @param reason the reason
	 * @param message what happened and what to do
	 * @param at when the call failed
	 * @since 0.1.0
	 */
	public record Failure(Reason reason, String message, Instant at) {

	}

	/**
	 * Numbers of calls since the start.
	 *
	 * @param issued the number of tokens issued
	 * @param failed the number of failures by reason; reasons without a failure are
	 * missing
	 * @param shortCircuited the number of requests for which no call was made because of
	 * earlier failures
	 * @since 0.1.0
	 */
	public record Calls(long issued, Map<Reason, Long> failed, long shortCircuited) {

		/**
		 * Create numbers of calls.
		 * @param issued the number of tokens issued
		 * @param failed the number of failures by reason
		 * @param shortCircuited the number of requests without a call
		 */
		public Calls {
			failed = Map.copyOf(failed);
		}

	}

	/**
	 * A server key, without the key.
	 *
	 * @param role whether it is tried first or after the first was refused
	 * @param fingerprint the first eight digits of its SHA-256 in hexadecimal notation
	 * @param accepted whether Social Plus has accepted it last
	 * @param createdAt when it was created, or {@code null} if that is not known
	 * @param expiresAt when it expires, or {@code null} if that is not known
	 * @since 0.1.0
	 */
	public record Key(KeyRole role, String fingerprint, boolean accepted, @Nullable Instant createdAt,
			@Nullable Instant expiresAt) {

	}

	/**
	 * Role of a server key.
	 *
	 * @since 0.1.0
	 */
	public enum KeyRole {

		/**
		 * The preferred key.
		 */
		CURRENT,

		/**
		 * The key that is used while the current one is refused.
		 */
		PREVIOUS

	}

	/**
	 * A client certificate for mTLS.
	 *
	 * @param subject the distinguished name of its subject
	 * @param serialNumber its serial number in hexadecimal notation
	 * @param validFrom the begin of its validity
	 * @param expiresAt the end of its validity
	 * @since 0.1.0
	 */
	public record ClientCertificate(String subject, String serialNumber, Instant validFrom, Instant expiresAt) {

	}

}
