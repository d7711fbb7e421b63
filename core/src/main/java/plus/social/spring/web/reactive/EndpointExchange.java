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

import java.util.Optional;

import plus.social.spring.web.EndpointRequest;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * Properties of an exchange that are checked before an endpoint serves it.
 */
final class EndpointExchange {

	private EndpointExchange() {
	}

	static Mono<Optional<Authentication>> findLogin() {
		return ReactiveSecurityContextHolder.getContext()
			.mapNotNull(SecurityContext::getAuthentication)
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty());
	}

	static EndpointRequest toRequest(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		return new EndpointRequest(request.getMethod().name(), request.getHeaders()::getFirst,
				exchange.getResponse().getHeaders()::getFirst);
	}

}
