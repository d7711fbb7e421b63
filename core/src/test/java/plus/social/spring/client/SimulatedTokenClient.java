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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

import plus.social.spring.client.CallAdmission.AdmittedCall;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

/**
 * {@link SocialPlusTokenClient} without a network, for simulations: the admission of
 * calls and second attempts is the same, while the exchange is simulated, and random
 * numbers are seeded.
 */
public final class SimulatedTokenClient implements ReactiveSocialPlusTokenService {

	private static final List<ServerKey> KEYS = List.of(ServerKey.of("k3y"));

	private static final URI SOCIAL_PLUS = URI.create("http://localhost");

	private static final String USER = "user";

	private final Clock clock;

	private final SocialPlusClientSettings settings;

	private final CallAdmission admission;

	private final RetryingTransport transport;

	/**
	 * Create a client.
	 * @param clock the clock
	 * @param settings the timeouts
	 * @param random decides when a second attempt is made
	 * @param exchange the exchange for a user id: returns an HTTP status or fails
	 */
	public SimulatedTokenClient(Clock clock, SocialPlusClientSettings settings, Random random,
			Function<String, Mono<Integer>> exchange) {
		this.clock = clock;
		this.settings = settings;
		this.admission = new CallAdmission(clock);
		this.transport = new RetryingTransport(new Exchange(exchange), new CallTimer(settings.attemptTimeout()),
				(bound) -> (long) (random.nextDouble() * bound));
	}

	@Override
	public Mono<SocialPlusAuthToken> issueToken(SocialPlusUser user) {
		return Mono.defer(() -> {
			Instant requestedAt = this.clock.instant();
			AdmittedCall call = this.admission.admit(user, KEYS);
			HttpRequest request = new HttpRequest(SOCIAL_PLUS, Map.of(USER, user.getId()), new byte[0]);
			return this.transport.send(call.isRetryable() ? request : request.withoutRetry())
				.map((answer) -> AuthTokenResponse.readToken(answer, this.clock.instant()))
				.timeout(this.settings.callTimeout())
				.map((token) -> new SocialPlusAuthToken(user.getId(), token,
						requestedAt.plus(this.settings.tokenTimeToLive())))
				.onErrorMap(TransportFailure::translate)
				.doOnSuccess((token) -> call.succeeded())
				.onErrorMap(SocialPlusException.class, call::failed)
				.doOnCancel(call::cancelled);
		});
	}

	/**
	 * The exchange as a transport.
	 */
	private record Exchange(Function<String, Mono<Integer>> exchange) implements HttpTransport {

		@Override
		public Mono<HttpResponse> send(HttpRequest call, Runnable onSent) {
			onSent.run();
			return this.exchange.apply(call.getHeaders().get(USER))
				.map((status) -> new HttpResponse(status, "text/plain", null, true,
						"t0ken".getBytes(StandardCharsets.US_ASCII)));
		}

		@Override
		public void warmUp() {
		}

		@Override
		public void close() {
		}

	}

}
