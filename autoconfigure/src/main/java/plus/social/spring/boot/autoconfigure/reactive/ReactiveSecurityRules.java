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

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import plus.social.spring.boot.autoconfigure.DeniedPathsReport.SecurityRules;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.FixedLocaleContextResolver;

/**
 * Security rules of WebFlux. Spring Security has a
 * {@code WebInvocationPrivilegeEvaluator} for servlets only, so the authorization filter
 * of the first matching chain is called with an exchange that has no server.
 */
final class ReactiveSecurityRules implements SecurityRules {

	/**
	 * Maximum time for a rule. A rule that takes longer depends on another system.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private final ObjectProvider<SecurityWebFilterChain> chains;

	ReactiveSecurityRules(ObjectProvider<SecurityWebFilterChain> chains) {
		this.chains = chains;
	}

	@Override
	public boolean isAllowed(String method, String path, Supplier<Authentication> login) {
		ServerWebExchange exchange = new DefaultServerWebExchange(new Request(method, path), new Response(),
				(request) -> Mono.error(UnsupportedOperationException::new), ServerCodecConfigurer.create(),
				new FixedLocaleContextResolver());
		return Boolean.TRUE.equals(Flux.fromStream(this.chains::orderedStream)
			.filterWhen((chain) -> chain.matches(exchange))
			.next()
			.flatMapMany(SecurityWebFilterChain::getWebFilters)
			.ofType(AuthorizationWebFilter.class)
			.concatMap((filter) -> filter.filter(exchange, (passed) -> Mono.empty()))
			.contextWrite(ReactiveSecurityContextHolder
				.withSecurityContext(Mono.fromSupplier(() -> new SecurityContextImpl(login.get()))))
			.then(Mono.just(true))
			.onErrorReturn(AccessDeniedException.class, false)
			.block(TIMEOUT));
	}

	private static final class Request extends AbstractServerHttpRequest {

		Request(String method, String path) {
			super(HttpMethod.valueOf(method), URI.create(path), null, new HttpHeaders());
		}

		@Override
		protected MultiValueMap<String, HttpCookie> initCookies() {
			return new LinkedMultiValueMap<>();
		}

		@Override
		protected @Nullable SslInfo initSslInfo() {
			return null;
		}

		// Rules for addresses apply to real requests only.
		@Override
		public @Nullable InetSocketAddress getRemoteAddress() {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T> T getNativeRequest() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.empty();
		}

	}

	private static final class Response extends AbstractServerHttpResponse {

		Response() {
			super(DefaultDataBufferFactory.sharedInstance);
		}

		@Override
		public <T> T getNativeResponse() {
			throw new UnsupportedOperationException();
		}

		@Override
		protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
			return Mono.empty();
		}

		@Override
		protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return Mono.empty();
		}

		@Override
		protected void applyStatusCode() {
			// There is no server.
		}

		@Override
		protected void applyHeaders() {
			// There is no server.
		}

		@Override
		protected void applyCookies() {
			// There is no server.
		}

	}

}
