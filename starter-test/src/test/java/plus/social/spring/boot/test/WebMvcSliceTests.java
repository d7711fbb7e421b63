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

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.web.SocialPlusToken;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for controllers with tokens in a test of Spring MVC's layer.
 */
@WebMvcTest
@TestPropertySource(properties = "socialplus.server-key=real")
class WebMvcSliceTests {

	@Autowired
	private MockMvcTester mvc;

	@ParameterizedTest
	@ValueSource(strings = { "/argument", "/tokens" })
	@WithMockUser("alice")
	void controllerGetsAMockTokenOfTheMockUser(String path) {
		assertThat(this.mvc.get().uri(path)).hasStatusOk().bodyText().isEqualTo("alice mock-auth-token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/argument", "/tokens" })
	void controllerGetsAMockTokenOfTheUserOfTheRequest(String path) {
		assertThat(this.mvc.get().uri(path).with(SecurityMockMvcRequestPostProcessors.user("bob"))).hasStatusOk()
			.bodyText()
			.isEqualTo("bob mock-auth-token");
	}

	@Test
	void thereIsNoTokenWithoutAUser() {
		assertThat(this.mvc.get().uri("/argument")).hasStatus(401);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(TokenController.class)
	static class Application {

	}

	@RestController
	static class TokenController {

		private final HttpSessionSocialPlusTokens tokens;

		TokenController(HttpSessionSocialPlusTokens tokens) {
			this.tokens = tokens;
		}

		@GetMapping("/argument")
		String argument(@SocialPlusToken SocialPlusAuthToken token) {
			return token.getUserId() + " " + token.getTokenValue();
		}

		@GetMapping("/tokens")
		String tokens(HttpServletRequest request) {
			SocialPlusAuthToken token = this.tokens.obtain(request);
			return token.getUserId() + " " + token.getTokenValue();
		}

	}

}
