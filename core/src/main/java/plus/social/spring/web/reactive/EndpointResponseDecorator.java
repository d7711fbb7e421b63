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
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.web.ApplicationResponse;
import plus.social.spring.web.EndpointResponse;
import plus.social.spring.web.EndpointResponses;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

/**
 * Decorator of the response at the path of an endpoint. The endpoint's response is sent
 * unchanged; a response of the application is replaced if a client cannot use it.
 */
final class EndpointResponseDecorator extends ServerHttpResponseDecorator {

	private static final String SENT_BY_ENDPOINT = EndpointResponseDecorator.class.getName() + ".SENT_BY_ENDPOINT";

	/**
	 * Headers that describe the body or redirect. They are dropped if the response is
	 * replaced.
	 */
	private static final Set<String> OF_THE_BODY = Set.of(HttpHeaders.ACCEPT_RANGES, HttpHeaders.CONTENT_DISPOSITION,
			HttpHeaders.CONTENT_ENCODING, HttpHeaders.CONTENT_LANGUAGE, HttpHeaders.CONTENT_LENGTH,
			HttpHeaders.CONTENT_LOCATION, HttpHeaders.CONTENT_RANGE, HttpHeaders.ETAG, HttpHeaders.LAST_MODIFIED,
			HttpHeaders.LOCATION, HttpHeaders.TRANSFER_ENCODING);

	private final ServerWebExchange exchange;

	private final boolean forUsers;

	private final LoginResolver loginResolver;

	private final EndpointResponses responses;

	EndpointResponseDecorator(ServerWebExchange exchange, boolean forUsers, LoginResolver loginResolver,
			EndpointResponses responses) {
		super(exchange.getResponse());
		this.exchange = exchange;
		this.forUsers = forUsers;
		this.loginResolver = loginResolver;
		this.responses = responses;
	}

	/**
	 * Send the response of an endpoint.
	 * @param exchange the exchange that the endpoint has been called with
	 * @param endpointResponse the response of the endpoint
	 * @return completes when the response is written
	 */
	static Mono<Void> send(ServerWebExchange exchange, EndpointResponse endpointResponse) {
		exchange.getAttributes().put(SENT_BY_ENDPOINT, true);
		return write(endpointResponse, exchange.getResponse());
	}

	private static Mono<Void> write(EndpointResponse endpointResponse, ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(endpointResponse.getStatus()));
		endpointResponse.getHeaders().forEach(response.getHeaders()::set);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(endpointResponse.getBody())));
	}

	private boolean isSentByEndpoint() {
		return this.exchange.getAttributes().containsKey(SENT_BY_ENDPOINT);
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		if (isSentByEndpoint()) {
			return super.writeWith(body);
		}
		return DataBufferUtils.join(body).map(Optional::of).defaultIfEmpty(Optional.empty()).flatMap(this::send);
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return isSentByEndpoint() ? super.writeAndFlushWith(body)
				: writeWith(Flux.from(body).concatMap((part) -> Flux.from(part)));
	}

	@Override
	public Mono<Void> setComplete() {
		return isSentByEndpoint() ? super.setComplete() : send(Optional.empty());
	}

	/**
	 * Send the response if nothing has been sent.
	 * @return completes when it is sent
	 */
	Mono<Void> end() {
		return (isCommitted() || isSentByEndpoint()) ? Mono.empty() : send(Optional.empty());
	}

	// CSRF tokens are checked before the login is in the context.
	private Mono<Void> send(Optional<DataBuffer> body) {
		return isAuthenticated().flatMap((authenticated) -> authenticated ? send(body, true, false)
				: isStored().flatMap((stored) -> send(body, stored, true)));
	}

	private Mono<Void> send(Optional<DataBuffer> body, boolean loggedIn, boolean forged) {
		return send(body, this.responses.replace(describe(body, loggedIn, forged)));
	}

	private Mono<Void> send(Optional<DataBuffer> body, @Nullable EndpointResponse replacement) {
		if (replacement != null) {
			body.ifPresent(DataBufferUtils::release);
			OF_THE_BODY.forEach(getHeaders()::remove);
			return write(replacement, getDelegate());
		}
		return body.map((whole) -> super.writeWith(Mono.just(whole))).orElseGet(super::setComplete);
	}

	private ApplicationResponse describe(Optional<DataBuffer> body, boolean loggedIn, boolean forged) {
		HttpStatusCode status = getStatusCode();
		boolean hasBody = body.isPresent() && body.get().readableByteCount() > 0;
		return new ApplicationResponse(this.forUsers, this.exchange.getRequest().getMethod().name(),
				(status != null) ? status.value() : HttpStatus.OK.value(),
				getHeaders().getFirst(HttpHeaders.CONTENT_TYPE), hasBody, loggedIn,
				this.exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION), forged);
	}

	private Mono<Boolean> isAuthenticated() {
		return ReactiveSecurityContextHolder.getContext()
			.mapNotNull(SecurityContext::getAuthentication)
			.map(this.loginResolver::isLogin)
			.defaultIfEmpty(false);
	}

	private Mono<Boolean> isStored() {
		return this.exchange.getSession().map(this::isLoggedIn).onErrorReturn(false);
	}

	private boolean isLoggedIn(WebSession session) {
		return !session.isExpired() && this.loginResolver.isLoginStored(session.getAttributes()::get,
				() -> Set.copyOf(session.getAttributes().keySet()));
	}

}
