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

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import plus.social.spring.web.TokenEndpointAnswer;
import plus.social.spring.web.TokenEndpointAnswers;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Turns what Spring Security answers to a browser that is not logged in, a redirect to a
 * login page for example, into what a script can use: status 401 or 403 with a problem
 * detail.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenEndpointWebFilter implements WebFilter, Ordered {

	private final ServerWebExchangeMatcher endpoint;

	private final TokenEndpointAnswers answers;

	/**
	 * Create a filter.
	 * @param endpoint matches requests to the endpoint
	 * @param answers what the endpoint answers
	 */
	public SocialPlusTokenEndpointWebFilter(ServerWebExchangeMatcher endpoint, TokenEndpointAnswers answers) {
		Assert.notNull(endpoint, "'endpoint' must not be null");
		Assert.notNull(answers, "'answers' must not be null");
		this.endpoint = endpoint;
		this.answers = answers;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return this.endpoint.matches(exchange)
			.flatMap((match) -> match.isMatch() ? filterEndpoint(exchange, chain) : chain.filter(exchange));
	}

	private Mono<Void> filterEndpoint(ServerWebExchange exchange, WebFilterChain chain) {
		EndpointResponse response = new EndpointResponse(exchange.getResponse());
		return chain.filter(exchange.mutate().response(response).build()).then(Mono.defer(response::end));
	}

	private @Nullable TokenEndpointAnswer problem(@Nullable HttpStatusCode status) {
		if (status == null) {
			return null;
		}
		// The endpoint itself redirects nobody: that leads to a login.
		if (status.value() == 401 || status.is3xxRedirection()) {
			return this.answers.unauthorized();
		}
		return (status.value() == 403) ? this.answers.forbidden() : null;
	}

	/**
	 * A response of the endpoint that has a problem detail wherever Spring Security
	 * refuses the request.
	 */
	private final class EndpointResponse extends ServerHttpResponseDecorator {

		EndpointResponse(ServerHttpResponse delegate) {
			super(delegate);
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			TokenEndpointAnswer problem = problem(getStatusCode());
			boolean ours = MediaType.APPLICATION_PROBLEM_JSON.equals(getHeaders().getContentType());
			if (problem == null || ours) {
				return super.writeWith(body);
			}
			return Flux.from(body).doOnNext(DataBufferUtils::release).then(Mono.defer(() -> write(problem)));
		}

		@Override
		public Mono<Void> setComplete() {
			return end().then(Mono.defer(super::setComplete));
		}

		Mono<Void> end() {
			TokenEndpointAnswer problem = isCommitted() ? null : problem(getStatusCode());
			return (problem != null) ? write(problem) : Mono.empty();
		}

		private Mono<Void> write(TokenEndpointAnswer answer) {
			setStatusCode(HttpStatusCode.valueOf(answer.getStatus()));
			getHeaders().remove("Location");
			getHeaders().remove("Content-Length");
			answer.getHeaders().forEach(getHeaders()::set);
			return super.writeWith(Mono.fromSupplier(() -> bufferFactory().wrap(answer.getBody())));
		}

	}

}
