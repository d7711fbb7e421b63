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

package plus.social.spring.tests.cluster;

import jakarta.servlet.http.HttpServletRequest;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application on Tomcat that knows every user.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ServletNode.PageController.class)
class ServletNode {

	static final String UPSERT = "node.upsert";

	@Bean
	UserDetailsService users() {
		return (username) -> User.withUsername(username).password("{noop}" + Visitor.PASSWORD).roles("USER").build();
	}

	// Without it, requests of one session fail, but one, when they add a token at the
	// same
	// time on several nodes.
	@Bean
	@ConditionalOnBooleanProperty(name = UPSERT, matchIfMissing = true)
	PostgreSqlJdbcIndexedSessionRepositoryCustomizer postgresCustomizer() {
		return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
	}

	@RestController
	static class PageController {

		private final ObjectProvider<HttpSessionSocialPlusTokens> tokens;

		PageController(ObjectProvider<HttpSessionSocialPlusTokens> tokens) {
			this.tokens = tokens;
		}

		@GetMapping("/page")
		String page(HttpServletRequest request) {
			return request.getRemoteUser();
		}

		@GetMapping("/token")
		String token(HttpServletRequest request) {
			return this.tokens.getObject().find(request).map(SocialPlusAuthToken::getTokenValue).orElse("none");
		}

	}

}
