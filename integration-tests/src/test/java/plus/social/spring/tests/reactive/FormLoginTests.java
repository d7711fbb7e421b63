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

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.web.reactive.ServerSocialPlusAuthenticationSuccessHandler;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for form login in chains of the application's own.
 */
@ParameterizedClass
@EnumSource
class FormLoginTests extends AbstractLoginTests {

	@Test
	@Proves({ LoginMechanism.FORM_LOGIN, LoginMechanism.CHANGE_SESSION_ID })
	void theTokenComesWithALogin() {
		assertRedirects("/form", "/");
	}

	@Test
	@Proves(LoginMechanism.SAVED_REQUEST)
	void theTokenComesWithALoginThatLeadsBackToTheSavedRequest() {
		assertTokenComesWithLogin("alice", (browser) -> {
			assertThat(browser.get("/form/secret?a=b").headers().firstValue("Location")).contains("/form/page");
			assertThat(Areas.logIn(browser, "/form", "alice").headers().firstValue("Location"))
				.contains("/form/secret?a=b");
		});
	}

	@Test
	@Proves(LoginMechanism.DELEGATING_REPOSITORY)
	void theTokenComesWithALoginInARepositoryThatDelegates() {
		assertRedirects("/delegating", "/");
	}

	@Test
	@Proves(LoginMechanism.OWN_REPOSITORY_KEY)
	void theTokenComesWithALoginUnderAnotherSessionAttribute() {
		assertRedirects("/other-key", "/");
	}

	@Test
	@Proves(LoginMechanism.HANDLER_WRITES_AND_FLUSHES)
	void theTokenComesWithALoginThatIsAnsweredWithJsonAndFlushes() {
		assertTokenComesWithLogin("alice", (browser) -> {
			HttpResponse<String> answer = Areas.logIn(browser, "/json", "alice");
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("{\"user\":\"alice\"}");
		});
	}

	@Test
	void oneTokenComesWithALoginThatHasTheHandlerAsWell() {
		assertRedirects("/handler", "/handler/page");
	}

	@Test
	@Proves(LoginMechanism.TWO_CHAINS)
	void theTokenComesWithTheWebLoginBesideAStatelessApi() {
		assertTokenComesWithLogin("alice", (browser) -> {
			assertThat(callApi(browser)).isEqualTo("user=bob");
			Areas.logIn(browser, "/form", "alice");
			assertThat(callApi(browser)).isEqualTo("user=bob");
			assertThat(browser.get("/form/page").body()).contains("user=alice");
		});
	}

	private static String callApi(Browser browser) {
		return browser.get("/stateless/page", "Authorization", BasicTests.credentials("bob")).body();
	}

	private void assertRedirects(String area, String location) {
		assertTokenComesWithLogin("alice", (browser) -> {
			browser.get(area + "/page");
			String before = browser.getSessionId().orElseThrow();
			HttpResponse<String> answer = Areas.logIn(browser, area, "alice");
			assertThat(answer.statusCode()).isEqualTo(302);
			assertThat(answer.headers().firstValue("Location")).contains(location);
			assertThat(browser.getSessionId().orElseThrow()).isNotEqualTo(before);
			assertThat(browser.get(area + "/page").body()).contains("user=alice");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Chains {

		@Bean
		@Order(1)
		SecurityWebFilterChain form(ServerHttpSecurity http) {
			return Areas.area(http, "/form").formLogin((form) -> Areas.form(form, "/form")).build();
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain delegating(ServerHttpSecurity http) {
			return Areas.area(http, "/delegating")
				.securityContextRepository(new DelegatingRepository())
				.formLogin((form) -> Areas.form(form, "/delegating"))
				.build();
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain otherKey(ServerHttpSecurity http) {
			WebSessionServerSecurityContextRepository repository = new WebSessionServerSecurityContextRepository();
			repository.setSpringSecurityContextAttrName("OTHER_KEY");
			return Areas.area(http, "/other-key")
				.securityContextRepository(repository)
				.formLogin((form) -> Areas.form(form, "/other-key"))
				.build();
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain json(ServerHttpSecurity http) {
			return Areas.area(http, "/json")
				.formLogin((form) -> Areas.form(form, "/json").authenticationSuccessHandler(Chains::writeAndFlush))
				.build();
		}

		private static Mono<Void> writeAndFlush(WebFilterExchange exchange, Authentication authentication) {
			ServerHttpResponse response = exchange.getExchange().getResponse();
			response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
			DataBuffer json = response.bufferFactory()
				.wrap(("{\"user\":\"" + authentication.getName() + "\"}").getBytes(StandardCharsets.UTF_8));
			return response.writeAndFlushWith(Flux.just(Mono.just(json)));
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain handler(ServerHttpSecurity http, ObjectProvider<WebSessionSocialPlusTokens> tokens) {
			RedirectServerAuthenticationSuccessHandler redirect = new RedirectServerAuthenticationSuccessHandler(
					"/handler/page");
			WebSessionSocialPlusTokens available = tokens.getIfAvailable();
			ServerAuthenticationSuccessHandler handler = (available != null)
					? new ServerSocialPlusAuthenticationSuccessHandler(available, redirect) : redirect;
			return Areas.area(http, "/handler")
				.formLogin((form) -> Areas.form(form, "/handler").authenticationSuccessHandler(handler))
				.build();
		}

	}

	private static final class DelegatingRepository implements ServerSecurityContextRepository {

		private final ServerSecurityContextRepository delegate = new WebSessionServerSecurityContextRepository();

		@Override
		public Mono<Void> save(ServerWebExchange exchange, SecurityContext context) {
			return this.delegate.save(exchange, context);
		}

		@Override
		public Mono<SecurityContext> load(ServerWebExchange exchange) {
			return this.delegate.load(exchange);
		}

	}

}
