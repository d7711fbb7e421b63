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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import plus.social.spring.web.BrowserModuleFile;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Routes of the endpoints and of the files of the browser module. WebFlux asks for the
 * route of every request, so this compares paths instead of composing functions.
 */
final class EndpointRoutes implements RouterFunction<ServerResponse> {

	private final ApplicationContext applicationContext;

	private final List<Route> routes = new ArrayList<>();

	EndpointRoutes(ApplicationContext applicationContext) {
		this.applicationContext = applicationContext;
	}

	void add(String path, WebHandler endpoint) {
		add(path, true, (request) -> ServerResponse.ok().build((exchange, context) -> endpoint.handle(exchange)));
	}

	void add(BrowserModuleFile file) {
		add(file.getPath(), false, (request) -> serve(file));
	}

	private void add(String path, boolean endpoint, HandlerFunction<ServerResponse> handler) {
		this.routes.add(new Route(new ServedPath(path, this.applicationContext), endpoint, handler));
	}

	private static Mono<ServerResponse> serve(BrowserModuleFile file) {
		return ServerResponse.ok()
			.header("Content-Type", file.getContentType())
			.header("X-Content-Type-Options", "nosniff")
			.cacheControl(CacheControl.noCache())
			.contentLength(file.getContent().length)
			.eTag(file.getEtag())
			.body((response, context) -> response
				.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(file.getContent()))));
	}

	/**
	 * Return whether a request is for an endpoint, with any method.
	 * @param exchange the exchange
	 * @return {@code false} for a file of the browser module and all other requests
	 */
	boolean isEndpoint(ServerWebExchange exchange) {
		Route route = find(exchange);
		return route != null && route.endpoint();
	}

	@Override
	public Mono<HandlerFunction<ServerResponse>> route(ServerRequest request) {
		Route route = find(request.exchange());
		if (route == null) {
			return Mono.empty();
		}
		// The name of the path in the observation of the request.
		request.attributes().put(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE, route.path().getPattern());
		return Mono.just(route.handler());
	}

	private @Nullable Route find(ServerWebExchange exchange) {
		for (Route route : this.routes) {
			if (route.path().test(exchange) && (route.endpoint() || isRead(exchange))) {
				return route;
			}
		}
		return null;
	}

	private static boolean isRead(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		HttpMethod method = CorsUtils.isPreFlightRequest(request) ? request.getHeaders().getAccessControlRequestMethod()
				: request.getMethod();
		return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
	}

	/**
	 * Route of an endpoint or a file.
	 *
	 * @param path the path
	 * @param endpoint whether it is an endpoint, which responds to all methods
	 * @param handler the handler
	 */
	private record Route(ServedPath path, boolean endpoint, HandlerFunction<ServerResponse> handler) {

	}

}
