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

package plus.social.spring.tests.servlet;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.saml2.provider.service.authentication.Saml2AssertionAuthentication;
import org.springframework.security.saml2.provider.service.authentication.Saml2AuthenticationToken;
import org.springframework.security.saml2.provider.service.authentication.Saml2ResponseAssertion;
import org.springframework.security.saml2.provider.service.registration.RelyingPartyRegistration;
import org.springframework.security.saml2.provider.service.web.authentication.Saml2WebSsoAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins with Spring Security's SAML 2 filter. Responses are not verified: that
 * takes OpenSAML, which is not in Maven Central.
 */
class Saml2Tests {

	@AutoClose
	private static final ComparedApplications applications = ServletApplications.compare(Application.class);

	@Test
	@Proves(LoginMechanism.SAML2)
	void theTokenComesWithTheLogin() {
		applications.assertTokenComesWithLogin("saml2/idp:alice", (browser) -> {
			browser.get("/saml/secret");
			assertThat(browser.post("/saml/login", Map.of("SAMLResponse", "alice")).statusCode()).isEqualTo(302);
			assertThat(browser.get("/saml/page").body()).contains("user=alice");
		});
	}

	@ServletApplication
	static class Application {

		private final RelyingPartyRegistration registration = RelyingPartyRegistration.withRegistrationId("idp")
			.entityId("application")
			.assertionConsumerServiceLocation("{baseUrl}/saml/login")
			.assertingPartyMetadata(
					(party) -> party.entityId("idp").singleSignOnServiceLocation("https://idp.example.org/sso"))
			.build();

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			Saml2WebSsoAuthenticationFilter filter = new Saml2WebSsoAuthenticationFilter(this::convert, "/saml/login");
			filter.setAuthenticationManager(Application::authenticate);
			filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
			filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
			return Areas.area(http, "/saml")
				.csrf((csrf) -> csrf.ignoringRequestMatchers("/saml/login"))
				.addFilterBefore(filter, UsernamePasswordAuthenticationFilter.class)
				.build();
		}

		private Authentication convert(HttpServletRequest request) {
			return new Saml2AuthenticationToken(this.registration, request.getParameter("SAMLResponse"));
		}

		private static Authentication authenticate(Authentication token) {
			String response = ((Saml2AuthenticationToken) token).getSaml2Response();
			return new Saml2AssertionAuthentication(response,
					Saml2ResponseAssertion.withResponseValue(response).nameId(response).build(),
					AuthorityUtils.createAuthorityList("ROLE_USER"), "idp");
		}

	}

}
