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

package plus.social.spring.boot.autoconfigure.servlet;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;
import plus.social.spring.boot.autoconfigure.DeniedPathsReport.SecurityRules;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Security rules of the servlet stack. The authorization filter of the first matching
 * chain is called with a request that has only a method and a path. (The request of
 * {@code WebInvocationPrivilegeEvaluator} has no attributes, so no path pattern matches
 * it.)
 */
final class ServletSecurityRules implements SecurityRules {

	private final ObjectProvider<SecurityFilterChain> chains;

	ServletSecurityRules(ObjectProvider<SecurityFilterChain> chains) {
		this.chains = chains;
	}

	@Override
	public boolean isAllowed(String method, String path, Supplier<Authentication> login) {
		HttpServletRequest request = PathOnly.request(method, path);
		return this.chains.orderedStream()
			.filter((chain) -> chain.matches(request))
			.findFirst()
			.stream()
			.flatMap((chain) -> chain.getFilters().stream())
			.allMatch((filter) -> isAllowed(filter, request, login));
	}

	private static boolean isAllowed(Filter filter, HttpServletRequest request, Supplier<Authentication> login) {
		if (filter instanceof AuthorizationFilter authorization) {
			AuthorizationResult result = authorization.getAuthorizationManager().authorize(login, request);
			return result == null || result.isGranted();
		}
		return true;
	}

	/**
	 * Request with only a method and a path.
	 *
	 * @param method the method
	 * @param path the path
	 * @param attributes the attributes
	 */
	private record PathOnly(String method, String path, Map<Object, Object> attributes) implements InvocationHandler {

		static HttpServletRequest request(String method, String path) {
			return (HttpServletRequest) Proxy.newProxyInstance(HttpServletRequest.class.getClassLoader(),
					new Class<?>[] { HttpServletRequest.class }, new PathOnly(method, path, new HashMap<>()));
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method invoked, Object @Nullable [] arguments) {
			return switch (invoked.getName()) {
				case "getMethod" -> this.method;
				case "getRequestURI", "getServletPath" -> this.path;
				case "getContextPath" -> "";
				case "getPathInfo", "getQueryString", "getCharacterEncoding" -> null;
				case "getHttpServletMapping" -> new DefaultMapping();
				case "getDispatcherType" -> DispatcherType.REQUEST;
				case "getAttribute" -> this.attributes.get(argument(arguments, 0));
				case "setAttribute" -> this.attributes.put(argument(arguments, 0), argument(arguments, 1));
				case "removeAttribute" -> this.attributes.remove(argument(arguments, 0));
				default -> throw new UnsupportedOperationException(invoked.getName());
			};
		}

		private static Object argument(Object @Nullable [] arguments, int index) {
			return (arguments != null) ? arguments[index] : "";
		}

	}

	/**
	 * Mapping of a servlet to all paths.
	 */
	private static final class DefaultMapping implements HttpServletMapping {

		@Override
		public String getMatchValue() {
			return "";
		}

		@Override
		public String getPattern() {
			return "/";
		}

		@Override
		public String getServletName() {
			return "";
		}

		@Override
		public MappingMatch getMappingMatch() {
			return MappingMatch.DEFAULT;
		}

	}

}
