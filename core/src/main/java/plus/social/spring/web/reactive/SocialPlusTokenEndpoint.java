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

package plus.social.spring.web.reactive;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.web.EndpointChecks;
import plus.social.spring.web.EndpointResponse;
import plus.social.spring.web.EndpointResponses;
import plus.social.spring.web.RenewRequest;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Endpoint that returns what the client SDK needs: user id, auth token, API key and
 * region. The token is that of the authenticated user; nothing else in the request
 * selects the user.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenEndpoint implements WebHandler {

	/**
	 * Maximum time for a request's body to arrive.
	 */
	private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);

	private final WebSessionSocialPlusTokens tokens;

	private final EndpointChecks checks;

	private final EndpointResponses responses;

	/**
	 * Create an endpoint.
	 * @param tokens the tokens in web sessions
	 * @param checks the checks of requests
	 * @param responses the responses
	 */
	public SocialPlusTokenEndpoint(WebSessionSocialPlusTokens tokens, EndpointChecks checks,
			EndpointResponses responses) {
		Assert.notNull(tokens, "'tokens' must not be null");
		Assert.notNull(checks, "'checks' must not be null");
		Assert.notNull(responses, "'responses' must not be null");
		this.tokens = tokens;
		this.checks = checks;
		this.responses = responses;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		return respond(exchange).flatMap((response) -> EndpointResponseDecorator.send(exchange, response));
	}

	private Mono<EndpointResponse> respond(ServerWebExchange exchange) {
		return EndpointExchange.findLogin().flatMap((login) -> respond(exchange, login.orElse(null)));
	}

	private Mono<EndpointResponse> respond(ServerWebExchange exchange, @Nullable Authentication login) {
		EndpointChecks.Admission admission = this.checks.admitUser(EndpointExchange.toRequest(exchange), login);
		SocialPlusUser user = admission.user();
		return (user != null) ? respond(exchange, user) : Mono.justOrEmpty(admission.response());
	}

	private Mono<EndpointResponse> respond(ServerWebExchange exchange, SocialPlusUser user) {
		return isRenewal(exchange.getRequest()).flatMap((renewal) -> respond(exchange, user, renewal))
			.onErrorResume(Exception.class, (ex) -> Mono.just(describe(ex)));
	}

	private EndpointResponse describe(Throwable failure) {
		// The session has been invalidated in the meantime.
		boolean invalidated = failure instanceof IllegalStateException;
		return invalidated ? this.responses.unauthorized() : this.responses.unavailable(failure);
	}

	private Mono<EndpointResponse> respond(ServerWebExchange exchange, SocialPlusUser user, boolean renewal) {
		boolean stored = user.getId().equals(SocialPlusTokenEndpointWebFilter.getUserIdAtStart(exchange));
		return this.tokens.obtain(exchange, user, stored, renewal)
			.map((token) -> this.responses.token(user, token))
			.switchIfEmpty(Mono.fromSupplier(this.responses::unauthorized));
	}

	private static Mono<Boolean> isRenewal(ServerHttpRequest request) {
		if (RenewRequest.isRenewal(request.getURI().getRawQuery())) {
			return Mono.just(true);
		}
		@Nullable String contentType = request.getHeaders().getFirst("Content-Type");
		if (!RenewRequest.isPossible(contentType)) {
			return Mono.just(false);
		}
		return DataBufferUtils.join(request.getBody(), RenewRequest.MAX_SIZE)
			.timeout(BODY_TIMEOUT)
			.map(SocialPlusTokenEndpoint::toByteArray)
			.map(RenewRequest::isRenewal)
			.onErrorReturn(DataBufferLimitException.class, false)
			.defaultIfEmpty(false);
	}

	private static byte[] toByteArray(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
