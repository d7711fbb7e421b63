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

import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.web.EndpointResponses;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebSession;

/**
 * Filter that makes the responses at the path of an endpoint usable for scripts,
 * regardless of the application's filters and handlers: status 401 or 403 with a problem
 * detail instead of a redirect to a login page. Refusals that the application writes
 * itself are not changed.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenEndpointWebFilter implements WebFilter, Ordered {

	private static final String USER_ID_AT_START = SocialPlusTokenEndpointWebFilter.class.getName() + ".USER_ID";

	private final Predicate<ServerWebExchange> endpoint;

	private final boolean forUsers;

	private final LoginResolver loginResolver;

	private final EndpointResponses responses;

	private SocialPlusTokenEndpointWebFilter(Predicate<ServerWebExchange> endpoint, boolean forUsers,
			LoginResolver loginResolver, EndpointResponses responses) {
		Assert.notNull(endpoint, "'endpoint' must not be null");
		Assert.notNull(loginResolver, "'loginResolver' must not be null");
		Assert.notNull(responses, "'responses' must not be null");
		this.endpoint = endpoint;
		this.forUsers = forUsers;
		this.loginResolver = loginResolver;
		this.responses = responses;
	}

	/**
	 * Create a filter for the endpoint of authenticated users.
	 * @param endpoint matches requests to the endpoint
	 * @param loginResolver the resolver of logins and their users
	 * @param responses the responses of the endpoint
	 * @return the filter
	 */
	public static SocialPlusTokenEndpointWebFilter forUsers(Predicate<ServerWebExchange> endpoint,
			LoginResolver loginResolver, EndpointResponses responses) {
		return new SocialPlusTokenEndpointWebFilter(endpoint, true, loginResolver, responses);
	}

	/**
	 * Create a filter for the endpoint of anonymous visitors.
	 * @param endpoint matches requests to the endpoint
	 * @param loginResolver the resolver of logins and their users
	 * @param responses the responses of the endpoint
	 * @return the filter
	 */
	public static SocialPlusTokenEndpointWebFilter forVisitors(Predicate<ServerWebExchange> endpoint,
			LoginResolver loginResolver, EndpointResponses responses) {
		return new SocialPlusTokenEndpointWebFilter(endpoint, false, loginResolver, responses);
	}

	/**
	 * Return the user of the login that the session had when the request arrived, before
	 * the application processed it.
	 * @param exchange the exchange
	 * @return the user id, or {@code null} if there was none
	 */
	static @Nullable Object getUserIdAtStart(ServerWebExchange exchange) {
		return exchange.getAttribute(USER_ID_AT_START);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return this.endpoint.test(exchange) ? filterEndpoint(exchange, chain) : chain.filter(exchange);
	}

	private Mono<Void> filterEndpoint(ServerWebExchange exchange, WebFilterChain chain) {
		EndpointResponseDecorator response = new EndpointResponseDecorator(exchange, this.forUsers, this.loginResolver,
				this.responses);
		return noticeLogin(exchange).then(Mono.defer(() -> chain.filter(exchange.mutate().response(response).build())))
			.then(Mono.defer(response::end));
	}

	private Mono<Void> noticeLogin(ServerWebExchange exchange) {
		return this.forUsers ? exchange.getSession().doOnNext((session) -> noticeLogin(exchange, session)).then()
				: Mono.empty();
	}

	private void noticeLogin(ServerWebExchange exchange, WebSession session) {
		SocialPlusUser user = this.loginResolver.resolveStored(session.getAttributes()::get,
				() -> Set.copyOf(session.getAttributes().keySet()));
		if (user != null) {
			exchange.getAttributes().put(USER_ID_AT_START, user.getId());
		}
	}

	// WebFlux asks for it with each request, and the default is computed each time.
	@Override
	public String toString() {
		return "SocialPlusTokenEndpointWebFilter";
	}

}
