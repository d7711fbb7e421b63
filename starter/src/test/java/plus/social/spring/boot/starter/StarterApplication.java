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

package plus.social.spring.boot.starter;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with Spring MVC, Spring Security as it comes, and the starter.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class StarterApplication {

	private final HttpSessionSocialPlusTokens tokens;

	StarterApplication(HttpSessionSocialPlusTokens tokens) {
		this.tokens = tokens;
	}

	@Bean
	static UserDetailsService users() {
		return (name) -> User.withUsername(name).password("{noop}" + Browser.PASSWORD).roles("USER").build();
	}

	@GetMapping("/session")
	ResponseEntity<Map<String, String>> session(HttpSession session) {
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("token", String.valueOf(session.getAttribute("SOCIALPLUS_AUTH_TOKEN")), "userId",
					String.valueOf(session.getAttribute("SOCIALPLUS_USER_ID")), "expiresAt",
					String.valueOf(session.getAttribute("SOCIALPLUS_AUTH_TOKEN_EXPIRES_AT"))));
	}

	@GetMapping("/use")
	String use(HttpServletRequest request) {
		return this.tokens.obtain(request).getTokenValue();
	}

}
