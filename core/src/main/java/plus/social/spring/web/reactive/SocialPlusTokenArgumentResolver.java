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

import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.web.SocialPlusToken;
import reactor.core.publisher.Mono;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
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
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		return parameter.hasParameterAnnotation(SocialPlusToken.class) && (type.resolve() == SocialPlusAuthToken.class
				|| (isMono(parameter) && type.getGeneric(0).resolve() == SocialPlusAuthToken.class));
	}

	@Override
	public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext bindingContext,
			ServerWebExchange exchange) {
		SocialPlusToken annotation = parameter.getParameterAnnotation(SocialPlusToken.class);
		Assert.state(annotation != null, "No @SocialPlusToken");
		Mono<SocialPlusAuthToken> token = this.tokens.obtain(exchange);
		if (!annotation.required()) {
			token = token.onErrorResume(SocialPlusTokenArgumentResolver::saysThatThereIsNone, (ex) -> Mono.empty());
		}
		return isMono(parameter) ? Mono.just(token) : token.cast(Object.class);
	}

	private static boolean isMono(MethodParameter parameter) {
		return parameter.getParameterType() == Mono.class;
	}

	private static boolean saysThatThereIsNone(Throwable failure) {
		return failure instanceof SocialPlusException || failure instanceof IllegalStateException;
	}

}
