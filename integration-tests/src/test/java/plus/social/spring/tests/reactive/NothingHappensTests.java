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

package plus.social.spring.tests.reactive;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.web.reactive.ServerSocialPlusAuthenticationSuccessHandler;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.WebFilterChainServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests that have no login in a session: no session is created, no cookie is
 * set and no token is asked for.
 */
@ParameterizedClass
@EnumSource(names = { "IN_MEMORY", "SPRING_SESSION" })
class NothingHappensTests extends AbstractLoginTests {

	private static final int REQUESTS = 1000;

	private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

	@Test
	@Proves(LoginMechanism.BASIC)
	void basicWithoutASessionRepository() {
		assertNothingHappens("/basic/page", "alice", "Authorization", BasicTests.credentials("alice"));
	}

	@Test
	@Proves(LoginMechanism.BEARER_TOKEN)
	void bearerTokens() {
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.subject("alice")
			.expiresAt(Instant.now().plus(Duration.ofHours(1)))
			.build();
		String token = new NimbusJwtEncoder(new ImmutableSecret<>(KEY))
			.encode(JwtEncoderParameters.from(JwsHeader.with(MacAlgorithm.HS256).build(), claims))
			.getTokenValue();
		assertNothingHappens("/bearer/page", "alice", "Authorization", "Bearer " + token);
	}

	@Test
	@Proves(LoginMechanism.STATELESS)
	void aStatelessChain() {
		assertNothingHappens("/stateless/page", "alice", "Authorization", BasicTests.credentials("alice"));
	}

	@Test
	@Proves(LoginMechanism.STATELESS)
	void aStatelessChainWithTheHandler() {
		assertNothingHappens("/stateless-handler/page", "alice", "X-User", "alice");
	}

	@Test
	@Proves(LoginMechanism.X509)
	void certificates() {
		assertNothingHappens("/x509/page", "alice");
	}

	@Test
	@Proves(LoginMechanism.ANONYMOUS)
	void anonymousUsers() {
		assertNothingHappens("/anonymous/page", "anonymousUser");
	}

	@Test
	@Proves(LoginMechanism.ANONYMOUS)
	void anonymousUsersWithASession() {
		applications().assertNothingHappens((browser) -> {
			browser.get("/programmatic/start");
			assertThat(browser.getSessionId()).isPresent();
			assertThat(browser.get("/anonymous/page").body()).contains("user=anonymousUser");
		});
	}

	private void assertNothingHappens(String path, String user, String... headers) {
		applications()
			.assertNothingHappens((browser) -> assertThat(browser.get(path, headers).body()).isEqualTo("user=" + user));
		TestApplication application = applications().getApplication();
		long sessions = application.getSessions().getCreated();
		application.getTokens().clear();
		Browser browser = application.newBrowser();
		for (int i = 0; i < REQUESTS; i++) {
			browser.get(path, headers);
		}
		assertThat(browser.getAnswers()).hasSize(REQUESTS).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
		});
		assertThat(application.getSessions().getCreated()).isEqualTo(sessions);
		assertThat(application.getTokens().getTokens()).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	static class Chains {

		@Bean
		@Order(1)
		SecurityWebFilterChain basic(ServerHttpSecurity http) {
			return Areas.area(http, "/basic")
				.httpBasic(Customizer.withDefaults())
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.build();
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain bearer(ServerHttpSecurity http) {
			return Areas.area(http, "/bearer")
				.oauth2ResourceServer((server) -> server
					.jwt((jwt) -> jwt.jwtDecoder(NimbusReactiveJwtDecoder.withSecretKey(KEY).build())))
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.build();
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain stateless(ServerHttpSecurity http) {
			return Areas.area(http, "/stateless")
				.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
				.httpBasic(Customizer.withDefaults())
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.build();
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain statelessHandler(ServerHttpSecurity http,
				ObjectProvider<WebSessionSocialPlusTokens> tokens) {
			AuthenticationWebFilter login = CustomFilterTests.login();
			tokens.ifAvailable((available) -> login
				.setAuthenticationSuccessHandler(new ServerSocialPlusAuthenticationSuccessHandler(available,
						new WebFilterChainServerAuthenticationSuccessHandler())));
			return Areas.area(http, "/stateless-handler")
				.addFilterAt(login, SecurityWebFiltersOrder.AUTHENTICATION)
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.build();
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain x509(ServerHttpSecurity http) {
			return Areas.area(http, "/x509")
				.x509(Customizer.withDefaults())
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.build();
		}

		// What Reactor Netty does with a client's certificate.
		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebFilter clientCertificate() throws IOException, GeneralSecurityException {
			SslInfo sslInfo = sslInfo();
			return (exchange, chain) -> chain.filter(exchange.getRequest().getPath().value().startsWith("/x509/")
					? exchange.mutate().request((request) -> request.sslInfo(sslInfo)).build() : exchange);
		}

		private static SslInfo sslInfo() throws IOException, GeneralSecurityException {
			try (InputStream pem = Chains.class.getResourceAsStream("/alice.pem")) {
				X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
					.generateCertificate(pem);
				return new SslInfo() {

					@Override
					public String getSessionId() {
						return "session";
					}

					@Override
					public X509Certificate[] getPeerCertificates() {
						return new X509Certificate[] { certificate };
					}

				};
			}
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain anonymous(ServerHttpSecurity http) {
			return Areas.area(http, "/anonymous")
				.anonymous(Customizer.withDefaults())
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.build();
		}

	}

}
