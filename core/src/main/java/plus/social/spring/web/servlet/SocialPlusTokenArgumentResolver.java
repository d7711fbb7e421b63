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

package plus.social.spring.web.servlet;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.web.SocialPlusToken;
import plus.social.spring.web.TokenUnavailableException;

import org.springframework.core.MethodParameter;
import org.springframework.util.Assert;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves parameters that are annotated with {@link SocialPlusToken}.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenArgumentResolver implements HandlerMethodArgumentResolver {

	private final HttpSessionSocialPlusTokens tokens;

	/**
	 * Create a resolver.
	 * @param tokens the tokens in HTTP sessions
	 */
	public SocialPlusTokenArgumentResolver(HttpSessionSocialPlusTokens tokens) {
		Assert.notNull(tokens, "'tokens' must not be null");
		this.tokens = tokens;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(SocialPlusToken.class)
				&& parameter.nestedIfOptional().getNestedParameterType() == SocialPlusAuthToken.class;
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer mavContainer,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) {
		HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
		SocialPlusToken annotation = parameter.getParameterAnnotation(SocialPlusToken.class);
		Assert.state(request != null && annotation != null, "No HttpServletRequest or no @SocialPlusToken");
		if (annotation.required() && !parameter.isOptional()) {
			return obtain(request);
		}
		SocialPlusAuthToken token = find(request);
		return (parameter.getParameterType() == Optional.class) ? Optional.ofNullable(token) : token;
	}

	private SocialPlusAuthToken obtain(HttpServletRequest request) {
		try {
			return this.tokens.obtainForLogin(request);
		}
		catch (SocialPlusException ex) {
			if (ex.isUserRefused()) {
				throw new TokenDeniedException("Social Plus does not accept the user", ex);
			}
			throw new TokenUnavailableException(ex);
		}
	}

	private @Nullable SocialPlusAuthToken find(HttpServletRequest request) {
		try {
			return this.tokens.obtainForLogin(request);
		}
		catch (SocialPlusException | LoginRequiredException | TokenDeniedException ex) {
			return null;
		}
	}

}
