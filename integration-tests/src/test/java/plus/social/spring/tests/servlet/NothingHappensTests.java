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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.DigestAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.DigestAuthenticationFilter;
import org.springframework.util.DigestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that logins which are kept in no session are left alone.
 */
class NothingHappensTests {

	private static final int REQUESTS = 1000;

	private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

	@AutoClose
	private static final TestApplication application = ServletApplications.start(Application.class);

	@Test
	@Proves(LoginMechanism.STATELESS)
	void aStatelessChainIsLeftAlone() {
		assertNothingHappens("/stateless/plain", "alice", "Authorization", basic());
	}

	@Test
	@Proves(LoginMechanism.BASIC)
	void basicIsLeftAlone() {
		assertNothingHappens("/basic/plain", "alice", "Authorization", basic());
	}

	@Test
	@Proves(LoginMechanism.BEARER_TOKEN)
	void aResourceServerIsLeftAlone() {
		JwtClaimsSet claims = JwtClaimsSet.builder().subject("alice").expiresAt(Instant.now().plusSeconds(600)).build();
		String token = new NimbusJwtEncoder(new ImmutableSecret<>(KEY))
			.encode(JwtEncoderParameters.from(JwsHeader.with(MacAlgorithm.HS256).build(), claims))
			.getTokenValue();
		assertNothingHappens("/bearer/plain", "alice", "Authorization", "Bearer " + token);
	}

	@Test
	@Proves(LoginMechanism.X509)
	void aCertificateIsLeftAlone() {
		assertNothingHappens("/x509/plain", "alice");
	}

	@Test
	@Proves(LoginMechanism.DIGEST)
	void digestIsLeftAlone() {
		String challenge = application.newBrowser()
			.get("/digest/plain")
			.headers()
			.firstValue("WWW-Authenticate")
			.orElseThrow();
		String nonce = challenge.replaceFirst(".*nonce=\"([^\"]+)\".*", "$1");
		String response = md5(md5("alice:test:" + Browser.PASSWORD) + ":" + nonce + ":00000001:client:auth:"
				+ md5("GET:/digest/plain"));
		assertNothingHappens("/digest/plain", "alice", "Authorization",
				"Digest username=\"alice\", realm=\"test\", nonce=\"" + nonce
						+ "\", uri=\"/digest/plain\", qop=auth, nc=00000001, cnonce=\"client\", response=\"" + response
						+ "\"");
	}

	@Test
	@Proves(LoginMechanism.ANONYMOUS)
	void anonymousUsersAreLeftAlone() {
		assertNothingHappens("/plain", "null");
	}

	@Test
	@Proves(LoginMechanism.CLIENT_AUTHENTICATION)
	void theClientsOfAnAuthorizationServerAreLeftAlone() {
		String credentials = Base64.getEncoder().encodeToString("web:secret".getBytes(StandardCharsets.UTF_8));
		try (TestApplication server = ServletApplications.start(AuthorizationServerApplication.class,
				AuthorizationServerApplication.PROPERTIES.toArray(String[]::new))) {
			Browser client = server.newBrowser();
			assertNothingHappens(server, "access_token",
					() -> client
						.post("/oauth2/token", Map.of("grant_type", "client_credentials"), "Authorization",
								"Basic " + credentials)
						.body());
		}
	}

	private static void assertNothingHappens(String path, String user, String... headers) {
		Browser client = application.newBrowser();
		assertNothingHappens(application, "user=" + user, () -> client.get(path, headers).body());
		assertThat(client.getAnswers()).hasSize(REQUESTS)
			.allSatisfy((answer) -> assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty());
	}

	private static void assertNothingHappens(TestApplication application, String expected, Supplier<String> request) {
		long sessions = application.getSessions().getCreated();
		application.getTokens().clear();
		for (int i = 0; i < REQUESTS; i++) {
			assertThat(request.get()).contains(expected);
		}
		assertThat(application.getSessions().getCreated()).isEqualTo(sessions);
		assertThat(application.getTokens().getTokens()).isEmpty();
	}

	private static String basic() {
		return "Basic "
				+ Base64.getEncoder().encodeToString(("alice:" + Browser.PASSWORD).getBytes(StandardCharsets.UTF_8));
	}

	private static String md5(String text) {
		return DigestUtils.md5DigestAsHex(text.getBytes(StandardCharsets.UTF_8));
	}

	@ServletApplication
	static class Application {

		@Bean
		@Order(1)
		SecurityFilterChain stateless(HttpSecurity http) {
			http.securityMatcher("/stateless/**");
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
			http.httpBasic(Customizer.withDefaults());
			return http.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain basic(HttpSecurity http) {
			http.securityMatcher("/basic/**");
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.httpBasic(Customizer.withDefaults());
			return http.build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain bearer(HttpSecurity http) {
			http.securityMatcher("/bearer/**");
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.oauth2ResourceServer((resourceServer) -> resourceServer
				.jwt((jwt) -> jwt.decoder(NimbusJwtDecoder.withSecretKey(KEY).build())));
			return http.build();
		}

		@Bean
		@Order(4)
		SecurityFilterChain x509(HttpSecurity http) {
			http.securityMatcher("/x509/**");
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.x509(Customizer.withDefaults());
			return http.build();
		}

		@Bean
		@Order(5)
		SecurityFilterChain digest(HttpSecurity http, UserDetailsService users) {
			DigestAuthenticationEntryPoint entryPoint = new DigestAuthenticationEntryPoint();
			entryPoint.setRealmName("test");
			entryPoint.setKey("known to the application");
			DigestAuthenticationFilter filter = new DigestAuthenticationFilter();
			// Digest takes passwords as they are.
			filter.setUserDetailsService((username) -> User.withUserDetails(users.loadUserByUsername(username))
				.password(Browser.PASSWORD)
				.build());
			filter.setAuthenticationEntryPoint(entryPoint);
			filter.setCreateAuthenticatedToken(true);
			http.securityMatcher("/digest/**");
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(entryPoint));
			return http.addFilter(filter).build();
		}

		@Bean
		@Order(6)
		SecurityFilterChain anonymous(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
			http.formLogin(Customizer.withDefaults());
			return http.build();
		}

		// What Tomcat does with a client's certificate.
		@Bean
		FilterRegistrationBean<Filter> clientCertificate() throws IOException, GeneralSecurityException {
			X509Certificate certificate = certificate();
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				request.setAttribute("jakarta.servlet.request.X509Certificate", new X509Certificate[] { certificate });
				chain.doFilter(request, response);
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			registration.addUrlPatterns("/x509/*");
			return registration;
		}

		private static X509Certificate certificate() throws IOException, GeneralSecurityException {
			try (InputStream pem = Application.class.getResourceAsStream("/alice.pem")) {
				return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
			}
		}

	}

}
