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
import plus.social.spring.web.EndpointRefusal;
import plus.social.spring.web.TokenEndpointAnswer;
import plus.social.spring.web.TokenEndpointAnswers;
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
 * The response of an endpoint. The endpoint's answer is sent as it is; one of the
 * application is replaced if a client cannot use it.
 */
final class EndpointResponse extends ServerHttpResponseDecorator {

	private static final String ANSWERED = EndpointResponse.class.getName() + ".ANSWERED";

	/**
	 * Headers that describe the body or lead elsewhere. They go with an answer that is
	 * replaced.
	 */
	private static final Set<String> OF_THE_BODY = Set.of(HttpHeaders.ACCEPT_RANGES, HttpHeaders.CONTENT_DISPOSITION,
			HttpHeaders.CONTENT_ENCODING, HttpHeaders.CONTENT_LANGUAGE, HttpHeaders.CONTENT_LENGTH,
			HttpHeaders.CONTENT_LOCATION, HttpHeaders.CONTENT_RANGE, HttpHeaders.ETAG, HttpHeaders.LAST_MODIFIED,
			HttpHeaders.LOCATION, HttpHeaders.TRANSFER_ENCODING);

	private final ServerWebExchange exchange;

	private final boolean forUsers;

	private final LoginResolver loginResolver;

	private final TokenEndpointAnswers answers;

	EndpointResponse(ServerWebExchange exchange, boolean forUsers, LoginResolver loginResolver,
			TokenEndpointAnswers answers) {
		super(exchange.getResponse());
		this.exchange = exchange;
		this.forUsers = forUsers;
		this.loginResolver = loginResolver;
		this.answers = answers;
	}

	/**
	 * Answer a request to an endpoint.
	 * @param exchange the endpoint's exchange
	 * @param answer its answer
	 * @return completes when the answer is written
	 */
	static Mono<Void> answer(ServerWebExchange exchange, TokenEndpointAnswer answer) {
		exchange.getAttributes().put(ANSWERED, true);
		return write(answer, exchange.getResponse());
	}

	private static Mono<Void> write(TokenEndpointAnswer answer, ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(answer.getStatus()));
		answer.getHeaders().forEach(response.getHeaders()::set);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.getBody())));
	}

	private boolean isAnswered() {
		return this.exchange.getAttributes().containsKey(ANSWERED);
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		if (isAnswered()) {
			return super.writeWith(body);
		}
		return DataBufferUtils.join(body).map(Optional::of).defaultIfEmpty(Optional.empty()).flatMap(this::send);
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return isAnswered() ? super.writeAndFlushWith(body)
				: writeWith(Flux.from(body).concatMap((part) -> Flux.from(part)));
	}

	@Override
	public Mono<Void> setComplete() {
		return isAnswered() ? super.setComplete() : send(Optional.empty());
	}

	/**
	 * Send the response if nothing has been sent.
	 * @return completes when it is sent
	 */
	Mono<Void> end() {
		return (isCommitted() || isAnswered()) ? Mono.empty() : send(Optional.empty());
	}

	// CSRF tokens are looked at before the login is in the context.
	private Mono<Void> send(Optional<DataBuffer> body) {
		return isAuthenticated().flatMap((authenticated) -> authenticated ? send(body, true, false)
				: isStored().flatMap((stored) -> send(body, stored, true)));
	}

	private Mono<Void> send(Optional<DataBuffer> body, boolean loggedIn, boolean forged) {
		return send(body, this.answers.replace(describe(body, loggedIn, forged)));
	}

	private Mono<Void> send(Optional<DataBuffer> body, @Nullable TokenEndpointAnswer replacement) {
		if (replacement != null) {
			body.ifPresent(DataBufferUtils::release);
			OF_THE_BODY.forEach(getHeaders()::remove);
			return write(replacement, getDelegate());
		}
		return body.map((whole) -> super.writeWith(Mono.just(whole))).orElseGet(super::setComplete);
	}

	private EndpointRefusal describe(Optional<DataBuffer> body, boolean loggedIn, boolean forged) {
		HttpStatusCode status = getStatusCode();
		boolean hasBody = body.isPresent() && body.get().readableByteCount() > 0;
		return new EndpointRefusal(this.forUsers, this.exchange.getRequest().getMethod().name(),
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
