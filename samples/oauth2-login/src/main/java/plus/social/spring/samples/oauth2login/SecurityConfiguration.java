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

package plus.social.spring.samples.oauth2login;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.util.Assert;

/**
 * Security configuration of an application with OpenID Connect login. It is independent
 * of Social Plus.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	// The logout form redirects to the provider, which "form-action" must allow.
	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
			+ " img-src 'self'; form-action 'self' %s; base-uri 'none'; frame-ancestors 'none'";

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, ClientRegistrationRepository registrations) {
		ClientRegistration registration = registrations.findByRegistrationId("demo");
		Assert.notNull(registration, "There is no client registration 'demo'");
		String contentSecurityPolicy = CONTENT_SECURITY_POLICY
			.formatted(registration.getProviderDetails().getIssuerUri());
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/login", "/css/*", "/js/*", "/favicon.svg")
				.permitAll()
				.anyRequest()
				.authenticated())
			.oauth2Login((login) -> login.loginPage("/login"))
			.logout((logout) -> logout.logoutSuccessHandler(providerLogout(registrations)))
			.headers((headers) -> headers
				.contentSecurityPolicy((policy) -> policy.policyDirectives(contentSecurityPolicy)))
			.build();
	}

	// Without it, the next login would not require a password.
	private static LogoutSuccessHandler providerLogout(ClientRegistrationRepository registrations) {
		OidcClientInitiatedLogoutSuccessHandler handler = new OidcClientInitiatedLogoutSuccessHandler(registrations);
		handler.setPostLogoutRedirectUri("{baseUrl}/login?logout");
		return handler;
	}

}
