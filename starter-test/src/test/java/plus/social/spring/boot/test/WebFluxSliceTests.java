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

package plus.social.spring.boot.test;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.web.SocialPlusToken;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for controllers with tokens in a test of WebFlux's layer.
 */
@WebFluxTest
@TestPropertySource(properties = "socialplus.server-key=real")
class WebFluxSliceTests {

	@Autowired
	private WebTestClient client;

	@ParameterizedTest
	@ValueSource(strings = { "/argument", "/mono" })
	@WithMockUser("alice")
	void controllerGetsAMockTokenOfTheMockUser(String path) {
		expectToken(this.client, path, "alice mock-auth-token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/argument", "/mono" })
	void controllerGetsAMockTokenOfTheUserOfTheRequest(String path) {
		expectToken(this.client.mutateWith(SecurityMockServerConfigurers.mockUser("bob")), path, "bob mock-auth-token");
	}

	@Test
	void thereIsNoTokenWithoutAUser() {
		this.client.get().uri("/argument").exchange().expectStatus().isUnauthorized();
	}

	@Test
	@WithMockUser("alice")
	void controllerThatInjectsTheTokensOfSessionsStarts() {
		expectToken(this.client, "/tokens", "none");
	}

	private static void expectToken(WebTestClient client, String path, String token) {
		assertThat(client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()).isEqualTo(token);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(TokenController.class)
	static class Application {

	}

	@RestController
	static class TokenController {

		private final WebSessionSocialPlusTokens tokens;

		TokenController(WebSessionSocialPlusTokens tokens) {
			this.tokens = tokens;
		}

		@GetMapping("/argument")
		String argument(@SocialPlusToken SocialPlusAuthToken token) {
			return token.getUserId() + " " + token.getTokenValue();
		}

		@GetMapping("/mono")
		Mono<String> mono(@SocialPlusToken Mono<SocialPlusAuthToken> token) {
			return token.map((value) -> value.getUserId() + " " + value.getTokenValue());
		}

		@GetMapping("/tokens")
		Mono<String> tokens(ServerWebExchange exchange) {
			return this.tokens.find(exchange).map((value) -> value.getUserId()).defaultIfEmpty("none");
		}

	}

}
