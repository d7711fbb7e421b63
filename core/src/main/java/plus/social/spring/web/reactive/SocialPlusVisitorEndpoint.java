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
import plus.social.spring.visitor.VisitorSigner;
import plus.social.spring.web.EndpointChecks;
import plus.social.spring.web.EndpointResponse;
import plus.social.spring.web.EndpointResponses;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.WebSession;

/**
 * Endpoint that returns what the client SDK needs to log in an anonymous visitor. The
 * session identifies the visitor, and is started if there is none; nothing else in the
 * request is used.
 *
 * @since 0.1.0
 */
public final class SocialPlusVisitorEndpoint implements WebHandler {

	private final VisitorSigner visitors;

	private final EndpointChecks checks;

	private final EndpointResponses responses;

	/**
	 * Create an endpoint.
	 * @param visitors the signer of visitors' logins
	 * @param checks the checks of requests
	 * @param responses the responses
	 */
	public SocialPlusVisitorEndpoint(VisitorSigner visitors, EndpointChecks checks, EndpointResponses responses) {
		Assert.notNull(visitors, "'visitors' must not be null");
		Assert.notNull(checks, "'checks' must not be null");
		Assert.notNull(responses, "'responses' must not be null");
		this.visitors = visitors;
		this.checks = checks;
		this.responses = responses;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		return respond(exchange).flatMap((response) -> EndpointResponseDecorator.send(exchange, response));
	}

	private Mono<EndpointResponse> respond(ServerWebExchange exchange) {
		return EndpointExchange.findLogin()
			.flatMap((login) -> Mono
				.justOrEmpty(this.checks.refuseVisitor(EndpointExchange.toRequest(exchange), login.orElse(null))))
			.switchIfEmpty(Mono.defer(() -> exchange.getSession().map(this::respond)));
	}

	private EndpointResponse respond(WebSession session) {
		@Nullable Object attribute = session.getAttribute(VisitorSigner.DEVICE_ID);
		String deviceId = this.visitors.readDeviceId(attribute);
		Duration wait = this.visitors.tryAcquire(deviceId);
		if (wait != null) {
			return this.responses.tooMany(wait);
		}
		return this.responses.visitor(this.visitors.sign((deviceId != null) ? deviceId : newDeviceId(session)));
	}

	private String newDeviceId(WebSession session) {
		String deviceId = this.visitors.newDeviceId();
		session.getAttributes().put(VisitorSigner.DEVICE_ID, deviceId);
		return deviceId;
	}

}
