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

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Routes each request to its endpoint. The response to an unknown path is 404, and to an
 * unknown method of a path 405. Pages of any origin may call the endpoints that the
 * client SDK uses, but not those for backends, since a page must not have a server key.
 */
final class ApiRouter {

	private final List<Route> routes;

	ApiRouter(SocialPlusNetwork network) {
		TokenEndpoint tokens = new TokenEndpoint(network);
		SessionEndpoint sessions = new SessionEndpoint(network);
		AdminTokenEndpoint adminTokens = new AdminTokenEndpoint(network);
		SettingsEndpoint settings = new SettingsEndpoint(network);
		this.routes = List.of(Route.of("POST", "/api/v4/authentication/token", tokens::mint),
				Route.of("GET", "/api/v3/authentication/token", tokens::mintV3),
				Route.ofClient("POST", "/api/v[345]/sessions", sessions::create),
				Route.ofClient("POST", "/api/v5/sessions/visitor", sessions::createForVisitor),
				Route.ofClient("GET", "/api/v3/sessions", sessions::verify),
				Route.ofClient("DELETE", "/api/v4/sessions", sessions::revoke),
				Route.of("DELETE", SessionEndpoint.USERS_PATH + "[^/]+", sessions::revokeAll),
				Route.of("POST", "/api/v1/admin-token", adminTokens::renew),
				Route.ofClient("GET", "/api/v3/network-settings/chat", settings::chat));
	}

	ApiResponse route(ApiRequest request) {
		List<Route> candidates = this.routes.stream().filter((route) -> route.hasPath(request)).toList();
		List<Route> clientRoutes = candidates.stream().filter(Route::forClients).toList();
		if (clientRoutes.isEmpty()) {
			return answer(request, candidates);
		}
		if (CrossOrigin.isPreflight(request)) {
			return CrossOrigin.preflight(request, methods(clientRoutes));
		}
		return CrossOrigin.allow(answer(request, candidates));
	}

	private ApiResponse answer(ApiRequest request, List<Route> candidates) {
		try {
			return candidates.stream()
				.filter((route) -> route.method().equals(request.method()))
				.findFirst()
				.map((route) -> route.endpoint().handle(request))
				.orElseGet(() -> noRoute(candidates));
		}
		catch (ApiException ex) {
			return ex.getResponse();
		}
	}

	private ApiResponse noRoute(List<Route> candidates) {
		if (candidates.isEmpty()) {
			return ApiResponse.error(ApiError.NOT_FOUND);
		}
		return ApiResponse.error(ApiError.METHOD_NOT_ALLOWED).withHeader("Allow", methods(candidates));
	}

	private static String methods(List<Route> routes) {
		return routes.stream().map(Route::method).collect(Collectors.joining(", "));
	}

	private record Route(String method, Pattern path, Endpoint endpoint, boolean forClients) {

		static Route of(String method, String path, Endpoint endpoint) {
			return new Route(method, Pattern.compile(path), endpoint, false);
		}

		static Route ofClient(String method, String path, Endpoint endpoint) {
			return new Route(method, Pattern.compile(path), endpoint, true);
		}

		boolean hasPath(ApiRequest request) {
			return this.path.matcher(request.path()).matches();
		}

	}

	@FunctionalInterface
	private interface Endpoint {

		ApiResponse handle(ApiRequest request);

	}

}
