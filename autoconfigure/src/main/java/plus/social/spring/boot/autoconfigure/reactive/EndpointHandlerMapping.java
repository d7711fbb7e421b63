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

package plus.social.spring.boot.autoconfigure.reactive;

import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * {@link HandlerMapping} that delegates to the application's router functions, which
 * include the endpoints, before all other mappings. Otherwise a mapping for every path
 * would hide the endpoints. WebFlux applies the application's CORS rules to its own
 * mapping of router functions.
 */
final class EndpointHandlerMapping implements HandlerMapping, Ordered {

	private final EndpointRoutes routes;

	private final RouterFunctionMapping routerFunctionMapping;

	EndpointHandlerMapping(EndpointRoutes routes, RouterFunctionMapping routerFunctionMapping) {
		this.routes = routes;
		this.routerFunctionMapping = routerFunctionMapping;
	}

	@Override
	public int getOrder() {
		return -2;
	}

	@Override
	public Mono<Object> getHandler(ServerWebExchange exchange) {
		return this.routes.isEndpoint(exchange) ? this.routerFunctionMapping.getHandler(exchange) : Mono.empty();
	}

}
