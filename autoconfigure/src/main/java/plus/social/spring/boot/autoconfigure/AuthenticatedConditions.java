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

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginCondition;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Finds the condition that reflects the application's own definition of being
 * authenticated. With multi-factor authentication, it matches after the last factor.
 * <p>
 * The condition uses the same factory as Spring Security's {@code authorizeHttpRequests}:
 * the one for {@link RequestAuthorizationContext} if present, otherwise the one for
 * {@link Object}.
 */
final class AuthenticatedConditions {

	private static final Log logger = LogFactory.getLog(AuthenticatedConditions.class);

	/**
	 * Optional classes that are looked up by name.
	 */
	static final List<String> OPTIONAL_TYPES = List.of(
			"org.springframework.security.web.access.intercept.RequestAuthorizationContext",
			"jakarta.servlet.http.HttpServletRequest");

	private static final boolean REQUESTS = OPTIONAL_TYPES.stream()
		.allMatch((type) -> ClassUtils.isPresent(type, AuthenticatedConditions.class.getClassLoader()));

	private final ListableBeanFactory beanFactory;

	AuthenticatedConditions(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Find the condition.
	 * @param authoritiesRequired whether the application configures the required factors
	 * by their authorities, so that an ambiguous factory does not matter
	 * @return the condition, which matches no login if the application has factories but
	 * none can be used
	 */
	LoginCondition find(boolean authoritiesRequired) {
		if (REQUESTS && Requests.exist(this.beanFactory)) {
			return orNone(Requests.find(this.beanFactory), authoritiesRequired);
		}
		ResolvableType type = ResolvableType.forClassWithGenerics(AuthorizationManagerFactory.class, Object.class);
		if (this.beanFactory.getBeanNamesForType(type).length > 0) {
			AuthorizationManagerFactory<Object> factory = this.beanFactory
				.<AuthorizationManagerFactory<Object>>getBeanProvider(type)
				.getIfUnique();
			return orNone((factory != null) ? LoginCondition.authorizedBy(factory.authenticated()) : null,
					authoritiesRequired);
		}
		boolean none = this.beanFactory.getBeanNamesForType(AuthorizationManagerFactory.class).length == 0;
		return none ? LoginCondition.none() : orNone(null, authoritiesRequired);
	}

	private LoginCondition orNone(@Nullable LoginCondition condition, boolean authoritiesRequired) {
		if (condition != null) {
			return condition;
		}
		if (authoritiesRequired) {
			return LoginCondition.none();
		}
		logger.warn("Logins receive no Social Plus tokens: none of the AuthorizationManagerFactory beans "
				+ List.of(this.beanFactory.getBeanNamesForType(AuthorizationManagerFactory.class))
				+ " determines when a login has all its factors. Mark one for Object or RequestAuthorizationContext"
				+ " as primary, or list the authorities of the factors in 'socialplus.login.required-authorities'.");
		return (authentication) -> false;
	}

	/**
	 * Inner class to avoid a hard dependency on Spring Security's web support and the
	 * servlet API at runtime.
	 */
	private static final class Requests {

		private static final ResolvableType TYPE = ResolvableType
			.forClassWithGenerics(AuthorizationManagerFactory.class, RequestAuthorizationContext.class);

		static boolean exist(ListableBeanFactory beanFactory) {
			return beanFactory.getBeanNamesForType(TYPE).length > 0;
		}

		static @Nullable LoginCondition find(ListableBeanFactory beanFactory) {
			AuthorizationManagerFactory<RequestAuthorizationContext> factory = beanFactory
				.<AuthorizationManagerFactory<RequestAuthorizationContext>>getBeanProvider(TYPE)
				.getIfUnique();
			return (factory != null) ? LoginCondition.authorizedBy(factory.authenticated(), Requests::current) : null;
		}

		// Factors rarely depend on the request. If they do and there is no current
		// request, the factory fails and the login has no token.
		private static @Nullable RequestAuthorizationContext current() {
			return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
					? new RequestAuthorizationContext(attributes.getRequest()) : null;
		}

	}

}
