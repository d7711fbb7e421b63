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

package plus.social.spring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.util.ClassUtils;

/**
 * Filters in an application's security filter chains that log users in.
 * <p>
 * They are recognized by the names of their classes and superclasses, as the jars that
 * contain them may not be on the classpath.
 */
final class LoginFilters {

	private static final String REACTIVE = "AuthenticationWebFilter";

	private static final Set<String> LOCAL = Set.of("AbstractAuthenticationProcessingFilter",
			"AbstractPreAuthenticatedProcessingFilter", "AuthenticationFilter", "BasicAuthenticationFilter",
			"DigestAuthenticationFilter", "RememberMeAuthenticationFilter", "SpnegoAuthenticationProcessingFilter");

	private static final Set<String> OAUTH2_LOGIN = Set.of("OAuth2LoginAuthenticationFilter",
			"OAuth2LoginAuthenticationWebFilter");

	private static final Set<String> SAML2_LOGIN = Set.of("Saml2WebSsoAuthenticationFilter");

	private static final Set<String> BEARER = Set.of("BearerTokenAuthenticationFilter");

	private static final List<String> SERVLET_TYPES = List.of("org.springframework.security.web.SecurityFilterChain",
			"jakarta.servlet.Filter");

	private static final List<String> REACTIVE_TYPES = List.of(
			"org.springframework.security.web.server.SecurityWebFilterChain",
			"org.springframework.web.server.WebFilter");

	/**
	 * Optional classes that are looked up by name.
	 */
	static final List<String> OPTIONAL_TYPES = Stream.concat(SERVLET_TYPES.stream(), REACTIVE_TYPES.stream()).toList();

	private final List<List<String>> filters = new ArrayList<>();

	private LoginFilters() {
	}

	static LoginFilters of(ListableBeanFactory beanFactory) {
		LoginFilters filters = new LoginFilters();
		if (arePresent(SERVLET_TYPES)) {
			Servlet.addTo(filters, beanFactory);
		}
		if (arePresent(REACTIVE_TYPES)) {
			Reactive.addTo(filters, beanFactory);
		}
		return filters;
	}

	private static boolean arePresent(List<String> types) {
		return types.stream().allMatch((type) -> ClassUtils.isPresent(type, LoginFilters.class.getClassLoader()));
	}

	private void add(Object filter) {
		List<String> names = new ArrayList<>();
		for (Class<?> type = filter.getClass(); type != null; type = type.getSuperclass()) {
			names.add(type.getSimpleName());
		}
		this.filters.add(names);
	}

	boolean isEmpty() {
		return this.filters.isEmpty();
	}

	boolean isOAuth2Login() {
		return this.filters.stream().anyMatch((names) -> isOneOf(OAUTH2_LOGIN, names));
	}

	boolean isSaml2Login() {
		return this.filters.stream().anyMatch((names) -> isOneOf(SAML2_LOGIN, names));
	}

	boolean isBearer() {
		return this.filters.stream().anyMatch((names) -> isOneOf(BEARER, names));
	}

	/**
	 * Return whether the application's own users log in.
	 * @param reactiveTokens whether one of the WebFlux filters, which all have the same
	 * class, is for bearer tokens
	 * @return {@code true} if there is a filter for them
	 */
	boolean isLocal(boolean reactiveTokens) {
		List<List<String>> others = this.filters.stream()
			.filter((names) -> !isOneOf(OAUTH2_LOGIN, names) && !isOneOf(SAML2_LOGIN, names)
					&& !isForProofOfPossession(names))
			.toList();
		long reactive = others.stream().filter((names) -> names.contains(REACTIVE)).count();
		return others.stream().anyMatch((names) -> isOneOf(LOCAL, names)) || reactive > (reactiveTokens ? 1 : 0);
	}

	// A resource server has a filter of this general class for DPoP in addition to the
	// one for bearer tokens.
	private boolean isForProofOfPossession(List<String> names) {
		return isBearer() && names.get(0).equals("AuthenticationFilter");
	}

	private static boolean isOneOf(Set<String> expected, List<String> names) {
		return names.stream().anyMatch(expected::contains);
	}

	/**
	 * Inner class to avoid a hard dependency on the servlet API at runtime.
	 */
	private static final class Servlet {

		static void addTo(LoginFilters filters, ListableBeanFactory beanFactory) {
			beanFactory.getBeanProvider(SecurityFilterChain.class)
				.stream()
				.flatMap((chain) -> chain.getFilters().stream())
				.forEach(filters::add);
		}

	}

	/**
	 * Inner class to avoid a hard dependency on WebFlux at runtime.
	 */
	private static final class Reactive {

		// The filters of a chain are a list, so that subscribing does not block.
		static void addTo(LoginFilters filters, ListableBeanFactory beanFactory) {
			beanFactory.getBeanProvider(SecurityWebFilterChain.class)
				.stream()
				.forEach((chain) -> chain.getWebFilters().subscribe(filters::add));
		}

	}

}
