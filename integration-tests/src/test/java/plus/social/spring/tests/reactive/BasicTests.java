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

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.testsupport.Browser;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for Basic with sessions.
 */
@ParameterizedClass
@EnumSource
class BasicTests extends AbstractLoginTests {

	@Test
	@Proves(LoginMechanism.BASIC_WITH_SESSION)
	void theTokenComesWithTheFirstRequest() {
		assertTokenComesWithLogin("alice", (browser) -> {
			assertThat(browser.get("/basic-session/secret").statusCode()).isEqualTo(401);
			assertThat(browser.get("/basic-session/page", "Authorization", credentials("alice")).body())
				.contains("user=alice");
			assertThat(browser.get("/basic-session/page").body()).contains("user=alice");
		});
	}

	@Test
	void requestsWithCredentialsAndASessionMintOnce() {
		assertTokenComesWithLogin("alice", (browser) -> {
			for (int i = 0; i < 10; i++) {
				assertThat(browser.get("/basic-session/page", "Authorization", credentials("alice")).body())
					.contains("user=alice");
			}
		});
	}

	static String credentials(String user) {
		return "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + Browser.PASSWORD).getBytes(StandardCharsets.UTF_8));
	}

	@Configuration(proxyBeanMethods = false)
	static class Chains {

		@Bean
		@Order(1)
		SecurityWebFilterChain basicSession(ServerHttpSecurity http) {
			return Areas.area(http, "/basic-session")
				.httpBasic((basic) -> basic.securityContextRepository(new WebSessionServerSecurityContextRepository()))
				.build();
		}

	}

}
