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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.saml2.provider.service.registration.RelyingPartyRegistration;
import org.springframework.security.saml2.provider.service.registration.RelyingPartyRegistrationRepository;
import org.springframework.util.ClassUtils;

/**
 * Detects how users log in to an application, from the filters of its security filter
 * chains and its registrations of providers.
 * <p>
 * The detection may be incomplete, as names of unexpected sources are qualified: it
 * decides which ids are short, not which are safe.
 */
final class LoginSourcesDetector {

	private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

	private static final String OAUTH2_CLIENT_TYPE = "org.springframework.security.oauth2.client.registration.ClientRegistrationRepository";

	private static final String SAML2_TYPE = "org.springframework.security.saml2.provider.service.registration.RelyingPartyRegistrationRepository";

	private static final List<String> TOKEN_TYPES = List.of(
			"org.springframework.security.oauth2.jwt.ReactiveJwtDecoder",
			"org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector");

	/**
	 * Optional classes that are looked up by name.
	 */
	static final List<String> OPTIONAL_TYPES = Stream
		.concat(Stream.of(OAUTH2_CLIENT_TYPE, SAML2_TYPE), TOKEN_TYPES.stream())
		.toList();

	private static final boolean OAUTH2_CLIENT = isPresent(OAUTH2_CLIENT_TYPE);

	private static final boolean SAML2 = isPresent(SAML2_TYPE);

	private final ListableBeanFactory beanFactory;

	private final Environment environment;

	private final Set<String> providers = new LinkedHashSet<>();

	private final List<ClientRegistration> clients = new ArrayList<>();

	private boolean countable = true;

	LoginSourcesDetector(ListableBeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, LoginSourcesDetector.class.getClassLoader());
	}

	LoginSources detect() {
		LoginFilters filters = LoginFilters.of(this.beanFactory);
		if (OAUTH2_CLIENT && (filters.isEmpty() || filters.isOAuth2Login())) {
			boolean known = OAuth2.addRegistrations(this);
			this.countable &= known || !filters.isOAuth2Login();
		}
		if (SAML2 && (filters.isEmpty() || filters.isSaml2Login())) {
			boolean known = Saml2.addRegistrations(this);
			this.countable &= known || !filters.isSaml2Login();
		}
		boolean reactiveTokens = TOKEN_TYPES.stream().anyMatch(this::hasBean);
		String issuer = this.environment.getProperty(ISSUER);
		return new LoginSources(Set.copyOf(this.providers), this.countable, filters.isBearer() || reactiveTokens,
				issuer, issuerOfOnlyClient(), filters.isLocal(reactiveTokens));
	}

	private boolean hasBean(String typeName) {
		ClassLoader classLoader = getClass().getClassLoader();
		return ClassUtils.isPresent(typeName, classLoader) && this.beanFactory
			.getBeanNamesForType(ClassUtils.resolveClassName(typeName, classLoader), true, false).length > 0;
	}

	private @Nullable String issuerOfOnlyClient() {
		return (this.clients.size() == 1) ? OAuth2.issuerOf(this.clients.get(0)) : null;
	}

	/**
	 * Inner class to avoid a hard dependency on Spring Security's OAuth2 client at
	 * runtime.
	 */
	private static final class OAuth2 {

		static boolean addRegistrations(LoginSourcesDetector detector) {
			List<Object> repositories = Stream
				.concat(detector.beanFactory.getBeanProvider(ClientRegistrationRepository.class).stream(),
						detector.beanFactory.getBeanProvider(ReactiveClientRegistrationRepository.class).stream())
				.toList();
			repositories.forEach((repository) -> add(repository, detector));
			return !repositories.isEmpty();
		}

		// A repository that is not iterable may contain any number of registrations.
		private static void add(Object repository, LoginSourcesDetector detector) {
			if (!(repository instanceof Iterable<?> registrations)) {
				detector.countable = false;
				return;
			}
			for (Object each : registrations) {
				if (each instanceof ClientRegistration registration
						&& AuthorizationGrantType.AUTHORIZATION_CODE.equals(registration.getAuthorizationGrantType())) {
					detector.providers.add(registration.getRegistrationId());
					detector.clients.add(registration);
				}
			}
		}

		static @Nullable String issuerOf(ClientRegistration registration) {
			return registration.getProviderDetails().getIssuerUri();
		}

	}

	/**
	 * Inner class to avoid a hard dependency on Spring Security's SAML 2 support at
	 * runtime.
	 */
	private static final class Saml2 {

		static boolean addRegistrations(LoginSourcesDetector detector) {
			List<RelyingPartyRegistrationRepository> repositories = detector.beanFactory
				.getBeanProvider(RelyingPartyRegistrationRepository.class)
				.stream()
				.toList();
			repositories.forEach((repository) -> add(repository, detector));
			return !repositories.isEmpty();
		}

		private static void add(RelyingPartyRegistrationRepository repository, LoginSourcesDetector detector) {
			if (!(repository instanceof Iterable<?> registrations)) {
				detector.countable = false;
				return;
			}
			for (Object each : registrations) {
				if (each instanceof RelyingPartyRegistration registration) {
					detector.providers.add("saml2/" + registration.getRegistrationId());
				}
			}
		}

	}

}
