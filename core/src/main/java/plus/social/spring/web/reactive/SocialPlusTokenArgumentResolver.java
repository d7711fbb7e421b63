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

import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.web.SocialPlusToken;
import plus.social.spring.web.TokenUnavailableException;
import reactor.core.publisher.Mono;

import org.springframework.core.MethodParameter;
import org.springframework.util.Assert;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * Resolves parameters that are annotated with {@link SocialPlusToken}.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenArgumentResolver implements HandlerMethodArgumentResolver {

	private final WebSessionSocialPlusTokens tokens;

	/**
	 * Create a resolver.
	 * @param tokens the tokens in web sessions
	 */
	public SocialPlusTokenArgumentResolver(WebSessionSocialPlusTokens tokens) {
		Assert.notNull(tokens, "'tokens' must not be null");
		this.tokens = tokens;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(SocialPlusToken.class)
				&& tokenType(parameter) == SocialPlusAuthToken.class;
	}

	private static Class<?> tokenType(MethodParameter parameter) {
		MethodParameter value = isMono(parameter) ? parameter.nested() : parameter.nestedIfOptional();
		return value.getNestedParameterType();
	}

	@Override
	public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext bindingContext,
			ServerWebExchange exchange) {
		SocialPlusToken annotation = parameter.getParameterAnnotation(SocialPlusToken.class);
		Assert.state(annotation != null, "No @SocialPlusToken");
		boolean required = annotation.required() && !parameter.isOptional();
		Mono<SocialPlusAuthToken> token = required ? obtain(exchange) : find(exchange);
		if (isMono(parameter)) {
			// The controller may subscribe without the context that holds the login.
			return Mono.deferContextual((context) -> Mono.just(token.contextWrite(context)));
		}
		return isOptional(parameter) ? token.map(Optional::of).defaultIfEmpty(Optional.empty()).cast(Object.class)
				: token.cast(Object.class);
	}

	private Mono<SocialPlusAuthToken> obtain(ServerWebExchange exchange) {
		return this.tokens.obtainForLogin(exchange)
			.onErrorMap(SocialPlusException.class, (ex) -> toResponse(ex, exchange));
	}

	// Error handlers take the status of the exception, but not its headers.
	private static Throwable toResponse(SocialPlusException failure, ServerWebExchange exchange) {
		if (failure.isUserRefused()) {
			return new TokenDeniedException("Social Plus does not accept the user", failure);
		}
		TokenUnavailableException unavailable = new TokenUnavailableStatusException(failure);
		if (!exchange.getResponse().isCommitted()) {
			exchange.getResponse().getHeaders().putAll(unavailable.getHeaders());
		}
		return unavailable;
	}

	private Mono<SocialPlusAuthToken> find(ServerWebExchange exchange) {
		return this.tokens.obtainForLogin(exchange)
			.onErrorResume(SocialPlusException.class, (ex) -> Mono.empty())
			.onErrorResume(LoginRequiredException.class, (ex) -> Mono.empty())
			.onErrorResume(TokenDeniedException.class, (ex) -> Mono.empty());
	}

	private static boolean isMono(MethodParameter parameter) {
		return parameter.getParameterType() == Mono.class;
	}

	private static boolean isOptional(MethodParameter parameter) {
		return parameter.getParameterType() == Optional.class;
	}

}
